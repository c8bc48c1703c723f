/* A scalar recurrence by hand: forward, keeping the states; backward, with the state in a register. */
#include "hand.h"

#define DT 0.05
static int64_t n;
static double *kept;

int prepare(const struct user *u)
{
    n = u->numbers[0];
    kept = room(n + 1);
    return 0;
}

int work(const double *const *in, double *const *out)
{
    const double *u = in[0], keep = 1.0 - DT * in[1][0], b = DT * in[1][1];
    double s = 0.5, cost = 0.0, back = 0.0, ga = 0.0, gb = 0.0;
    for (int64_t i = 0; i < n; i++) {
        kept[i] = s;
        s = s * (keep - b * (s * s)) + DT * u[i];
        cost += s * s;
    }
    for (int64_t i = n - 1; i >= 0; i--) {
        back += 2.0 * s;
        s = kept[i];
        const double square = s * s;
        ga -= back * s;
        gb -= back * (s * square);
        back *= keep - 3.0 * b * square;
    }
    *out[0] = cost, *out[1] = DT * ga, *out[2] = DT * gb;
    return 0;
}
