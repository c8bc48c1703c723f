/* The Cholesky factor, upper or lower. Up to MIDDLE rows it is our own. */

#include "cholesky_blocks.h"

T_ sqrtF_(T_);
/* the upper factor of a block s, in its place, and one over its diagonal; 1 where it is not positive definite. Below
   the diagonal stand numbers that are not read. */
FUSED static inline __attribute__((always_inline)) int compat_factor_blockF_(LANES(T_) *s, T_ *overs)
{
    #pragma GCC unroll 8
    for (int j = 0; j < 8; j++) {
        const T_ d = s[j][j];
        if (!(d > 0 && d < __builtin_inff())) return 1;
        const T_ root = sqrtF_(d);
        overs[j] = 1 / root;
        s[j] *= overs[j];
        s[j][j] = root;
        #pragma GCC unroll 8
        for (int i = j + 1; i < 8; i++) s[i] -= s[j][i] * s[j];
    }
    return 0;
}
/* blocks (p, i) of the upper factor u, in rows of `wide`, from those of l */
FUSED static inline __attribute__((always_inline)) void compat_factor_rowsF_(T_ *l, T_ *u, int64_t wide, int64_t p,
                                                                             int64_t i, const T_ *overs,
                                                                             const int columns)
{
    LANES(T_) s[16];
    for (int b = 0; b < columns; b += 8) {
        compat_loadF_(s + b, l + (i + b) * wide + p, wide, 8);
        compat_turnF_(s + b);
    }
    compat_take_productF_(s, u + p, 1, wide, u + i, wide, p, columns);
    #pragma GCC unroll 8
    for (int c = 0; c < 8; c++) /* no inverse of the block on the diagonal is as exact */
        #pragma GCC unroll 2
        for (int b = 0; b < columns; b += 8) {
            s[b + c] *= overs[c];
            #pragma GCC unroll 8
            for (int k = c + 1; k < 8; k++) s[b + k] -= u[(p + c) * wide + p + k] * s[b + c];
        }
    compat_storeF_(s, u + p * wide + i, wide, columns);
    for (int b = 0; b < columns; b += 8) {
        compat_turnF_(s + b);
        compat_storeF_(s + b, l + (i + b) * wide + p, wide, 8);
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
        LANES(T_) s[8];
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
