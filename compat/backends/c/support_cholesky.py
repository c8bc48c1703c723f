"""C functions for Cholesky factors, as support_linalg.py has others. Up to MIDDLE rows they are our own.

Matrices are padded to eights, and worked on in blocks of eight by eight: eight sums in registers, one for each row,
from which vectors times numbers are taken, and two blocks side by side where there are registers for sixteen. LAPACK's
come to speed beyond a few hundred rows; at a hundred these take less than half its time.
"""

from __future__ import annotations

_BLOCKS = """
#ifndef WIDTH
#ifdef __AVX512DQ__ /* columns that are worked on at once; rows of sums, and numbers, that registers hold */
#define WIDTH 16
#define ROWS 8
#define PART 8
#else
#define WIDTH 8
#define ROWS 4
#ifdef __AVX__
#define PART 4
#else
#define PART 2
#endif
#endif
#if defined(__GNUC__) && !defined(__clang__)
#define FUSED __attribute__((optimize("fp-contract=fast"))) /* lost where one is inlined into what has it not */
#else
#define FUSED
#endif
#endif
#ifndef COMPAT_BLOCKS_OF_T_
#define COMPAT_BLOCKS_OF_T_
void *malloc(size_t);
void free(void *);
void *memset(void *, int, size_t);
void *memcpy(void *restrict, const void *restrict, size_t);
/* s -= x y, block beside block. x: eight rows, `across` from one to the next, of `count` numbers, `along` from one to
   the next; y: `count` rows, `down` from one to the next, of `columns` numbers, 8 or 16 */
FUSED static void compat_take_productF_(LANES(T_) *s, const T_ *x, long across, long along, const T_ *y, long down,
                                        long count, const int columns)
{
    typedef T_ part __attribute__((vector_size(PART * sizeof(T_)), may_alias)); /* what one register holds */
    for (int column = 0; column < columns; column += 2 * PART)
        for (int first = 0; first < 8; first += ROWS) {
            part *const s0 = (part *)((T_ *)(s + column / 8 * 8 + first) + column % 8), left[ROWS], right[ROWS];
            part *const s1 = s0 + (PART == 8 ? 8 : 1); /* of block beside block, or of one block */
            const T_ *const rows = x + first * across, *z = y + column;
            for (int r = 0; r < ROWS; r++)
                left[r] = s0[8 / PART * r];
            if (column + PART < columns) {
                for (int r = 0; r < ROWS; r++)
                    right[r] = s1[8 / PART * r];
                for (long k = 0; k < count; k++, z += down) {
                    const part v = *(const part *)z, w = *(const part *)(z + PART);
                    for (int r = 0; r < ROWS; r++) {
                        const T_ f = rows[r * across + k * along];
                        left[r] -= f * v;
                        right[r] -= f * w;
                    }
                }
                for (int r = 0; r < ROWS; r++)
                    s1[8 / PART * r] = right[r];
            } else
                for (long k = 0; k < count; k++, z += down) {
                    const part v = *(const part *)z;
                    for (int r = 0; r < ROWS; r++)
                        left[r] -= rows[r * across + k * along] * v;
                }
            for (int r = 0; r < ROWS; r++)
                s0[8 / PART * r] = left[r];
        }
}
/* eight rows, `down` from one to the next, of `columns` numbers, as blocks */
FUSED static inline __attribute__((always_inline)) void compat_loadF_(LANES(T_) *s, const T_ *from, long down,
                                                                const int columns)
{
    for (int r = 0; r < 8; r++)
        for (int b = 0; b < columns / 8; b++)
            s[8 * b + r] = ((const LANES(T_) *)(from + r * down))[b];
}
FUSED static inline __attribute__((always_inline)) void compat_storeF_(const LANES(T_) *s, T_ *to, long down,
                                                                 const int columns)
{
    for (int r = 0; r < 8; r++)
        for (int b = 0; b < columns / 8; b++)
            ((LANES(T_) *)(to + r * down))[b] = s[8 * b + r];
}
/* the transpose of a block, in its place */
FUSED static inline __attribute__((always_inline)) void compat_turnF_(LANES(T_) *s)
{
#if __has_builtin(__builtin_shufflevector)
    LANES(T_) t[8], u[8];
    for (int i = 0; i < 8; i += 2) {
        t[i] = __builtin_shufflevector(s[i], s[i + 1], 0, 8, 2, 10, 4, 12, 6, 14);
        t[i + 1] = __builtin_shufflevector(s[i], s[i + 1], 1, 9, 3, 11, 5, 13, 7, 15);
    }
    for (int i = 0; i < 8; i += i % 4 ? 3 : 1) {
        u[i] = __builtin_shufflevector(t[i], t[i + 2], 0, 1, 8, 9, 4, 5, 12, 13);
        u[i + 2] = __builtin_shufflevector(t[i], t[i + 2], 2, 3, 10, 11, 6, 7, 14, 15);
    }
    for (int i = 0; i < 4; i++) {
        s[i] = __builtin_shufflevector(u[i], u[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
        s[i + 4] = __builtin_shufflevector(u[i], u[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
    }
#else
    for (int r = 0; r < 8; r++)
        for (int c = 0; c < r; c++) {
            const T_ x = s[r][c];
            s[r][c] = s[c][r];
            s[c][r] = x;
        }
#endif
}
/* the lower triangle of a (n, n) in rows of `wide`, an identity behind it; turned: of its transpose. Above the blocks
   on the diagonal nothing is written. */
static void compat_paddedF_(int n, long wide, const T_ *a, int turned, T_ *to)
{
    for (long i = 0; i < wide; i++) {
        const long own = i >= n || turned ? 0 : i + 1;
        if (own)
            memcpy(to + i * wide, a + i * n, (size_t)own * sizeof(T_));
        memset(to + i * wide + own, 0, (size_t)(i / 8 * 8 + 8 - own) * sizeof(T_));
        if (i >= n)
            to[i * wide + i] = 1;
    }
    for (int j = 0; turned && j < n; j++)
        for (int i = j; i < n; i++)
            to[i * wide + j] = a[(long)j * n + i];
}
#endif
"""

CHOLESKY = _BLOCKS + """
T_ sqrtF_(T_);
/* the upper factor of a block s, in its place, and one over its diagonal; 1 where it is not positive definite. Below
   the diagonal stand numbers that nobody reads. */
FUSED static inline __attribute__((always_inline)) int compat_factor_blockF_(LANES(T_) *s, T_ *overs)
{
    #pragma GCC unroll 8
    for (int j = 0; j < 8; j++) {
        const T_ d = s[j][j];
        if (!(d > 0 && d < __builtin_inff()))
            return 1;
        const T_ root = sqrtF_(d);
        overs[j] = 1 / root;
        s[j] *= overs[j];
        s[j][j] = root;
        #pragma GCC unroll 8
        for (int i = j + 1; i < 8; i++)
            s[i] -= s[j][i] * s[j];
    }
    return 0;
}
/* blocks (p, i) of the upper factor u, in rows of `wide`, from those of l */
FUSED static inline __attribute__((always_inline)) void compat_factor_rowsF_(
    T_ *l, T_ *u, long wide, long p, long i, const T_ *overs, const int columns)
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
            for (int k = c + 1; k < 8; k++)
                s[b + k] -= u[(p + c) * wide + p + k] * s[b + c];
        }
    compat_storeF_(s, u + p * wide + i, wide, columns);
    for (int b = 0; b < columns; b += 8) {
        compat_turnF_(s + b);
        compat_storeF_(s + b, l + (i + b) * wide + p, wide, 8);
    }
}
FUSED static int compat_cholesky_in_blocksF_(int n, const T_ *a, T_ *out, int lower)
{
    const long wide = (n + 7) / 8 * 8;
    void *const room = malloc((size_t)(2 * wide * wide) * sizeof(T_) + 63);
    if (!room)
        return 1;
    T_ *const l = (T_ *)ALIGNED(room), *const u = l + wide * wide; /* the factor and its transpose */
    compat_paddedF_(n, wide, a, !lower, l);
    for (long p = 0; p < wide; p += 8) {
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
        long i = p + 8;
        for (; i + WIDTH <= wide; i += WIDTH)
            compat_factor_rowsF_(l, u, wide, p, i, overs, WIDTH);
        for (; i < wide; i += 8)
            compat_factor_rowsF_(l, u, wide, p, i, overs, 8);
    }
    for (int i = 0; i < n; i++) {
        const int first = lower ? 0 : i, own = lower ? i + 1 : n - i;
        T_ *const row = out + (long)i * n;
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
            for (int j = 0; j < n; j++)
                out[i * row + j * step] = j <= i ? a[i * row + j * step] : 0;
        L_potrf(lower ? "U" : "L", &n, out, &n, &info);
        THREADS_AGAIN
        for (int i = 0; i < n; i++)
            info |= !(out[i * n + i] < __builtin_inff());
        return info != 0;
    }
    if (n > SMALL)
        return compat_cholesky_in_blocksF_(n, a, out, lower);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            if (j > i) {
                out[i * row + j * step] = 0;
                continue;
            }
            T_ s = a[i * row + j * step];
            for (int k = 0; k < j; k++)
                s -= out[i * row + k * step] * out[j * row + k * step];
            if (i != j)
                out[i * row + j * step] = s / out[j * row + j * step];
            else if (s > 0 && s < __builtin_inff())
                out[i * row + i * step] = sqrtF_(s);
            else
                return 1;
        }
    return 0;
}
"""

# The inverse of a aᵀ for a lower triangular a, by the inverse m of a: mᵀ m.
CHOLESKY_INVERSE = _BLOCKS + """
/* the inverse of a lower triangular block l of eight rows, `across` from one to the next */
FUSED static inline __attribute__((always_inline)) void compat_invert_blockF_(const T_ *l, long across,
                                                                              LANES(T_) *inverse)
{
    LANES(T_) rows[8];
    #pragma GCC unroll 8
    for (int i = 0; i < 8; i++) {
        LANES(T_) row = {0};
        row[i] = 1;
        #pragma GCC unroll 8
        for (int k = 0; k < i; k++)
            row -= l[i * across + k] * rows[k];
        rows[i] = row * (1 / l[i * across + i]);
    }
    for (int i = 0; i < 8; i++)
        inverse[i] = rows[i];
}
/* blocks (p, q) of the inverse m of l, by those above them and by the inverse of l's block (p, p) */
FUSED static inline __attribute__((always_inline)) void compat_inverse_rowsF_(
    const T_ *l, T_ *m, long wide, long p, long q, const T_ *inverse, const int columns)
{
    LANES(T_) s[16], x[16];
    memset(s, 0, sizeof s);
    memset(x, 0, sizeof x);
    compat_take_productF_(s, l + p * wide + q, wide, 1, m + q * wide + q, wide, p - q, columns);
    compat_storeF_(s, m + p * wide + q, wide, columns);
    compat_take_productF_(x, inverse, 8, 1, m + p * wide + q, wide, 8, columns);
    for (int k = 0; k < columns; k++)
        x[k] = -x[k];
    compat_storeF_(x, m + p * wide + q, wide, columns);
}
/* what of a block stands within out (n, n), from (p, q) on */
FUSED static inline __attribute__((always_inline)) void compat_cutF_(const LANES(T_) *s, T_ *out, long n, long p,
                                                                     long q)
{
    if (p + 8 <= n && q + 8 <= n)
        for (int r = 0; r < 8; r++)
            memcpy(out + (p + r) * n + q, s + r, 8 * sizeof(T_));
    else
        for (int r = 0; r < 8 && p + r < n; r++)
            memcpy(out + (p + r) * n + q, s + r, (size_t)(q + 8 <= n ? 8 : n - q) * sizeof(T_));
}
/* blocks (p, q) of m' m (m' the transpose of m), and their transposes */
FUSED static inline __attribute__((always_inline)) void compat_square_rowsF_(
    const T_ *m, T_ *out, long n, long wide, long p, long q, const int columns)
{
    LANES(T_) s[16];
    memset(s, 0, sizeof s);
    compat_take_productF_(s, m + p * wide + p, 1, wide, m + p * wide + q, wide, wide - p, columns);
    for (int k = 0; k < columns; k++)
        s[k] = -s[k];
    for (int b = 0; b < columns; b += 8) {
        compat_cutF_(s + b, out, n, p, q + b);
        compat_turnF_(s + b);
        compat_cutF_(s + b, out, n, q + b, p);
    }
}
FUSED static int compat_cholesky_inverseF_(int n, const T_ *a, T_ *out)
{
    if (n > MIDDLE) {
        int info = 0;
        for (int i = 0; i < n * n; i++)
            out[i] = a[i];
        const int threads = ONE_THREAD;
        L_potri("U", &n, out, &n, &info);
        THREADS_AGAIN
        for (int i = 0; i < n; i++)
            for (int j = 0; j < i; j++)
                out[j * n + i] = out[i * n + j];
        return info != 0;
    }
    for (int i = 0; i < n; i++)
        if (a[i * n + i] == 0)
            return 1;
    const long wide = (n + 7) / 8 * 8;
    void *const room = malloc((size_t)(2 * wide * wide) * sizeof(T_) + 63);
    if (!room)
        return 1;
    T_ *const l = (T_ *)ALIGNED(room), *const m = l + wide * wide;
    compat_paddedF_(n, wide, a, 0, l);
    for (long p = 0; p < wide; p += 8) {
        LANES(T_) inverse[8];
        compat_invert_blockF_(l + p * wide + p, wide, inverse);
        long q = 0;
        for (; q + WIDTH <= p; q += WIDTH)
            compat_inverse_rowsF_(l, m, wide, p, q, (const T_ *)inverse, WIDTH);
        for (; q < p; q += 8)
            compat_inverse_rowsF_(l, m, wide, p, q, (const T_ *)inverse, 8);
        compat_storeF_(inverse, m + p * wide + p, wide, 8);
        for (int k = 0; k < 8 && p + 8 < wide; k++) /* read where two blocks are made at once */
            memset(m + (p + k) * wide + p + 8, 0, 8 * sizeof(T_));
    }
    for (long p = 0; p < wide; p += 8) {
        long q = 0;
        for (; q + WIDTH <= p + 8; q += WIDTH)
            compat_square_rowsF_(m, out, n, wide, p, q, WIDTH);
        for (; q <= p; q += 8)
            compat_square_rowsF_(m, out, n, wide, p, q, 8);
    }
    free(room);
    return 0;
}
"""

__all__ = ["CHOLESKY", "CHOLESKY_INVERSE"]
