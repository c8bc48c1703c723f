/* Logistic regression by hand: x = a, b[K]. X is repacked once into blocks of 128 rows, column after column, so that
   one pass over a block that stays in the first cache gives both X b and X' r. */
#include "hand.h"

#define ROWS 128
static double *blocks, *seen; /* K columns of ROWS a block; rows of padding have X = 0 and are left out of the sums */
static int64_t n;

int prepare(const struct user *u)
{
    n = u->numbers[0];
    const int64_t count = (n + ROWS - 1) / ROWS;
    blocks = room(count * K * ROWS);
    seen = room(count * ROWS);
    for (int64_t i = 0; i < n; i++) {
        seen[i] = u->arrays[1][i];
        for (int k = 0; k < K; k++) blocks[(i / ROWS * K + k) * ROWS + i % ROWS] = u->arrays[0][i * K + k];
    }
    return 0;
}

int logp(size_t dim, const double *restrict x, double *restrict grad, double *restrict logp, const void *user)
{
    const double a = x[0], *b = x + 1;
    double total = 0.0, ga = 0.0;
    v8 gb[K];
    memset(gb, 0, sizeof gb);
    for (int64_t at = 0; at < n; at += ROWS) {
        const double *X = blocks + at * K, *y = seen + at;
        const int rows = n - at < ROWS ? (int)(n - at) : ROWS;
        v8 eta8[ROWS / 8];
        double *eta = (double *)eta8;
        for (int h = 0; h < 2; h++) { /* eight accumulators at a time stay in registers */
            const v8 *column = (const v8 *)X + 8 * h;
            v8 e0 = {0}, e1, e2, e3, e4, e5, e6, e7;
            e0 += a;
            e1 = e2 = e3 = e4 = e5 = e6 = e7 = e0;
            for (int k = 0; k < K; k++, column += ROWS / 8) {
                e0 += b[k] * column[0];
                e1 += b[k] * column[1];
                e2 += b[k] * column[2];
                e3 += b[k] * column[3];
                e4 += b[k] * column[4];
                e5 += b[k] * column[5];
                e6 += b[k] * column[6];
                e7 += b[k] * column[7];
            }
            v8 *e = eta8 + 8 * h;
            e[0] = e0, e[1] = e1, e[2] = e2, e[3] = e3, e[4] = e4, e[5] = e5, e[6] = e6, e[7] = e7;
        }
        #pragma omp simd reduction(+:total, ga)
        for (int i = 0; i < rows; i++) {
            const double z = eta[i], e = exp(-fabs(z)), p = (z >= 0.0 ? 1.0 : e) / (1.0 + e);
            total += y[i] * z - (z >= 0.0 ? z : 0.0) - log(1.0 + e);
            ga += eta[i] = y[i] - p;
        }
        for (int i = rows; i < ROWS; i++) eta[i] = 0.0;
        const v8 *column = (const v8 *)X;
        for (int k = 0; k < K; k++, column += ROWS / 8) {
            v8 s0 = gb[k], s1 = {0}, s2 = {0}, s3 = {0};
            for (int j = 0; j < ROWS / 8; j += 4) {
                s0 += column[j] * eta8[j];
                s1 += column[j + 1] * eta8[j + 1];
                s2 += column[j + 2] * eta8[j + 2];
                s3 += column[j + 3] * eta8[j + 3];
            }
            gb[k] = (s0 + s1) + (s2 + s3);
        }
    }
    double prior = a * a / 4.0;
    grad[0] = ga - a / 4.0;
    for (int k = 0; k < K; k++) {
        prior += b[k] * b[k];
        grad[1 + k] = sum8(gb[k]) - b[k];
    }
    *logp = total - 0.5 * prior - 0.5 * (K + 1) * LOG_2PI - LOG_2;
    return 0;
}
