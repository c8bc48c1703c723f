/* Eight numbers that are worked on at once. */

#define LANES(type) type __attribute__((vector_size(8 * sizeof(type)), may_alias))
