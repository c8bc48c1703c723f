/* The Cholesky factor, upper or lower. Up to MIDDLE rows it is our own. */

#include "cholesky_blocks.h"

T_ sqrtF_(T_);
/* the upper factor of a block s, in its place, and one over its diagonal; 1 where it is not positive definite. Below
   the diagonal stand numbers that are not read. */
FUSED static inline __attribute__((always_inline)) int compat_factor_blockF_(compat_partF_ *s, T_ *overs)
{
    const T_ *const x = (const T_ *)s;
    #pragma GCC unroll 8
    for (int j = 0; j < 8; j++) {
        const T_ d = x[8 * j + j];
        if (!(d > 0 && d < __builtin_inff())) return 1;
        const T_ root = sqrtF_(d);
        overs[j] = 1 / root;
        #pragma GCC unroll 8
        for (int h = j / PART; h < IN_ROW; h++) s[j * IN_ROW + h] *= overs[j];
        s[j * IN_ROW + j / PART][j % PART] = root;
        #pragma GCC unroll 8
        for (int i = j + 1; i < 8; i++)
            #pragma GCC unroll 8
            for (int h = i / PART; h < IN_ROW; h++) s[i * IN_ROW + h] -= x[8 * j + i] * s[j * IN_ROW + h];
    }
    return 0;
}
/* blocks (p, i) of the upper factor u, in rows of `wide`, from those of l */
FUSED static inline __attribute__((always_inline)) void compat_factor_rowsF_(T_ *l, T_ *u, int64_t wide, int64_t p,
                                                                             int64_t i, const T_ *overs,
                                                                             const int columns)
{
    compat_partF_ s[16 * IN_ROW];
    for (int b = 0; b < columns; b += 8) {
        compat_loadF_(s + b * IN_ROW, l + (i + b) * wide + p, wide, 8);
        compat_turnF_(s + b * IN_ROW);
    }
    compat_take_productF_(s, u + p, 1, wide, u + i, wide, p, columns);
    #pragma GCC unroll 8
    for (int c = 0; c < 8; c++) /* no inverse of the block on the diagonal is as exact */
        #pragma GCC unroll 8
        for (int h = 0; h < columns / 8 * IN_ROW; h++) {
            compat_partF_ *const own = s + h / IN_ROW * 8 * IN_ROW + h % IN_ROW;
            own[c * IN_ROW] *= overs[c];
            #pragma GCC unroll 8
            for (int k = c + 1; k < 8; k++) own[k * IN_ROW] -= u[(p + c) * wide + p + k] * own[c * IN_ROW];
        }
    compat_storeF_(s, u + p * wide + i, wide, columns);
    for (int b = 0; b < columns; b += 8) {
        compat_turnF_(s + b * IN_ROW);
        compat_storeF_(s + b * IN_ROW, l + (i + b) * wide + p, wide, 8);
    }
}
FUSED static int compat_cholesky_in_blocksF_(int n, const T_ *a, T_ *out, int lower)
{
    const int64_t wide = (n + 7) / 8 * 8;
    void *const room = malloc((size_t)(2 * wide * wide) * sizeof(T_) + 63);
    if (!room) return 1;
    T_ *const l = (T_ *)ALIGNED(room), *const u = l + wide * wide; /* the factor and its transpose */
    compat_paddedF_(n, wide, a, !lower, l);
    for (int64_t p = 0; p < wide; p += 8) {
        compat_partF_ s[8 * IN_ROW];
        T_ overs[8];
        compat_loadF_(s, l + p * wide + p, wide, 8);
        compat_turnF_(s);
        compat_take_productF_(s, u + p, 1, wide, u + p, wide, p, 8);
        if (compat_factor_blockF_(s, overs)) {
            free(room);
            return 1;
        }
        compat_storeF_(s, u + p * wide + p, wide, 8);
        compat_turnF_(s);
        compat_storeF_(s, l + p * wide + p, wide, 8);
        int64_t i = p + 8;
        for (; i + WIDTH <= wide; i += WIDTH) compat_factor_rowsF_(l, u, wide, p, i, overs, WIDTH);
        for (; i < wide; i += 8) compat_factor_rowsF_(l, u, wide, p, i, overs, 8);
    }
    for (int i = 0; i < n; i++) {
        const int first = lower ? 0 : i, own = lower ? i + 1 : n - i;
        T_ *const row = out + i * n;
        memcpy(row + first, (lower ? l : u) + i * wide + first, (size_t)own * sizeof(T_));
        memset(row + (lower ? own : 0), 0, (size_t)(n - own) * sizeof(T_));
    }
    free(room);
    return 0;
}
static int compat_choleskyF_(int n, const T_ *a, T_ *out, int lower)
{
    const int step = lower ? 1 : n, row = lower ? n : 1; /* element (i, j) of the lower factor: i * row + j * step */
    if (n > MIDDLE) {
        int info = 0;
        const int threads = ONE_THREAD;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) out[i * row + j * step] = j <= i ? a[i * row + j * step] : 0;
        L_potrf(lower ? "U" : "L", &n, out, &n, &info);
        if (threads > 1) openblas_threads(threads);
        for (int i = 0; i < n; i++) info |= !(out[i * n + i] < __builtin_inff());
        return info != 0;
    }
    if (n > SMALL) return compat_cholesky_in_blocksF_(n, a, out, lower);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            if (j > i) {
                out[i * row + j * step] = 0;
                continue;
            }
            T_ s = a[i * row + j * step];
            for (int k = 0; k < j; k++) s -= out[i * row + k * step] * out[j * row + k * step];
            if (i != j)
                out[i * row + j * step] = s / out[j * row + j * step];
            else if (s > 0 && s < __builtin_inff())
                out[i * row + i * step] = sqrtF_(s);
            else
                return 1;
        }
    return 0;
}
