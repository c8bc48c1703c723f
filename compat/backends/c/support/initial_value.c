/* The solution of an ordinary differential equation with its sensitivities, whose slopes are a compiled function of one
   vector: backends/c/initial_value.py. */

#include <float.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "multistep.h"

#define LINE 64 /* bytes of the cache: no block lies in two */

typedef int (*function_t)(size_t dim, size_t n, const double *x, double *out, const void *user);

/* x: the states and their sensitivities, the time, and the parameters, which stay. */
struct compiled_system {
    function_t function;
    const void *user;
    double *x;
    size_t whole, dim;
};

static int slopes_of_system(const double *y, double t, double *dydt, void *given)
{
    struct compiled_system *system = given;
    memcpy(system->x, y, system->whole * sizeof(double));
    system->x[system->whole] = t;
    return system->function(system->dim, system->whole, system->x, dydt, system->user);
}

/* `states` values and, behind them, their sensitivities to the `parameters`, of which the first are the values at
   times[0]: rows of `found` for times[1...]. Not 0: there is none. */
int solve(function_t function, const void *user, int64_t states, int64_t parameters, const double *given,
          double tolerance, const double *times, int64_t count, double *found)
{
    const size_t whole = (size_t)(states * (1 + parameters)), dim = whole + 1 + (size_t)parameters;
    struct problem p = {.slopes = slopes_of_system, .n = (int)whole, .tolerance = tolerance};
    double *memory = calloc(dim + whole, sizeof(double)), *work = calloc(1, memory_of((int)whole) + LINE);
    struct compiled_system system = {function, user, memory, whole, dim};
    int failed = NO_MEMORY;
    if (memory && work) {
        double *start = memory + dim;
        memcpy(memory + whole + 1, given, (size_t)parameters * sizeof(double));
        memcpy(start, given, (size_t)states * sizeof(double));
        for (int64_t i = 0; i < states; i++) start[states + i * parameters + i] = 1;
        p.user = &system;
        failed =
            solve_problem(&p, (double *)(((uintptr_t)work + LINE - 1) & -(uintptr_t)LINE), start, times, count, found);
    }
    free(memory);
    free(work);
    return failed;
}
