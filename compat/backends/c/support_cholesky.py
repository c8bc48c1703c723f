"""C functions for Cholesky factors, as support_linalg.py has others. Up to MIDDLE rows they are our own.

Matrices are padded to eights, and worked on in blocks of eight by eight: eight sums in registers, one for each row,
from which vectors times numbers are taken. LAPACK's come to speed beyond a few hundred rows; at a hundred these take
half its time.
"""

from __future__ import annotations

_BLOCKS = """
#ifndef COMPAT_BLOCKS_OF_T_
#define COMPAT_BLOCKS_OF_T_
void *malloc(size_t);
void free(void *);
void *memset(void *, int, size_t);
void *memcpy(void *restrict, const void *restrict, size_t);
/* s -= x t for eight rows of x, `count` columns: `across` and `down` from one row to the next in x and in t */
static inline void compat_take_productF_(LANES(T_) *s, const T_ *x, long across, const T_ *t, long down, long count)
{
    LANES(T_) s0 = s[0], s1 = s[1], s2 = s[2], s3 = s[3], s4 = s[4], s5 = s[5], s6 = s[6], s7 = s[7];
    for (long k = 0; k < count; k++) {
        const LANES(T_) v = *(const LANES(T_) *)(t + k * down);
        s0 -= x[k] * v;
        s1 -= x[across + k] * v;
        s2 -= x[2 * across + k] * v;
        s3 -= x[3 * across + k] * v;
        s4 -= x[4 * across + k] * v;
        s5 -= x[5 * across + k] * v;
        s6 -= x[6 * across + k] * v;
        s7 -= x[7 * across + k] * v;
    }
    s[0] = s0, s[1] = s1, s[2] = s2, s[3] = s3, s[4] = s4, s[5] = s5, s[6] = s6, s[7] = s7;
}
/* the lower triangle of a (n, n) in rows of `wide`, an identity behind it; turned: of its transpose */
static void compat_paddedF_(int n, long wide, const T_ *a, int turned, T_ *to)
{
    memset(to, 0, (size_t)(wide * wide) * sizeof(T_));
    if (turned)
        for (int j = 0; j < n; j++)
            for (int i = j; i < n; i++)
                to[i * wide + j] = a[(long)j * n + i];
    else
        for (int i = 0; i < n; i++)
            memcpy(to + i * wide, a + (long)i * n, (size_t)(i + 1) * sizeof(T_));
    for (long i = n; i < wide; i++)
        to[i * wide + i] = 1;
}
#endif
"""

CHOLESKY = _BLOCKS + """
T_ sqrtF_(T_);
/* the lower factor of a block s of eight rows, in its place; 1 where it is not positive definite */
static int compat_factor_blockF_(T_ *s)
{
    for (int j = 0; j < 8; j++) {
        const T_ d = s[8 * j + j];
        if (!(d > 0 && d < __builtin_inff()))
            return 1;
        const T_ root = sqrtF_(d), over = 1 / root;
        T_ column[8];
        for (int i = 0; i < 8; i++)
            column[i] = i > j ? s[8 * i + j] * over : 0;
        for (int i = j + 1; i < 8; i++)
            for (int c = 0; c < 8; c++)
                s[8 * i + c] -= column[i] * column[c];
        for (int i = 0; i < 8; i++)
            s[8 * i + j] = i == j ? root : column[i];
    }
    return 0;
}
static int compat_cholesky_in_blocksF_(int n, const T_ *a, T_ *out, int lower)
{
    const long wide = (n + 7) / 8 * 8;
    void *const room = malloc((size_t)(2 * wide * wide) * sizeof(T_) + 63);
    if (!room)
        return 1;
    T_ *const l = (T_ *)ALIGNED(room), *const turned = l + wide * wide; /* the factor and its transpose */
    compat_paddedF_(n, wide, a, !lower, l);
    for (long p = 0; p < wide; p += 8) {
        for (long i = p; i < wide; i += 8) {
            LANES(T_) s[8];
            for (int r = 0; r < 8; r++)
                s[r] = *(const LANES(T_) *)(l + (i + r) * wide + p);
            compat_take_productF_(s, l + i * wide, wide, turned + p, wide, p);
            if (i == p && compat_factor_blockF_((T_ *)s)) {
                free(room);
                return 1;
            }
            LANES(T_) x[8]; /* the columns of s, solved with the block on the diagonal: no inverse is as exact */
            for (int c = 0; c < 8; c++)
                for (int r = 0; r < 8; r++)
                    x[c][r] = s[r][c];
            for (int c = 0; c < 8 && i > p; c++) {
                for (int k = 0; k < c; k++)
                    x[c] -= l[(p + c) * wide + p + k] * x[k];
                x[c] /= l[(p + c) * wide + p + c];
            }
            for (int c = 0; c < 8; c++)
                *(LANES(T_) *)(turned + (p + c) * wide + i) = x[c];
            for (int r = 0; r < 8; r++)
                for (int c = 0; c < 8; c++)
                    l[(i + r) * wide + p + c] = x[c][r];
        }
    }
    memset(out, 0, (size_t)n * n * sizeof(T_));
    for (int i = 0; i < n; i++)
        memcpy(out + (long)i * n + (lower ? 0 : i), lower ? l + i * wide : turned + i * wide + i,
               (size_t)(lower ? i + 1 : n - i) * sizeof(T_));
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
static void compat_invert_blockF_(const T_ *l, long across, T_ *inverse)
{
    for (int i = 0; i < 8; i++) {
        T_ row[8] = {0};
        for (int k = 0; k < i; k++)
            for (int c = 0; c < 8; c++)
                row[c] -= l[i * across + k] * inverse[8 * k + c];
        row[i] = 1;
        const T_ over = 1 / l[i * across + i];
        for (int c = 0; c < 8; c++)
            inverse[8 * i + c] = row[c] * over;
    }
}
static int compat_cholesky_inverseF_(int n, const T_ *a, T_ *out)
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
        _Alignas(64) T_ inverse[64];
        compat_invert_blockF_(l + p * wide + p, wide, inverse);
        for (long q = 0; q < p; q += 8) {
            LANES(T_) s[8], x[8];
            memset(s, 0, sizeof s);
            memset(x, 0, sizeof x);
            compat_take_productF_(s, l + p * wide + q, wide, m + q * wide + q, wide, p - q);
            for (int r = 0; r < 8; r++)
                s[r] = -s[r];
            compat_take_productF_(x, inverse, 8, (const T_ *)s, 8, 8);
            for (int r = 0; r < 8; r++)
                *(LANES(T_) *)(m + (p + r) * wide + q) = x[r];
        }
        for (int k = 0; k < 64; k++)
            m[(p + k / 8) * wide + p + k % 8] = inverse[k];
    }
    for (long p = 0; p < wide; p += 8)
        for (long q = 0; q <= p; q += 8) {
            LANES(T_) s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0}, s4 = {0}, s5 = {0}, s6 = {0}, s7 = {0};
            for (long k = p; k < wide; k++) {
                const T_ *const x = m + k * wide + p;
                const LANES(T_) v = *(const LANES(T_) *)(m + k * wide + q);
                s0 += x[0] * v;
                s1 += x[1] * v;
                s2 += x[2] * v;
                s3 += x[3] * v;
                s4 += x[4] * v;
                s5 += x[5] * v;
                s6 += x[6] * v;
                s7 += x[7] * v;
            }
            const LANES(T_) s[8] = {s0, s1, s2, s3, s4, s5, s6, s7};
            for (int r = 0; r < 8; r++) {
                *(LANES(T_) *)(l + (p + r) * wide + q) = s[r];
                for (int c = 0; c < 8; c++)
                    l[(q + c) * wide + p + r] = s[r][c];
            }
        }
    for (int i = 0; i < n; i++)
        memcpy(out + (long)i * n, l + i * wide, (size_t)n * sizeof(T_));
    free(room);
    return 0;
}
"""

__all__ = ["CHOLESKY", "CHOLESKY_INVERSE"]
