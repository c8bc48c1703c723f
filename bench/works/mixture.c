/* Normal mixture by hand: x = stick-breaking[K - 1], mu[K], log sigma[K]. One sweep over the data; the softmax over
   K components stays in registers, and its responsibilities serve value and gradient. */
#include "hand.h"

static double *y;
static int64_t n;

int prepare(const struct user *u)
{
    n = u->numbers[0];
    y = room(n);
    memcpy(y, u->arrays[0], n * sizeof(double));
    return 0;
}

int logp(size_t dim, const double *restrict x, double *restrict grad, double *restrict logp, const void *user)
{
    const double *mu = x + K - 1, *log_sigma = x + 2 * K - 1, *data = y;
    double log_w[K], top = 0.0, total_w = 0.0, height[K], scale[K], r0[K], r1[K], r2[K];
    log_w[K - 1] = 0.0; /* the logits of the simplex sum to zero */
    for (int k = 0; k < K - 1; k++) log_w[k] = x[k], log_w[K - 1] -= x[k];
    for (int k = 0; k < K; k++) top = log_w[k] > top ? log_w[k] : top;
    for (int k = 0; k < K; k++) total_w += exp(log_w[k] - top);
    const double shift = top + log(total_w);
    double jacobian = log((double)K), prior = 0.0;
    for (int k = 0; k < K; k++) {
        log_w[k] -= shift;
        jacobian += log_w[k];
        height[k] = log_w[k] - log_sigma[k];
        scale[k] = exp(-log_sigma[k]);
    }
    double s0[K] = {0}, s1[K] = {0}, s2[K] = {0}, total = 0.0;
    #pragma omp simd reduction(+:total, s0[:K], s1[:K], s2[:K])
    for (int64_t i = 0; i < n; i++) {
        double z[K], e[K], m, s = 0.0;
        for (int k = 0; k < K; k++) z[k] = (data[i] - mu[k]) * scale[k], e[k] = height[k] - 0.5 * z[k] * z[k];
        m = e[0];
        for (int k = 1; k < K; k++) m = e[k] > m ? e[k] : m;
        for (int k = 0; k < K; k++) e[k] = exp(e[k] - m), s += e[k];
        const double inverse = 1.0 / s;
        total += m + log(s);
        for (int k = 0; k < K; k++) {
            const double r = e[k] * inverse;
            s0[k] += r;
            s1[k] += r * z[k];
            s2[k] += r * z[k] * z[k];
        }
    }
    memcpy(r0, s0, sizeof r0), memcpy(r1, s1, sizeof r1), memcpy(r2, s2, sizeof r2);
    for (int k = 0; k < K; k++) {
        const double sigma = exp(log_sigma[k]);
        prior += -0.5 * mu[k] * mu[k] / 100.0 - 0.5 * sigma * sigma / 9.0 + log_sigma[k];
        grad[K - 1 + k] = r1[k] * scale[k] - mu[k] / 100.0;
        grad[2 * K - 1 + k] = r2[k] - r0[k] + 1.0 - sigma * sigma / 9.0;
        if (k < K - 1) /* the simplex: d/dx_k of n_k log w_k and of the Jacobian, whose weights are all one */
            grad[k] = r0[k] - r0[K - 1] - ((double)n + K) * (exp(log_w[k]) - exp(log_w[K - 1]));
    }
    double choices = 0.0; /* Dirichlet(1, ..., 1): log (K - 1)! */
    for (int k = 2; k < K; k++) choices += log((double)k);
    *logp = total - 0.5 * (double)n * LOG_2PI + prior + jacobian + choices
        - K * LOG_2PI - K * log(10.0) - K * log(3.0) + K * LOG_2;
    return 0;
}
