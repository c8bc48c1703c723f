/* A small call by hand. */
#include "hand.h"

int prepare(const struct user *u) { return 0; }

int work(const double *const *in, double *const *out)
{
    const double a = *in[0], b = *in[1], c = *in[2];
    *out[0] = a * b + tanh(c) / (1.0 + a * a);
    return 0;
}
