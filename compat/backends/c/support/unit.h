/* What every unit begins with, whatever it needs of it: with libm.h gcc takes 0.3 ms for it, of 50 for a small unit. */

#include <stdint.h>
#include <stddef.h>
typedef void *(*alloc_t)(void *context, int number, const int64_t *lengths);
/* of libc: declared, not included, as libm's functions are */
void *malloc(size_t);
void free(void *);
void *memcpy(void *restrict, const void *restrict, size_t);
void *memset(void *, int, size_t);
/* a block of memory, and what gives it back: the process's own where there are such (_workspace.c) */
#define TAKE(size) (take_memory ? take_memory(size) : malloc(size))
#define GIVE(memory, size) (give_memory ? give_memory(memory, size) : free(memory))
/* the size of an array in bytes, up to a whole number of cache lines */
#define PADDED(count, type) (((size_t)(count) * sizeof(type) + 63) & ~(size_t)63)
/* the first place in `memory` at which a cache line begins */
#define ALIGNED(memory) ((char *)(((uintptr_t)(memory) + 63) & ~(uintptr_t)63))
#include "lanes.h"
/* clang's own max of floats begins at the lowest finite number, so that -inf is never the largest */
#pragma omp declare reduction(largest : double, float : omp_out = omp_in > omp_out ? omp_in : omp_out) \
    initializer(omp_priv = -__builtin_inf())
#pragma omp declare reduction(smallest : double, float : omp_out = omp_in < omp_out ? omp_in : omp_out) \
    initializer(omp_priv = __builtin_inf())
