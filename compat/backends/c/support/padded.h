/* The size of an array in bytes, up to a whole number of cache lines. */

#define PADDED(count, type) (((size_t)(count) * sizeof(type) + 63) & ~(size_t)63)
