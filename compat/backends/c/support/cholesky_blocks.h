/* What Cholesky factors and their inverses share.
   Matrices are padded to eights, and worked on in blocks of eight by eight: eight sums in registers, one for each row,
   from which vectors times numbers are taken, and two blocks side by side where there are registers for sixteen. LAPACK's
   come to speed beyond a few hundred rows; at a hundred these take less than half its time. */

#ifndef WIDTH
#include "registers.h"
#if defined(__GNUC__) && !defined(__clang__)
#define FUSED __attribute__((optimize("fp-contract=fast"))) /* lost where one is inlined into what has it not */
#else
#define FUSED
#endif
#endif
#ifndef COMPAT_BLOCKSF_
#define COMPAT_BLOCKSF_
void *malloc(size_t);
void free(void *);
void *memset(void *, int, size_t);
void *memcpy(void *restrict, const void *restrict, size_t);
/* s -= x y, block beside block. x: eight rows, `across` from one to the next, of `count` numbers, `along` from one to
   the next; y: `count` rows, `down` from one to the next, of `columns` numbers, 8 or 16 */
FUSED static void compat_take_productF_(LANES(T_) *s, const T_ *x, int64_t across, int64_t along, const T_ *y,
                                        int64_t down, int64_t count, const int columns)
{
    typedef T_ part __attribute__((vector_size(PART * sizeof(T_)), may_alias)); /* what one register holds */
    for (int column = 0; column < columns; column += 2 * PART)
        for (int first = 0; first < 8; first += ROWS) {
            part *const s0 = (part *)((T_ *)(s + column / 8 * 8 + first) + column % 8), left[ROWS], right[ROWS];
            part *const s1 = s0 + (PART == 8 ? 8 : 1); /* of block beside block, or of one block */
            const T_ *const rows = x + first * across, *z = y + column;
            for (int r = 0; r < ROWS; r++) left[r] = s0[8 / PART * r];
            if (column + PART < columns) {
                for (int r = 0; r < ROWS; r++) right[r] = s1[8 / PART * r];
                for (int64_t k = 0; k < count; k++, z += down) {
                    const part v = *(const part *)z, w = *(const part *)(z + PART);
                    for (int r = 0; r < ROWS; r++) {
                        const T_ f = rows[r * across + k * along];
                        left[r] -= f * v;
                        right[r] -= f * w;
                    }
                }
                for (int r = 0; r < ROWS; r++) s1[8 / PART * r] = right[r];
            } else
                for (int64_t k = 0; k < count; k++, z += down) {
                    const part v = *(const part *)z;
                    for (int r = 0; r < ROWS; r++) left[r] -= rows[r * across + k * along] * v;
                }
            for (int r = 0; r < ROWS; r++) s0[8 / PART * r] = left[r];
        }
}
/* eight rows, `down` from one to the next, of `columns` numbers, as blocks */
FUSED static inline __attribute__((always_inline)) void compat_loadF_(LANES(T_) *s, const T_ *from, int64_t down,
                                                                      const int columns)
{
    for (int r = 0; r < 8; r++)
        for (int b = 0; b < columns / 8; b++) s[8 * b + r] = ((const LANES(T_) *)(from + r * down))[b];
}
FUSED static inline __attribute__((always_inline)) void compat_storeF_(const LANES(T_) *s, T_ *to, int64_t down,
                                                                       const int columns)
{
    for (int r = 0; r < 8; r++)
        for (int b = 0; b < columns / 8; b++) ((LANES(T_) *)(to + r * down))[b] = s[8 * b + r];
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
static void compat_paddedF_(int n, int64_t wide, const T_ *a, int turned, T_ *to)
{
    for (int64_t i = 0; i < wide; i++) {
        const int64_t own = i >= n || turned ? 0 : i + 1;
        if (own) memcpy(to + i * wide, a + i * n, (size_t)own * sizeof(T_));
        memset(to + i * wide + own, 0, (size_t)(i / 8 * 8 + 8 - own) * sizeof(T_));
        if (i >= n) to[i * wide + i] = 1;
    }
    for (int j = 0; turned && j < n; j++)
        for (int i = j; i < n; i++) to[i * wide + j] = a[(int64_t)j * n + i];
}
#endif
