/* A compiled function of a vector at many vectors, on the threads of the pool where it has some (_threads.c). */

#include <stddef.h>
#include <stdint.h>

typedef int (*function_t)(size_t dim, size_t n, const double *x, double *out, const void *user);
typedef int (*parallel_t)(int (*task)(void *, int64_t), void *given, int64_t parts);

/* `count` vectors of `dim` values at x, for each `n` values at out; `size` vectors a part. */
struct population {
    function_t function;
    const void *user;
    const double *x;
    double *out;
    int64_t count, dim, n, size;
};

static int part_of_population(void *given, int64_t part)
{
    const struct population *p = given;
    const int64_t first = part * p->size, end = first + p->size < p->count ? first + p->size : p->count;
    for (int64_t k = first; k < end; k++)
        if (p->function((size_t)p->dim, (size_t)p->n, p->x + k * p->dim, p->out + k * p->n, p->user)) return 1;
    return 0;
}

/* Whether some vector has no answer. */
int at_all_points(struct population *p, parallel_t parallel)
{
    const int64_t parts = (p->count + p->size - 1) / p->size;
    if (parallel && parts > 1) return parallel(part_of_population, p, parts) != 0;
    for (int64_t part = 0; part < parts; part++)
        if (part_of_population(p, part)) return 1;
    return 0;
}
