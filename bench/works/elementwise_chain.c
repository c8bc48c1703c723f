/* Elementwise chain by hand: one loop, four vector calls; softplus and tanh take their exponentials from e^-|x|. */
#include "hand.h"

static int64_t n;

int prepare(const struct user *u)
{
    n = u->numbers[0];
    return 0;
}

int work(const double *const *in, double *const *out)
{
    const double *restrict x = in[0];
    double *restrict y = out[0];
    #pragma omp simd
    for (int64_t i = 0; i < n; i++) {
        const double square = x[i] * x[i], e = exp(-fabs(x[i]));
        const double softplus = (x[i] > 0.0 ? x[i] : 0.0) + log1p(e);
        y[i] = exp(-square) * softplus + tanh(x[i]) / (1.0 + square);
    }
    return 0;
}
