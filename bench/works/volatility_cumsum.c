/* Stochastic volatility by a running sum, by hand: x = log step, z[N], log nu. One sweep forward, one back. */
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

typedef double v4 __attribute__((vector_size(32)));
typedef double v4u __attribute__((vector_size(32), aligned(8)));
typedef long long k4 __attribute__((vector_size(32)));

/* Sums of four values up to each. */
static inline v4 upto(v4 a)
{
    const v4 zero = {0};
    a += __builtin_shuffle(zero, a, (k4){0, 4, 5, 6});
    return a + __builtin_shuffle(zero, a, (k4){0, 1, 4, 5});
}

int logp(size_t dim, const double *restrict x, double *restrict grad, double *restrict logp, const void *user)
{
    const double step = exp(x[0]), nu = exp(x[N + 1]);
    const double inverse_nu = 1.0 / nu, half = 0.5 * (nu + 1.0);
    const double *z = x + 1, *y2 = squared;
    double *g = grad + 1, levels = 0.0, logs = 0.0, weights = 0.0, squares = 0.0, slope = 0.0;
    double s[N] __attribute__((aligned(64))), rest[N] __attribute__((aligned(64)));
    v4 total = {0};
    const int fours = N / 4 * 4;
    for (int i = 0; i < fours; i += 4) {
        const v4 a = upto(*(const v4u *)(z + i) * step) + total;
        *(v4 *)(s + i) = a;
        total = __builtin_shuffle(a, (k4){3, 3, 3, 3});
    }
    for (int i = fours; i < N; i++) s[i] = z[i] * step + (i ? s[i - 1] : 0.0);
    #pragma omp simd reduction(+:levels, logs, weights, squares)
    for (int i = 0; i < N; i++) {
        const double q = exp(-2.0 * s[i]) * y2[i] * inverse_nu, w = q / (1.0 + q);
        logs += log1p(q);
        weights += w;
        levels += s[i];
        squares += z[i] * z[i];
        rest[i] = (nu + 1.0) * w - 1.0;
    }
    for (int i = N - 2; i >= fours; i--) rest[i] += rest[i + 1];
    total = (v4){0};
    if (fours < N) total += rest[fours];
    for (int i = fours - 4; i >= 0; i -= 4) {
        const v4 a = upto(__builtin_shuffle(*(const v4 *)(rest + i), (k4){3, 2, 1, 0})) + total;
        *(v4 *)(rest + i) = __builtin_shuffle(a, (k4){3, 2, 1, 0});
        total = __builtin_shuffle(a, (k4){3, 3, 3, 3});
    }
    #pragma omp simd reduction(+:slope)
    for (int i = 0; i < N; i++) {
        slope += rest[i] * z[i];
        g[i] = rest[i] * step - z[i];
    }
    *logp = log(10.0) - 10.0 * step + x[0] + log(0.1) - 0.1 * nu + x[N + 1] - 0.5 * squares - 0.5 * N * LOG_2PI
        + N * (lgamma(half) - lgamma(0.5 * nu) - 0.5 * (x[N + 1] + LOG_PI)) - levels - half * logs;
    grad[0] = 1.0 - 10.0 * step + slope * step;
    grad[N + 1] = 1.0 - 0.1 * nu
        + nu * (0.5 * N * (digamma(half) - digamma(0.5 * nu) - inverse_nu) - 0.5 * logs + half * weights * inverse_nu);
    return 0;
}
