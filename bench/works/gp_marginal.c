/* GP marginal likelihood by hand: x = log l, log eta, log sigma. The gradient needs the whole inverse, so that a
   blocked symmetric sweep gives inverse and log determinant at once: lower triangle, eight pivots a step. */
#include "hand.h"

#define P 8
static double *half_distance2, *y;
static int64_t n, wide; /* wide: n rounded up to eights; what is added is an identity */

int prepare(const struct user *u)
{
    n = u->numbers[0];
    wide = (n + 7) / 8 * 8;
    half_distance2 = room(wide * wide);
    y = room(wide);
    for (int64_t i = 0; i < n; i++) {
        y[i] = u->arrays[1][i];
        for (int64_t j = 0; j < n; j++) {
            const double d = u->arrays[0][i] - u->arrays[0][j];
            half_distance2[i * wide + j] = 0.5 * d * d;
        }
    }
    return 0;
}

/* b[P][P] (symmetric, positive) becomes its inverse; the product of its pivots comes back, 0 where not positive. */
static double invert(double b[P][P])
{
    double product = 1.0;
    for (int k = 0; k < P; k++) {
        const double d = b[k][k], inverse = 1.0 / d;
        if (!(d > 0.0)) return 0.0;
        product *= d;
        double row[P];
        for (int j = 0; j < P; j++) row[j] = b[k][j] * inverse;
        row[k] = inverse;
        for (int i = 0; i < P; i++) {
            const double f = b[i][k];
            if (i == k) continue;
            for (int j = 0; j < P; j++) b[i][j] -= f * row[j];
            b[i][k] = -f * inverse;
        }
        for (int j = 0; j < P; j++) b[k][j] = row[j];
    }
    return product;
}

/* Four rows of a, 8 * columns wide: a -= w' v. The accumulators stay in registers. */
static inline __attribute__((always_inline)) void update(double *a, const double *w, const double *v, const int columns)
{
    v8 s[4][3];
    for (int r = 0; r < 4; r++)
        for (int c = 0; c < columns; c++) s[r][c] = *(v8 *)(a + r * wide + 8 * c);
    for (int k = 0; k < P; k++) {
        v8 vk[3];
        for (int c = 0; c < columns; c++) vk[c] = *(const v8 *)(v + k * wide + 8 * c);
        for (int r = 0; r < 4; r++)
            for (int c = 0; c < columns; c++) s[r][c] -= w[k * wide + r] * vk[c];
    }
    for (int r = 0; r < 4; r++)
        for (int c = 0; c < columns; c++) *(v8 *)(a + r * wide + 8 * c) = s[r][c];
}

/* a (lower triangle, in blocks of P) becomes minus its inverse; *log_det its log determinant. */
static int sweep(double *restrict a, double *restrict w, double *restrict v, double *log_det)
{
    *log_det = 0.0;
    for (int64_t p = 0; p < wide; p += P) {
        double b[P][P];
        for (int i = 0; i < P; i++)
            for (int j = 0; j < P; j++) b[i][j] = a[(p + (i > j ? i : j)) * wide + p + (i > j ? j : i)];
        const double product = invert(b);
        if (!(product > 0.0)) return 1;
        *log_det += log(product);
        for (int k = 0; k < P; k++) { /* w[k] = column p + k of the symmetric matrix */
            memcpy(w + k * wide, a + (p + k) * wide, p * sizeof(double));
            for (int64_t i = p + P; i < wide; i++) w[k * wide + i] = a[i * wide + p + k];
            memset(w + k * wide + p, 0, P * sizeof(double));
        }
        for (int64_t j = 0; j < wide; j += 8) { /* v = b w */
            v8 in[P];
            for (int k = 0; k < P; k++) in[k] = *(v8 *)(w + k * wide + j);
            for (int k = 0; k < P; k++) {
                v8 s = b[k][0] * in[0];
                for (int m = 1; m < P; m++) s += b[k][m] * in[m];
                *(v8 *)(v + k * wide + j) = s;
            }
        }
        for (int64_t i = 0; i < wide; i += 4) { /* a -= w' v, in tiles of four rows */
            int64_t j = 0;
            if (i >= p && i < p + P) continue; /* the pivots' own rows come from v, below */
            for (; j + 16 <= i; j += 24) update(a + i * wide + j, w + i, v + j, 3);
            for (; j <= i; j += 8) update(a + i * wide + j, w + i, v + j, 1);
        }
        for (int k = 0; k < P; k++) {
            memcpy(a + (p + k) * wide, v + k * wide, p * sizeof(double));
            for (int64_t i = p + P; i < wide; i++) a[i * wide + p + k] = v[k * wide + i];
            for (int j = 0; j < P; j++) a[(p + k) * wide + p + j] = -b[k][j];
        }
    }
    return 0;
}

int logp(size_t dim, const double *restrict x, double *restrict grad, double *restrict logp, const void *user)
{
    static _Thread_local double *k, *a, *w, *v, *alpha;
    if (k == NULL) {
        k = room(wide * wide), a = room(wide * wide), w = room(P * wide), v = room(P * wide), alpha = room(wide);
    }
    const double l = exp(x[0]), eta = exp(x[1]), sigma = exp(x[2]), il2 = 1.0 / (l * l);
    const double signal = 2.0 * x[1], noise = sigma * sigma;
    for (int64_t i = 0; i < wide; i++) {
        const double *h = half_distance2 + i * wide;
        double *restrict ki = k + i * wide, *restrict ai = a + i * wide;
        const int64_t end = i < n ? i / 8 * 8 + 8 : 0; /* whole eights: the rest of a diagonal block is symmetric */
        #pragma omp simd
        for (int64_t j = 0; j < end; j++) ai[j] = ki[j] = exp(signal - h[j] * il2);
        if (i >= n) memset(ai, 0, wide * sizeof(double));
        for (int64_t j = n; j < end; j++) ai[j] = ki[j] = 0.0;
        ai[i] = i < n ? ai[i] + noise : 1.0;
    }
    double log_det;
    if (sweep(a, w, v, &log_det)) return 1;
    /* alpha = inverse y from the lower triangle: row and column of each entry below the diagonal block */
    memset(alpha, 0, wide * sizeof(double));
    for (int64_t i = 0; i < n; i++) {
        const double *restrict ai = a + i * wide;
        const int64_t end = i / 8 * 8;
        double s = 0.0;
        #pragma omp simd reduction(+:s)
        for (int64_t j = 0; j < end; j++) {
            s += ai[j] * y[j];
            alpha[j] -= ai[j] * y[i];
        }
        for (int64_t j = end; j < end + 8; j++) s += ai[j] * y[j];
        alpha[i] -= s;
    }
    double quadratic = 0.0, trace = 0.0, g_signal = 0.0, g_l = 0.0;
    for (int64_t i = 0; i < n; i++) {
        const double *restrict ai = a + i * wide, *restrict ki = k + i * wide, *restrict h = half_distance2 + i * wide;
        quadratic += y[i] * alpha[i];
        trace += alpha[i] * alpha[i] + ai[i];
        double s = 0.0, t = 0.0;
        #pragma omp simd reduction(+:s, t)
        for (int64_t j = 0; j < i; j++) {
            const double m = (alpha[i] * alpha[j] + ai[j]) * ki[j];
            s += m;
            t += m * h[j];
        }
        g_signal += 2.0 * s + (alpha[i] * alpha[i] + ai[i]) * ki[i];
        g_l += 2.0 * t;
    }
    const double qe = eta * eta / 25.0, qs = sigma * sigma / 25.0;
    *logp = x[0] - l + x[0] /* Gamma(2, 1) */
        + 2.0 * (LOG_2 - LOG_PI - log(5.0)) - log1p(qe) - log1p(qs) + x[1] + x[2]
        - 0.5 * (quadratic + log_det + (double)n * LOG_2PI);
    grad[0] = 2.0 - l + g_l * il2;
    grad[1] = g_signal + 1.0 - 2.0 * qe / (1.0 + qe);
    grad[2] = trace * noise + 1.0 - 2.0 * qs / (1.0 + qs);
    return 0;
}
