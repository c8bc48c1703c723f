/* Stochastic volatility by hand: x = log step, s[N], log nu. One sweep: the walk and Student's t of each return. */
#include "hand.h"

static double *squared; /* returns squared */
static int64_t n;

int prepare(const struct user *u)
{
    n = u->numbers[0];
    squared = room(n);
    for (int64_t i = 0; i < n; i++) squared[i] = u->arrays[0][i] * u->arrays[0][i];
    return 0;
}

int logp(size_t dim, const double *restrict x, double *restrict grad, double *restrict logp, const void *user)
{
    const double step = exp(x[0]), nu = exp(x[N + 1]), t = 1.0 / (step * step);
    const double inverse_nu = 1.0 / nu, half = 0.5 * (nu + 1.0);
    const double *s = x + 1, *y2 = squared;
    double *g = grad + 1, walk = 0.0, levels = 0.0, logs = 0.0, weights = 0.0;
    double rest[N] __attribute__((aligned(64)));
    #pragma omp simd reduction(+:levels, logs, weights)
    for (int i = 0; i < N; i++) {
        const double q = exp(-2.0 * s[i]) * y2[i] * inverse_nu, w = q / (1.0 + q);
        logs += log1p(q);
        weights += w;
        levels += s[i];
        rest[i] = (nu + 1.0) * w - 1.0;
    }
    #pragma omp simd reduction(+:walk)
    for (int i = 1; i < N - 1; i++) {
        const double d = s[i] - s[i - 1];
        walk += d * d;
        g[i] = rest[i] + (s[i + 1] - 2.0 * s[i] + s[i - 1]) * t;
    }
    const double last = s[N - 1] - s[N - 2];
    walk += last * last;
    g[0] = rest[0] + (s[1] - s[0]) * t - s[0];
    g[N - 1] = rest[N - 1] - last * t;
    *logp = log(10.0) - 10.0 * step + x[0] + log(0.1) - 0.1 * nu + x[N + 1]
        - 0.5 * s[0] * s[0] - 0.5 * N * LOG_2PI - (N - 1) * x[0] - 0.5 * walk * t
        + N * (lgamma(half) - lgamma(0.5 * nu) - 0.5 * (x[N + 1] + LOG_PI)) - levels - half * logs;
    grad[0] = 1.0 - 10.0 * step - (N - 1) + walk * t;
    grad[N + 1] = 1.0 - 0.1 * nu
        + nu * (0.5 * N * (digamma(half) - digamma(0.5 * nu) - inverse_nu) - 0.5 * logs + half * weights * inverse_nu);
    return 0;
}
