/* GP marginal likelihood by hand: x = log l, log eta, log sigma. The gradient needs the whole inverse, so that a
   blocked symmetric sweep gives inverse and log determinant at once, eight pivots a step. The lower triangle is kept in
   panels of eight columns, rows one after the other, diagonal blocks whole: all loops run through memory in order. */
#include "hand.h"

static double *half_distance2, *y;
static int64_t n, wide, size; /* wide: n rounded up to eights; what is added is an identity */

static inline v8 *panel(double *a, int64_t j) { return (v8 *)a + j * wide - 4 * j * (j - 1) - 8 * j; } /* by row */

int prepare(const struct user *u)
{
    n = u->numbers[0];
    wide = (n + 7) / 8 * 8;
    size = 8 * (wide / 8 * wide - 4 * (wide / 8) * (wide / 8 - 1));
    half_distance2 = room(size);
    y = room(wide);
    memcpy(y, u->arrays[1], n * sizeof(double));
    for (int64_t j = 0; j < wide / 8; j++)
        for (int64_t i = 8 * j; i < wide; i++)
            for (int64_t c = 0; c < 8; c++) {
                const int64_t k = 8 * j + c;
                const double d = i < n && k < n ? u->arrays[0][i] - u->arrays[0][k] : 0.0;
                ((double *)(panel(half_distance2, j) + i))[c] = 0.5 * d * d;
            }
    return 0;
}

/* b[8] (symmetric, positive) becomes its inverse; the product of its pivots comes back, 0 where not positive. */
static double invert(v8 b8[8])
{
    double product = 1.0, b[8][8];
    memcpy(b, b8, sizeof b);
    for (int k = 0; k < 8; k++) {
        const double d = b[k][k], inverse = 1.0 / d;
        if (!(d > 0.0)) return 0.0;
        product *= d;
        double row[8];
        for (int j = 0; j < 8; j++) row[j] = b[k][j] * inverse;
        row[k] = inverse;
        for (int i = 0; i < 8; i++) {
            const double f = b[i][k];
            if (i == k) continue;
            for (int j = 0; j < 8; j++) b[i][j] -= f * row[j];
            b[i][k] = -f * inverse;
        }
        for (int j = 0; j < 8; j++) b[k][j] = row[j];
    }
    memcpy(b8, b, sizeof b);
    return product;
}

static inline void transpose(v8 b[8])
{
    typedef int64_t mask __attribute__((vector_size(64)));
    v8 t[8], s[8];
    for (int i = 0; i < 8; i += 2) {
        t[i] = __builtin_shuffle(b[i], b[i + 1], (mask){0, 8, 2, 10, 4, 12, 6, 14});
        t[i + 1] = __builtin_shuffle(b[i], b[i + 1], (mask){1, 9, 3, 11, 5, 13, 7, 15});
    }
    for (int i = 0; i < 8; i += 4)
        for (int j = i; j < i + 2; j++) {
            s[j] = __builtin_shuffle(t[j], t[j + 2], (mask){0, 1, 8, 9, 4, 5, 12, 13});
            s[j + 2] = __builtin_shuffle(t[j], t[j + 2], (mask){2, 3, 10, 11, 6, 7, 14, 15});
        }
    for (int j = 0; j < 4; j++) {
        b[j] = __builtin_shuffle(s[j], s[j + 4], (mask){0, 1, 2, 3, 8, 9, 10, 11});
        b[j + 4] = __builtin_shuffle(s[j], s[j + 4], (mask){4, 5, 6, 7, 12, 13, 14, 15});
    }
}

/* Rows from..to of `columns` panels: a -= w v, four rows at a time with their sums in registers. */
static inline __attribute__((always_inline)) void update(v8 *const *a, const v8 *w, const v8 *v, int64_t from,
                                                         int64_t to, const int columns)
{
    for (int64_t i = from; i < to; i += 4) {
        v8 s[4][3];
        for (int r = 0; r < 4; r++)
            for (int c = 0; c < columns; c++) s[r][c] = a[c][i + r];
        for (int k = 0; k < 8; k++) {
            v8 vk[3];
            for (int c = 0; c < columns; c++) vk[c] = v[8 * c + k];
            for (int r = 0; r < 4; r++)
                for (int c = 0; c < columns; c++) s[r][c] -= ((const double *)(w + i + r))[k] * vk[c];
        }
        for (int r = 0; r < 4; r++)
            for (int c = 0; c < columns; c++) a[c][i + r] = s[r][c];
    }
}

/* a becomes minus its inverse; *log_det its log determinant. w: rows of the pivots' columns; v: 8 rows a panel. */
static int sweep(double *restrict a, v8 *restrict w, v8 *restrict v, double *log_det)
{
    const int64_t panels = wide / 8;
    *log_det = 0.0;
    for (int64_t p = 0; p < panels; p++) {
        v8 b[8];
        memcpy(b, panel(a, p) + 8 * p, sizeof b);
        const double product = invert(b);
        if (!(product > 0.0)) return 1;
        *log_det += log(product);
        for (int64_t j = 0; j < panels; j++) {
            v8 block[8], *rows = w + 8 * j, *vj = v + 8 * j;
            memcpy(block, j < p ? panel(a, j) + 8 * p : panel(a, p) + 8 * j, sizeof block);
            if (j == p) memset(block, 0, sizeof block);
            if (j > p) memcpy(rows, block, sizeof block), transpose(block);
            for (int k = 0; k < 8; k++) {
                v8 s = b[k][0] * block[0];
                for (int m = 1; m < 8; m++) s += b[k][m] * block[m];
                vj[k] = s;
            }
            if (j <= p) transpose(block), memcpy(rows, block, sizeof block);
        }
        for (int64_t j = 0; j < panels; j += 3) {
            v8 *const at[3] = {panel(a, j), panel(a, j + 1), panel(a, j + 2)};
            const int64_t shared = 8 * j + 16, from = 8 * p, to = from + 8; /* the pivots' own rows are left out */
            if (j + 2 < panels) {
                update(at, w, v + 8 * j, 8 * j, 8 * j + 16, 1);
                update(at + 1, w, v + 8 * j + 8, 8 * j + 8, 8 * j + 16, 1);
                update(at, w, v + 8 * j, shared, from > shared ? from : shared, 3);
                update(at, w, v + 8 * j, to > shared ? to : shared, wide, 3);
            } else {
                for (int64_t c = j; c < panels; c++) update(at + (c - j), w, v + 8 * c, 8 * c, wide, 1);
            }
        }
        for (int64_t j = 0; j < panels; j++) {
            v8 block[8];
            memcpy(block, v + 8 * j, sizeof block);
            if (j > p) transpose(block);
            if (j == p) for (int k = 0; k < 8; k++) block[k] = -b[k];
            memcpy(j < p ? panel(a, j) + 8 * p : panel(a, p) + 8 * j, block, sizeof block);
        }
    }
    return 0;
}

int logp(size_t dim, const double *restrict x, double *restrict grad, double *restrict logp, const void *user)
{
    static _Thread_local double *k, *a, *alpha;
    static _Thread_local v8 *w, *v;
    if (k == NULL) k = room(size), a = room(size), w = room(8 * wide), v = room(8 * wide), alpha = room(wide);
    const double l = exp(x[0]), eta = exp(x[1]), sigma = exp(x[2]), il2 = 1.0 / (l * l);
    const double signal = 2.0 * x[1], noise = sigma * sigma, *h = half_distance2;
    #pragma omp simd
    for (int64_t i = 0; i < size; i++) a[i] = k[i] = exp(signal - h[i] * il2);
    for (int64_t i = 0; i < n; i++) ((double *)(panel(a, i / 8) + i))[i % 8] += noise;
    for (int64_t i = n; i < wide; i++) { /* an identity */
        for (int64_t j = 0; j < wide / 8; j++) panel(a, j)[i] *= 0.0, panel(k, j)[i] *= 0.0;
        for (int64_t r = wide - 8; r < wide; r++)
            ((double *)(panel(a, i / 8) + r))[i % 8] = ((double *)(panel(k, i / 8) + r))[i % 8] = 0.0;
    }
    for (int64_t i = n; i < wide; i++) ((double *)(panel(a, i / 8) + i))[i % 8] = 1.0;
    double log_det;
    if (sweep(a, w, v, &log_det)) return 1;
    v8 *sums = w; /* alpha = inverse y: of each row its eight partial sums, of each panel what lies below it */
    memset(sums, 0, wide * sizeof(v8));
    for (int64_t j = 0; j < wide / 8; j++) {
        const v8 *rows = panel(a, j), yj = *(v8 *)(y + 8 * j);
        v8 below = {0};
        for (int64_t i = 8 * j; i < 8 * j + 8; i++) sums[i] -= rows[i] * yj;
        for (int64_t i = 8 * j + 8; i < wide; i++) {
            sums[i] -= rows[i] * yj;
            below -= rows[i] * y[i];
        }
        *(v8 *)(alpha + 8 * j) = below;
    }
    double quadratic = 0.0, trace = 0.0;
    for (int64_t i = 0; i < n; i++) {
        alpha[i] += sum8(sums[i]);
        quadratic += y[i] * alpha[i];
        trace += alpha[i] * alpha[i] + ((double *)(panel(a, i / 8) + i))[i % 8];
    }
    v8 off = {0}, off_h = {0}, on = {0}, on_h = {0};
    for (int64_t j = 0; j < wide / 8; j++) {
        const v8 *rows = panel(a, j), *kj = panel(k, j), *hj = panel(half_distance2, j), aj = *(v8 *)(alpha + 8 * j);
        for (int64_t i = 8 * j; i < 8 * j + 8; i++) {
            const v8 m = (alpha[i] * aj + rows[i]) * kj[i];
            on += m;
            on_h += m * hj[i];
        }
        for (int64_t i = 8 * j + 8; i < wide; i++) {
            const v8 m = (alpha[i] * aj + rows[i]) * kj[i];
            off += m;
            off_h += m * hj[i];
        }
    }
    const double g_signal = sum8(on) + 2.0 * sum8(off), g_l = sum8(on_h) + 2.0 * sum8(off_h);
    const double qe = eta * eta / 25.0, qs = sigma * sigma / 25.0;
    *logp = x[0] - l + x[0] /* Gamma(2, 1) */
        + 2.0 * (LOG_2 - LOG_PI - log(5.0)) - log1p(qe) - log1p(qs) + x[1] + x[2]
        - 0.5 * (quadratic + log_det + (double)n * LOG_2PI);
    grad[0] = 2.0 - l + g_l * il2;
    grad[1] = g_signal + 1.0 - 2.0 * qe / (1.0 + qe);
    grad[2] = trace * noise + 1.0 - 2.0 * qs / (1.0 + qs);
    return 0;
}
