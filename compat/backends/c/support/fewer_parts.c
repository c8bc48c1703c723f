/* For loops whose parts have copies of an array. COPY: the cost of an element of a copy. */

/* The cost that counts where each part has a copy of so many elements: to add them takes time too. */
static inline double fewer(double cost, int64_t copied)
{
    const double most = PART * cost / (COPY * copied + 1);
    return most < cost ? most : cost;
}
