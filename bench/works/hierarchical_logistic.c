/* Hierarchical logistic regression by hand: x = mu_a, log sigma_a, a[S], b[K]. Rows are sorted by shop, each shop
   padded to eight lanes, in blocks of 128 rows, column after column: eight rows share one intercept, no index is read
   per row, and a shop's gradient is a sum over its run. */
#include "hand.h"

#define ROWS 128
static double *blocks, *seen, *here;
static int32_t *shop_of; /* of each eight rows */
static int64_t rows;

int prepare(const struct user *u)
{
    const int64_t *shop = (const int64_t *)u->arrays[2], n = u->numbers[0];
    int64_t count[S] = {0}, next[S], at = 0;
    for (int64_t i = 0; i < n; i++) count[shop[i]]++;
    for (int s = 0; s < S; s++) next[s] = at, at += (count[s] + 7) / 8 * 8;
    rows = (at + ROWS - 1) / ROWS * ROWS;
    blocks = room(rows * K), seen = room(rows), here = room(rows), shop_of = room(rows / 16 + 1);
    for (int64_t i = 0; i < n; i++) {
        const int64_t p = next[shop[i]]++;
        for (int k = 0; k < K; k++) blocks[(p / ROWS * K + k) * ROWS + p % ROWS] = u->arrays[0][i * K + k];
        seen[p] = u->arrays[1][i];
        here[p] = 1.0;
        shop_of[p / 8] = (int32_t)shop[i];
    }
    return 0;
}

int logp(size_t dim, const double *restrict x, double *restrict grad, double *restrict logp, const void *user)
{
    const double mu = x[0], sigma = exp(x[1]), *a = x + 2, *b = x + 2 + S;
    double level[S], total = 0.0, prior = 0.0, g_mu = 0.0, g_sigma = 0.0;
    v8 by_shop[S], gb[K];
    memset(by_shop, 0, sizeof by_shop), memset(gb, 0, sizeof gb);
    for (int s = 0; s < S; s++) level[s] = mu + sigma * a[s];
    for (int64_t at = 0; at < rows; at += ROWS) {
        const v8 *column = (const v8 *)(blocks + at * K);
        const double *y = seen + at, *h = here + at;
        v8 eta8[ROWS / 8];
        double *eta = (double *)eta8;
        for (int j = 0; j < ROWS / 8; j++) {
            v8 e = {0};
            e += level[shop_of[at / 8 + j]];
            for (int k = 0; k < K; k++) e += b[k] * column[k * (ROWS / 8) + j];
            eta8[j] = e;
        }
        #pragma omp simd reduction(+:total)
        for (int i = 0; i < ROWS; i++) {
            const double z = eta[i], e = exp(-fabs(z)), p = (z >= 0.0 ? 1.0 : e) / (1.0 + e);
            total += y[i] * z - h[i] * ((z >= 0.0 ? z : 0.0) + log(1.0 + e));
            eta[i] = y[i] - h[i] * p;
        }
        for (int j = 0; j < ROWS / 8; j++) by_shop[shop_of[at / 8 + j]] += eta8[j];
        for (int k = 0; k < K; k++, column += ROWS / 8) {
            v8 s0 = gb[k], s1 = {0};
            for (int j = 0; j < ROWS / 8; j += 2) s0 += column[j] * eta8[j], s1 += column[j + 1] * eta8[j + 1];
            gb[k] = s0 + s1;
        }
    }
    for (int s = 0; s < S; s++) {
        const double r = sum8(by_shop[s]);
        g_mu += r;
        g_sigma += r * a[s];
        prior += a[s] * a[s];
        grad[2 + s] = r * sigma - a[s];
    }
    for (int k = 0; k < K; k++) {
        prior += b[k] * b[k];
        grad[2 + S + k] = sum8(gb[k]) - b[k];
    }
    *logp = total - 0.5 * (prior + mu * mu + sigma * sigma) + x[1] - 0.5 * (2 + S + K) * LOG_2PI + LOG_2;
    grad[0] = g_mu - mu;
    grad[1] = (g_sigma - sigma) * sigma + 1.0;
    return 0;
}
