/* Normal mixture by hand: x = stick-breaking[K - 1], mu[K], log sigma[K]. One sweep over the data; the softmax over
   K components stays in registers, and its responsibilities serve value and gradient. */
#include "hand.h"

#define ROWS 256
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
    double log_w[K], top = 0.0, total_w = 0.0, height[K], scale[K], r0[K], r1[K], r2[K], total = 0.0, padding = 0.0;
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
    v8 s0[K], s1[K], s2[K], total8 = {0};
    memset(s0, 0, sizeof s0), memset(s1, 0, sizeof s1), memset(s2, 0, sizeof s2);
    for (int64_t at = 0; at < n; at += ROWS) { /* rows by the block: one call of exp a loop keeps registers free */
        const int rows = n - at < ROWS ? (int)(n - at) : ROWS, eights = (rows + 7) / 8;
        v8 z[K][ROWS / 8], e[K][ROWS / 8], m[ROWS / 8];
        const v8 *row = (const v8 *)(data + at);
        for (int i = 0; i < eights; i++) {
            for (int k = 0; k < K; k++) {
                z[k][i] = (row[i] - mu[k]) * scale[k];
                e[k][i] = height[k] - 0.5 * z[k][i] * z[k][i];
                m[i] = k == 0 ? e[0][i] : max8(e[k][i], m[i]);
            }
        }
        for (int k = 0; k < K; k++) {
            double *ek = (double *)e[k], *mk = (double *)m;
            #pragma omp simd
            for (int i = 0; i < 8 * eights; i++) ek[i] = exp(ek[i] - mk[i]);
        }
        for (int i = rows; i < 8 * eights; i++) { /* padding: no weight, and log 1 */
            for (int k = 0; k < K; k++) ((double *)e[k])[i] = ((double *)z[k])[i] = 0.0;
            ((double *)e[0])[i] = 1.0;
            ((double *)m)[i] = 0.0;
            padding++;
        }
        for (int i = 0; i < eights; i++) {
            v8 s = e[0][i];
            for (int k = 1; k < K; k++) s += e[k][i];
            const v8 inverse = 1.0 / s;
            total8 += m[i];
            m[i] = s;
            for (int k = 0; k < K; k++) {
                const v8 r = e[k][i] * inverse, rz = r * z[k][i];
                s0[k] += r;
                s1[k] += rz;
                s2[k] += rz * z[k][i];
            }
        }
        const double *sums = (const double *)m;
        #pragma omp simd reduction(+:total)
        for (int i = 0; i < 8 * eights; i++) total += log(sums[i]);
    }
    total += sum8(total8);
    for (int k = 0; k < K; k++) r0[k] = sum8(s0[k]), r1[k] = sum8(s1[k]), r2[k] = sum8(s2[k]);
    r0[0] -= padding;
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
