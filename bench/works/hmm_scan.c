/* Hidden Markov model of two states by hand: x = logodds of staying[2], mu[2], log sigma. Emissions in one vector loop;
   then forward and backward on probabilities, scaled to sum to one at each step (no logarithm inside the loops). */
#include "hand.h"

static double *y, *scaled, *other, *alpha, *totals;
static int64_t n;

int prepare(const struct user *u)
{
    n = u->numbers[0];
    y = room(n), scaled = room(n), other = room(n), alpha = room(2 * n), totals = room(n);
    memcpy(y, u->arrays[0], n * sizeof(double));
    return 0;
}

int logp(size_t dim, const double *restrict x, double *restrict grad, double *restrict logp, const void *user)
{
    double stay[2], prior = 0.0, top = 0.0;
    for (int k = 0; k < 2; k++) {
        const double e = exp(-fabs(x[k])), log_rest = -log1p(e) - (x[k] > 0.0 ? x[k] : 0.0);
        stay[k] = (x[k] > 0.0 ? 1.0 : e) / (1.0 + e);
        prior += 8.0 * (log_rest + x[k]) + 2.0 * log_rest; /* Beta(8, 2) and the Jacobian */
    }
    const double mu0 = x[2], mu1 = x[3], sigma = exp(x[4]), inverse = 1.0 / sigma;
    const double p00 = stay[0], p01 = 1.0 - stay[0], p10 = 1.0 - stay[1], p11 = stay[1];
    double *restrict e0 = scaled, *restrict e1 = other;
    #pragma omp simd reduction(+:top)
    for (int64_t t = 0; t < n; t++) { /* emissions over the larger of the two */
        const double z0 = (y[t] - mu0) * inverse, z1 = (y[t] - mu1) * inverse;
        const double l0 = -0.5 * z0 * z0, l1 = -0.5 * z1 * z1, m = l0 > l1 ? l0 : l1;
        e0[t] = exp(l0 - m);
        e1[t] = exp(l1 - m);
        top += m;
    }
    double a0 = 0.5, a1 = 0.5;
    for (int64_t t = 0; t < n; t++) {
        const double f0 = (t ? a0 * p00 + a1 * p10 : a0) * e0[t], f1 = (t ? a0 * p01 + a1 * p11 : a1) * e1[t];
        const double total = f0 + f1, over = 1.0 / total;
        totals[t] = total;
        alpha[2 * t] = a0 = f0 * over;
        alpha[2 * t + 1] = a1 = f1 * over;
    }
    double logs = 0.0;
    #pragma omp simd reduction(+:logs)
    for (int64_t t = 0; t < n; t++) logs += log(totals[t]);
    double b0 = 1.0, b1 = 1.0, x00 = 0.0, x01 = 0.0, x10 = 0.0, x11 = 0.0;
    double s0 = 0.0, s1 = 0.0, sz = 0.0;
    for (int64_t t = n - 1; t >= 0; t--) { /* beta; sums over the two states' weights and over moves */
        const double g0 = alpha[2 * t] * b0, g1 = alpha[2 * t + 1] * b1;
        const double z0 = (y[t] - mu0) * inverse, z1 = (y[t] - mu1) * inverse;
        s0 += g0 * z0;
        s1 += g1 * z1;
        sz += g0 * z0 * z0 + g1 * z1 * z1;
        if (t == 0) break;
        const double over = 1.0 / totals[t], w0 = e0[t] * b0 * over, w1 = e1[t] * b1 * over;
        a0 = alpha[2 * t - 2], a1 = alpha[2 * t - 1];
        x00 += a0 * w0;
        x01 += a0 * w1;
        x10 += a1 * w0;
        x11 += a1 * w1;
        b0 = p00 * w0 + p01 * w1;
        b1 = p10 * w0 + p11 * w1;
    }
    const double d0 = mu0 + 1.0, d1 = mu1 - 1.0; /* minus log B(8, 2) is log 72 */
    *logp = prior + 2.0 * log(72.0) - 0.5 * (d0 * d0 + d1 * d1) - LOG_2PI
        + LOG_2 - 0.5 * LOG_2PI - 0.5 * sigma * sigma + x[4] + top + logs - (double)n * (x[4] + 0.5 * LOG_2PI);
    grad[0] = 8.0 - 10.0 * stay[0] + (x00 - x01) * p00 * p01;
    grad[1] = 8.0 - 10.0 * stay[1] + (x11 - x10) * p11 * p10;
    grad[2] = s0 * inverse - d0;
    grad[3] = s1 * inverse - d1;
    grad[4] = 1.0 - sigma * sigma + sz - (double)n;
    return 0;
}
