/* The inverse of a aᵀ for a lower triangular a, by the inverse m of a: mᵀ m. */

#include "cholesky_blocks.h"

/* the inverse of a lower triangular block l of eight rows, `across` from one to the next */
FUSED static inline __attribute__((always_inline)) void compat_invert_blockF_(const T_ *l, int64_t across,
                                                                              compat_partF_ *inverse)
{
    #pragma GCC unroll 8
    for (int h = 0; h < IN_ROW; h++) {
        compat_partF_ rows[8];
        #pragma GCC unroll 8
        for (int i = 0; i < 8; i++) {
            compat_partF_ row = {0};
            if (i / PART == h) row[i % PART] = 1;
            #pragma GCC unroll 8
            for (int k = 0; k < i; k++) row -= l[i * across + k] * rows[k];
            rows[i] = row * (1 / l[i * across + i]);
        }
        #pragma GCC unroll 8
        for (int i = 0; i < 8; i++) inverse[i * IN_ROW + h] = rows[i];
    }
}
/* blocks (p, q) of the inverse m of l, by those above them and by the inverse of l's block (p, p) */
FUSED static inline __attribute__((always_inline)) void compat_inverse_rowsF_(const T_ *l, T_ *m, int64_t wide,
                                                                              int64_t p, int64_t q, const T_ *inverse,
                                                                              const int columns)
{
    compat_partF_ s[16 * IN_ROW], x[16 * IN_ROW];
    memset(s, 0, sizeof s);
    memset(x, 0, sizeof x);
    compat_take_productF_(s, l + p * wide + q, wide, 1, m + q * wide + q, wide, p - q, columns);
    compat_storeF_(s, m + p * wide + q, wide, columns);
    compat_take_productF_(x, inverse, 8, 1, m + p * wide + q, wide, 8, columns);
    for (int k = 0; k < columns * IN_ROW; k++) x[k] = -x[k];
    compat_storeF_(x, m + p * wide + q, wide, columns);
}
/* what of a block stands within out (n, n), from (p, q) on */
FUSED static inline __attribute__((always_inline)) void compat_cutF_(const compat_partF_ *s, T_ *out, int64_t n,
                                                                     int64_t p, int64_t q)
{
    if (p + 8 <= n && q + 8 <= n)
        for (int r = 0; r < 8; r++) memcpy(out + (p + r) * n + q, s + r * IN_ROW, 8 * sizeof(T_));
    else
        for (int r = 0; r < 8 && p + r < n; r++)
            memcpy(out + (p + r) * n + q, s + r * IN_ROW, (size_t)(q + 8 <= n ? 8 : n - q) * sizeof(T_));
}
/* blocks (p, q) of m' m (m' the transpose of m), and their transposes */
FUSED static inline __attribute__((always_inline)) void compat_square_rowsF_(const T_ *m, T_ *out, int64_t n,
                                                                             int64_t wide, int64_t p, int64_t q,
                                                                             const int columns)
{
    compat_partF_ s[16 * IN_ROW];
    memset(s, 0, sizeof s);
    compat_take_productF_(s, m + p * wide + p, 1, wide, m + p * wide + q, wide, wide - p, columns);
    for (int k = 0; k < columns * IN_ROW; k++) s[k] = -s[k];
    for (int b = 0; b < columns; b += 8) {
        compat_cutF_(s + b * IN_ROW, out, n, p, q + b);
        compat_turnF_(s + b * IN_ROW);
        compat_cutF_(s + b * IN_ROW, out, n, q + b, p);
    }
}
FUSED static int compat_cholesky_inverseF_(int n, const T_ *a, T_ *out)
{
    if (n > MIDDLE) {
        int info = 0;
        for (int i = 0; i < n * n; i++) out[i] = a[i];
        const int threads = ONE_THREAD;
        L_potri("U", &n, out, &n, &info);
        if (threads > 1) openblas_threads(threads);
        for (int i = 0; i < n; i++)
            for (int j = 0; j < i; j++) out[j * n + i] = out[i * n + j];
        return info != 0;
    }
    for (int i = 0; i < n; i++)
        if (a[i * n + i] == 0) return 1;
    const int64_t wide = (n + 7) / 8 * 8;
    void *const room = malloc((size_t)(2 * wide * wide) * sizeof(T_) + 63);
    if (!room) return 1;
    T_ *const l = (T_ *)ALIGNED(room), *const m = l + wide * wide;
    compat_paddedF_(n, wide, a, 0, l);
    for (int64_t p = 0; p < wide; p += 8) {
        compat_partF_ inverse[8 * IN_ROW];
        compat_invert_blockF_(l + p * wide + p, wide, inverse);
        int64_t q = 0;
        for (; q + WIDTH <= p; q += WIDTH) compat_inverse_rowsF_(l, m, wide, p, q, (const T_ *)inverse, WIDTH);
        for (; q < p; q += 8) compat_inverse_rowsF_(l, m, wide, p, q, (const T_ *)inverse, 8);
        compat_storeF_(inverse, m + p * wide + p, wide, 8);
        for (int k = 0; k < 8 && p + 8 < wide; k++) /* read where two blocks are made at once */
            memset(m + (p + k) * wide + p + 8, 0, 8 * sizeof(T_));
    }
    for (int64_t p = 0; p < wide; p += 8) {
        int64_t q = 0;
        for (; q + WIDTH <= p + 8; q += WIDTH) compat_square_rowsF_(m, out, n, wide, p, q, WIDTH);
        for (; q <= p; q += 8) compat_square_rowsF_(m, out, n, wide, p, q, 8);
    }
    free(room);
    return 0;
}
