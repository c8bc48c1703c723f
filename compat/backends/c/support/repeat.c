/* A compiled function with updates, called again and again: what it leaves of a state is what the next call reads. */

#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

typedef void *(*place_t)(void *context, int number, const int64_t *lengths);
typedef int (*program_t)(const void *const *in, const int64_t *const *lengths, place_t place, void *context);

/* program: its arguments are the states, then data, at `in`, of `lengths`; it gives `outputs`, then the states after.
   now, next: memory of each state, of `ranks` dimensions; one and the same where the program may overwrite it. out:
   where outputs go, which are numbers of `width` bytes, and scores: room for the first one of all calls. watched: the
   number of the state that is looked at for NaN, of `elements` numbers of `width` bytes; -1: the first output is.
   calls: how many were made. */
struct repeated {
    program_t program;
    const void **in;
    const int64_t *const *lengths;
    int64_t states, outputs;
    void **now, **next;
    const int64_t *ranks;
    char *out, *scores;
    int64_t width, watched, elements;
    double seconds;
    int64_t calls;
};
enum { FINE, FAILED, IS_NAN };

static void *place(void *context, int number, const int64_t *lengths)
{
    const struct repeated *r = context;
    if (number < 0) return NULL; /* an Op in Python */
    if (number < r->outputs) return r->out + number * r->width;
    const int64_t k = number - r->outputs;
    for (int64_t d = 0; d < r->ranks[k]; d++)
        if (lengths[d] != r->lengths[k][d]) return NULL;
    return r->next[k];
}

static int some_nan(const char *numbers, int64_t count, int64_t width)
{
    int found = 0;
    if (width == sizeof(double)) {
        const double *const x = (const double *)(const void *)numbers;
        for (int64_t k = 0; k < count; k++) found |= isnan(x[k]) != 0;
    } else {
        const float *const x = (const float *)(const void *)numbers;
        for (int64_t k = 0; k < count; k++) found |= isnan(x[k]) != 0;
    }
    return found;
}

static double clock_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Up to `most` calls; none begins after `seconds`. FAILED: states are not what they were before the call that failed. */
int repeat(struct repeated *r, int64_t most)
{
    const double end = clock_now() + r->seconds;
    for (r->calls = 0; r->calls < most; r->calls++) {
        if (r->calls && clock_now() >= end) break;
        for (int64_t k = 0; k < r->states; k++) r->in[k] = r->now[k];
        if (r->program(r->in, r->lengths, place, r)) return FAILED;
        for (int64_t k = 0; k < r->states; k++) {
            void *const before = r->now[k];
            r->now[k] = r->next[k];
            r->next[k] = before;
        }
        if (r->outputs) memcpy(r->scores + r->calls * r->width, r->out, (size_t)r->width);
        if (r->watched < 0 ? some_nan(r->out, 1, r->width) : some_nan(r->now[r->watched], r->elements, r->width)) {
            r->calls++;
            return IS_NAN;
        }
    }
    return FINE;
}
