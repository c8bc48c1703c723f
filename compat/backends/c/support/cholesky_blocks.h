/* What Cholesky factors and their inverses share.
   Matrices are padded to eights, and worked on in blocks of eight by eight: eight sums in registers, one for each row,
   from which vectors times numbers are taken, and two blocks side by side where there are registers for sixteen. LAPACK's
   come to speed beyond a few hundred rows; at a hundred these take less than half its time. */

#ifndef PART
#define PART (COMPAT_REGISTER / 8) /* numbers of a vector */
#define WIDTH (PART == 8 ? 16 : 8) /* columns that are worked on at once */
#define ROWS (PART == 8 ? 8 : 4) /* rows of sums that registers hold */
#define IN_ROW (8 / PART) /* vectors in a row of a block */
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
/* what one register holds; a row of a block has IN_ROW of them, a block 8 * IN_ROW */
typedef T_ compat_partF_ __attribute__((vector_size(PART * sizeof(T_)), may_alias));
/* s -= x y, block beside block. x: eight rows, `across` from one to the next, of `count` numbers, `along` from one to
   the next; y: `count` rows, `down` from one to the next, of `columns` numbers, 8 or 16 */
FUSED static void compat_take_productF_(compat_partF_ *s, const T_ *x, int64_t across, int64_t along, const T_ *y,
                                        int64_t down, int64_t count, const int columns)
{
    typedef compat_partF_ part;
    for (int column = 0; column < columns; column += 2 * PART)
        for (int first = 0; first < 8; first += ROWS) {
            part *const s0 = s + (column / 8 * 8 + first) * IN_ROW + column % 8 / PART, left[ROWS], right[ROWS];
            part *const s1 = s0 + (PART == 8 ? 8 : 1); /* of block beside block, or of one block */
            const T_ *const rows = x + first * across, *z = y + column;
            #pragma GCC unroll 8
            for (int r = 0; r < ROWS; r++) left[r] = s0[IN_ROW * r];
            if (column + PART < columns) {
                #pragma GCC unroll 8
                for (int r = 0; r < ROWS; r++) right[r] = s1[IN_ROW * r];
                for (int64_t k = 0; k < count; k++, z += down) {
                    const part v = *(const part *)z, w = *(const part *)(z + PART);
                    #pragma GCC unroll 8
                    for (int r = 0; r < ROWS; r++) {
                        const T_ f = rows[r * across + k * along];
                        left[r] -= f * v;
                        right[r] -= f * w;
                    }
                }
                #pragma GCC unroll 8
                for (int r = 0; r < ROWS; r++) s1[IN_ROW * r] = right[r];
            } else
                for (int64_t k = 0; k < count; k++, z += down) {
                    const part v = *(const part *)z;
                    #pragma GCC unroll 8
                    for (int r = 0; r < ROWS; r++) left[r] -= rows[r * across + k * along] * v;
                }
            #pragma GCC unroll 8
            for (int r = 0; r < ROWS; r++) s0[IN_ROW * r] = left[r];
        }
}
/* eight rows, `down` from one to the next, of `columns` numbers, as blocks */
FUSED static inline __attribute__((always_inline)) void compat_loadF_(compat_partF_ *s, const T_ *from, int64_t down,
                                                                      const int columns)
{
    #pragma GCC unroll 2
    for (int b = 0; b < columns; b += 8)
        #pragma GCC unroll 8
        for (int r = 0; r < 8; r++)
            #pragma GCC unroll 8
            for (int h = 0; h < IN_ROW; h++)
                s[(b + r) * IN_ROW + h] = ((const compat_partF_ *)(from + r * down + b))[h];
}
FUSED static inline __attribute__((always_inline)) void compat_storeF_(const compat_partF_ *s, T_ *to, int64_t down,
                                                                       const int columns)
{
    #pragma GCC unroll 2
    for (int b = 0; b < columns; b += 8)
        #pragma GCC unroll 8
        for (int r = 0; r < 8; r++)
            #pragma GCC unroll 8
            for (int h = 0; h < IN_ROW; h++) ((compat_partF_ *)(to + r * down + b))[h] = s[(b + r) * IN_ROW + h];
}
/* the transpose of a block, in its place */
FUSED static inline __attribute__((always_inline)) void compat_turnF_(compat_partF_ *s)
{
#if __has_builtin(__builtin_shufflevector) && PART == 8
    compat_partF_ t[8], u[8];
    #pragma GCC unroll 8
    for (int i = 0; i < 8; i += 2) {
        t[i] = __builtin_shufflevector(s[i], s[i + 1], 0, 8, 2, 10, 4, 12, 6, 14);
        t[i + 1] = __builtin_shufflevector(s[i], s[i + 1], 1, 9, 3, 11, 5, 13, 7, 15);
    }
    #pragma GCC unroll 8
    for (int i = 0; i < 8; i += i % 4 ? 3 : 1) {
        u[i] = __builtin_shufflevector(t[i], t[i + 2], 0, 1, 8, 9, 4, 5, 12, 13);
        u[i + 2] = __builtin_shufflevector(t[i], t[i + 2], 2, 3, 10, 11, 6, 7, 14, 15);
    }
    #pragma GCC unroll 8
    for (int i = 0; i < 4; i++) {
        s[i] = __builtin_shufflevector(u[i], u[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
        s[i + 4] = __builtin_shufflevector(u[i], u[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
    }
#elif __has_builtin(__builtin_shufflevector) && PART == 4
    compat_partF_ u[16]; /* quarter by quarter */
    #pragma GCC unroll 4
    for (int q = 0; q < 4; q++) {
        const compat_partF_ *const from = s + q / 2 * 8 + q % 2;
        compat_partF_ *const to = u + q % 2 * 8 + q / 2, t[4];
        t[0] = __builtin_shufflevector(from[0], from[2], 0, 4, 2, 6);
        t[1] = __builtin_shufflevector(from[0], from[2], 1, 5, 3, 7);
        t[2] = __builtin_shufflevector(from[4], from[6], 0, 4, 2, 6);
        t[3] = __builtin_shufflevector(from[4], from[6], 1, 5, 3, 7);
        to[0] = __builtin_shufflevector(t[0], t[2], 0, 1, 4, 5);
        to[2] = __builtin_shufflevector(t[1], t[3], 0, 1, 4, 5);
        to[4] = __builtin_shufflevector(t[0], t[2], 2, 3, 6, 7);
        to[6] = __builtin_shufflevector(t[1], t[3], 2, 3, 6, 7);
    }
    #pragma GCC unroll 16
    for (int i = 0; i < 16; i++) s[i] = u[i];
#else
    T_ *const x = (T_ *)s;
    #pragma GCC unroll 8
    for (int r = 0; r < 8; r++)
        for (int c = 0; c < r; c++) {
            const T_ one = x[8 * r + c];
            x[8 * r + c] = x[8 * c + r];
            x[8 * c + r] = one;
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
