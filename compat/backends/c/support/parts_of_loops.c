/* Into how many parts a loop is cut, and which points each part has. PART: the cost of the smallest part,
   COPY: of an element of a copy of an array of sums. */

enum { MOST_PARTS = 32 };
struct part {
    int64_t first, end;
};
/* One of `parts` parts of a loop over `length` points, of whole `step`s but for the last. */
static inline struct part part_of(int64_t length, int64_t parts, int64_t number, int64_t step)
{
    const int64_t size = ((length + parts - 1) / parts + step - 1) / step * step;
    const int64_t first = number * size < length ? number * size : length;
    return (struct part){first, first + size < length ? first + size : length};
}
/* How many parts are worth it for a loop of that cost. */
static inline int64_t parts_of(double cost)
{
    return cost < 3 * PART ? 1 : cost < MOST_PARTS * PART ? (int64_t)(cost / PART) : MOST_PARTS;
}
/* The cost that counts where each part has a copy of so many elements: to add them takes time too. */
static inline double fewer(double cost, int64_t copied)
{
    const double most = PART * cost / (COPY * copied + 1);
    return most < cost ? most : cost;
}
