#include <stdint.h>
#include <stddef.h>
typedef void *(*alloc_t)(void *context, int number, const int64_t *lengths);
void *malloc(size_t);
void free(void *);
void *memcpy(void *restrict, const void *restrict, size_t);
void *memset(void *, int, size_t);
#define PADDED(count, type) (((size_t)(count) * sizeof(type) + 63) & ~(size_t)63)
#define LANES(type) type __attribute__((vector_size(8 * sizeof(type)), may_alias))
#define ALIGNED(memory) ((char *)(((uintptr_t)(memory) + 63) & ~(uintptr_t)63))
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(COMPAT_VECTOR_MATHS)
#define VECTOR __attribute__((const, simd("notinbranch")))
#else
#define VECTOR __attribute__((const))
#endif
double exp(double) VECTOR;
double log(double) VECTOR;
double sqrt(double) __attribute__((const));
static void (*dpotrf)(const char *, const int *, double *, const int *, int *);
static void (*dtrsm)(const char *, const char *, const char *, const char *, const int *, const int *, const double *, const double *, const int *, double *, const int *);
static void (*dtrsv)(const char *, const char *, const char *, const int *, const double *, const int *, double *, const int *);
static int (*openblas_threads)(int);
static int (*parallel)(int (*)(void *, int64_t), void *, int64_t);
void set_pointers(void *const *table)
{
    dpotrf = (void (*)(const char *, const int *, double *, const int *, int *))table[0];
    dtrsm = (void (*)(const char *, const char *, const char *, const char *, const int *, const int *, const double *, const double *, const int *, double *, const int *))table[1];
    dtrsv = (void (*)(const char *, const char *, const char *, const int *, const double *, const int *, double *, const int *))table[2];
    openblas_threads = (int (*)(int))table[3];
    parallel = (int (*)(int (*)(void *, int64_t), void *, int64_t))table[4];
}
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
#ifndef COMPAT_BLOCKS
#define COMPAT_BLOCKS
void *malloc(size_t);
void free(void *);
void *memset(void *, int, size_t);
void *memcpy(void *restrict, const void *restrict, size_t);
/* s -= x y, block beside block. x: eight rows, `across` from one to the next, of `count` numbers, `along` from one to
   the next; y: `count` rows, `down` from one to the next, of `columns` numbers, 8 or 16 */
FUSED static void compat_take_product(LANES(double) *s, const double *x, long across, long along, const double *y, long down,
                                        long count, const int columns)
{
    typedef double part __attribute__((vector_size(PART * sizeof(double)), may_alias)); /* what one register holds */
    for (int column = 0; column < columns; column += 2 * PART)
        for (int first = 0; first < 8; first += ROWS) {
            part *const s0 = (part *)((double *)(s + column / 8 * 8 + first) + column % 8), left[ROWS], right[ROWS];
            part *const s1 = s0 + (PART == 8 ? 8 : 1); /* of block beside block, or of one block */
            const double *const rows = x + first * across, *z = y + column;
            for (int r = 0; r < ROWS; r++) left[r] = s0[8 / PART * r];
            if (column + PART < columns) {
                for (int r = 0; r < ROWS; r++) right[r] = s1[8 / PART * r];
                for (long k = 0; k < count; k++, z += down) {
                    const part v = *(const part *)z, w = *(const part *)(z + PART);
                    for (int r = 0; r < ROWS; r++) {
                        const double f = rows[r * across + k * along];
                        left[r] -= f * v;
                        right[r] -= f * w;
                    }
                }
                for (int r = 0; r < ROWS; r++) s1[8 / PART * r] = right[r];
            } else
                for (long k = 0; k < count; k++, z += down) {
                    const part v = *(const part *)z;
                    for (int r = 0; r < ROWS; r++) left[r] -= rows[r * across + k * along] * v;
                }
            for (int r = 0; r < ROWS; r++) s0[8 / PART * r] = left[r];
        }
}
/* eight rows, `down` from one to the next, of `columns` numbers, as blocks */
FUSED static inline __attribute__((always_inline)) void compat_load(LANES(double) *s, const double *from, long down,
                                                                      const int columns)
{
    for (int r = 0; r < 8; r++)
        for (int b = 0; b < columns / 8; b++) s[8 * b + r] = ((const LANES(double) *)(from + r * down))[b];
}
FUSED static inline __attribute__((always_inline)) void compat_store(const LANES(double) *s, double *to, long down,
                                                                       const int columns)
{
    for (int r = 0; r < 8; r++)
        for (int b = 0; b < columns / 8; b++) ((LANES(double) *)(to + r * down))[b] = s[8 * b + r];
}
/* the transpose of a block, in its place */
FUSED static inline __attribute__((always_inline)) void compat_turn(LANES(double) *s)
{
#if __has_builtin(__builtin_shufflevector)
    LANES(double) t[8], u[8];
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
            const double x = s[r][c];
            s[r][c] = s[c][r];
            s[c][r] = x;
        }
#endif
}
/* the lower triangle of a (n, n) in rows of `wide`, an identity behind it; turned: of its transpose. Above the blocks
   on the diagonal nothing is written. */
static void compat_padded(int n, long wide, const double *a, int turned, double *to)
{
    for (long i = 0; i < wide; i++) {
        const long own = i >= n || turned ? 0 : i + 1;
        if (own) memcpy(to + i * wide, a + i * n, (size_t)own * sizeof(double));
        memset(to + i * wide + own, 0, (size_t)(i / 8 * 8 + 8 - own) * sizeof(double));
        if (i >= n) to[i * wide + i] = 1;
    }
    for (int j = 0; turned && j < n; j++)
        for (int i = j; i < n; i++) to[i * wide + j] = a[(long)j * n + i];
}
#endif

double sqrt(double);
/* the upper factor of a block s, in its place, and one over its diagonal; 1 where it is not positive definite. Below
   the diagonal stand numbers that nobody reads. */
FUSED static inline __attribute__((always_inline)) int compat_factor_block(LANES(double) *s, double *overs)
{
    #pragma GCC unroll 8
    for (int j = 0; j < 8; j++) {
        const double d = s[j][j];
        if (!(d > 0 && d < __builtin_inff())) return 1;
        const double root = sqrt(d);
        overs[j] = 1 / root;
        s[j] *= overs[j];
        s[j][j] = root;
        #pragma GCC unroll 8
        for (int i = j + 1; i < 8; i++) s[i] -= s[j][i] * s[j];
    }
    return 0;
}
/* blocks (p, i) of the upper factor u, in rows of `wide`, from those of l */
FUSED static inline __attribute__((always_inline)) void compat_factor_rows(double *l, double *u, long wide, long p, long i,
                                                                             const double *overs, const int columns)
{
    LANES(double) s[16];
    for (int b = 0; b < columns; b += 8) {
        compat_load(s + b, l + (i + b) * wide + p, wide, 8);
        compat_turn(s + b);
    }
    compat_take_product(s, u + p, 1, wide, u + i, wide, p, columns);
    #pragma GCC unroll 8
    for (int c = 0; c < 8; c++) /* no inverse of the block on the diagonal is as exact */
        #pragma GCC unroll 2
        for (int b = 0; b < columns; b += 8) {
            s[b + c] *= overs[c];
            #pragma GCC unroll 8
            for (int k = c + 1; k < 8; k++) s[b + k] -= u[(p + c) * wide + p + k] * s[b + c];
        }
    compat_store(s, u + p * wide + i, wide, columns);
    for (int b = 0; b < columns; b += 8) {
        compat_turn(s + b);
        compat_store(s + b, l + (i + b) * wide + p, wide, 8);
    }
}
FUSED static int compat_cholesky_in_blocks(int n, const double *a, double *out, int lower)
{
    const long wide = (n + 7) / 8 * 8;
    void *const room = malloc((size_t)(2 * wide * wide) * sizeof(double) + 63);
    if (!room) return 1;
    double *const l = (double *)ALIGNED(room), *const u = l + wide * wide; /* the factor and its transpose */
    compat_padded(n, wide, a, !lower, l);
    for (long p = 0; p < wide; p += 8) {
        LANES(double) s[8];
        double overs[8];
        compat_load(s, l + p * wide + p, wide, 8);
        compat_turn(s);
        compat_take_product(s, u + p, 1, wide, u + p, wide, p, 8);
        if (compat_factor_block(s, overs)) {
            free(room);
            return 1;
        }
        compat_store(s, u + p * wide + p, wide, 8);
        compat_turn(s);
        compat_store(s, l + p * wide + p, wide, 8);
        long i = p + 8;
        for (; i + WIDTH <= wide; i += WIDTH) compat_factor_rows(l, u, wide, p, i, overs, WIDTH);
        for (; i < wide; i += 8) compat_factor_rows(l, u, wide, p, i, overs, 8);
    }
    for (int i = 0; i < n; i++) {
        const int first = lower ? 0 : i, own = lower ? i + 1 : n - i;
        double *const row = out + (long)i * n;
        memcpy(row + first, (lower ? l : u) + i * wide + first, (size_t)own * sizeof(double));
        memset(row + (lower ? own : 0), 0, (size_t)(n - own) * sizeof(double));
    }
    free(room);
    return 0;
}
static int compat_cholesky(int n, const double *a, double *out, int lower)
{
    const int step = lower ? 1 : n, row = lower ? n : 1; /* element (i, j) of the lower factor: i * row + j * step */
    if (n > 200) {
        int info = 0;
        const int threads = openblas_threads && n > 24 && n < 460 ? openblas_threads(1) : 1;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) out[i * row + j * step] = j <= i ? a[i * row + j * step] : 0;
        dpotrf(lower ? "U" : "L", &n, out, &n, &info);
        if (threads > 1) openblas_threads(threads);
        for (int i = 0; i < n; i++) info |= !(out[i * n + i] < __builtin_inff());
        return info != 0;
    }
    if (n > 12) return compat_cholesky_in_blocks(n, a, out, lower);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            if (j > i) {
                out[i * row + j * step] = 0;
                continue;
            }
            double s = a[i * row + j * step];
            for (int k = 0; k < j; k++) s -= out[i * row + k * step] * out[j * row + k * step];
            if (i != j)
                out[i * row + j * step] = s / out[j * row + j * step];
            else if (s > 0 && s < __builtin_inff())
                out[i * row + i * step] = sqrt(s);
            else
                return 1;
        }
    return 0;
}
static int compat_triangular_large(int n, int k, const double *a, const double *b, double *x, int lower, int turned)
{
    const double one = 1;
    const int next = 1, threads = openblas_threads && n > 24 && n < 460 ? openblas_threads(1) : 1;
    for (int i = 0; i < n * k; i++) x[i] = b[i];
    if (k == 1)
        dtrsv(lower != turned ? "U" : "L", turned ? "N" : "T", "N", &n, a, &n, x, &next);
    else if (k > 0)
        dtrsm("R", lower != turned ? "U" : "L", turned ? "T" : "N", "N", &k, &n, &one, a, &n, x, &k);
    if (threads > 1) openblas_threads(threads);
    return 0;
}
/* in place of a call where the sizes are known: a few rows are solved in less time than a call takes to see them */
static inline __attribute__((always_inline)) int compat_triangular(int n, int k, const double *a, const double *b, double *x,
                                                                     int lower, int turned)
{
    const int row = turned ? 1 : n, step = turned ? n : 1;
    for (int i = 0; i < n; i++)
        if (a[i * n + i] == 0) return 1;
    if (n > 12) return compat_triangular_large(n, k, a, b, x, lower, turned);
    if (__builtin_constant_p(n) && n <= 4) { /* column by column: what was found is still in registers */
        double over[4];
        for (int i = 0; i < n; i++) over[i] = 1 / a[i * n + i];
        #pragma omp simd
        for (int c = 0; c < k; c++) {
            double found[4];
            #pragma GCC unroll 4
            for (int p = 0; p < n; p++) {
                const int i = lower ? p : n - 1 - p;
                double rest = b[i * k + c];
                #pragma GCC unroll 4
                for (int q = 0; q < p; q++) rest -= a[i * row + (lower ? q : n - 1 - q) * step] * found[q];
                x[i * k + c] = found[p] = rest * over[i];
            }
        }
        return 0;
    }
    for (int p = 0; p < n; p++) {
        const int i = lower ? p : n - 1 - p;
        const double over = 1 / a[i * n + i];
        for (int c = 0; c < k; c++) x[i * k + c] = b[i * k + c];
        for (int q = 0; q < p; q++) {
            const int j = lower ? q : n - 1 - q;
            const double factor = a[i * row + j * step];
            for (int c = 0; c < k; c++) x[i * k + c] -= factor * x[j * k + c];
        }
        for (int c = 0; c < k; c++) x[i * k + c] *= over;
    }
    return 0;
}
enum { MOST_PARTS = 32 };
struct part {
    int64_t first, end;
};
/* One of `parts` parts of a loop over `length` points, of whole `step`s but for the last. */
static inline struct part part_of(int64_t length, int64_t parts, int64_t number, int64_t step)
{
    const int64_t size = ((length + parts - 1) / parts + step - 1) / step * step;
    const int64_t first = number * size < length ? number * size : length;
    return (struct part){first, first + size < length ? first + size : length};
}
/* How many parts are worth it for a loop of that cost. */
static inline int64_t parts_of(double cost)
{
    return cost < 3 * 1000000.0 ? 1 : cost < MOST_PARTS * 1000000.0 ? (int64_t)(cost / 1000000.0) : MOST_PARTS;
}
static int in_parts(int (*task)(void *, int64_t), void *given, int64_t parts)
{
    if (parts > 1 && parallel) return parallel(task, given, parts);
    int status = 0;
    for (int64_t part = 0; part < parts; part++) status |= task(given, part);
    return status;
}
struct run_cut0_values {
    int64_t parts;
    int64_t n0;
    double *b1;
    const double *in0;
    double v0;
};
static int run_cut0(void *given, int64_t number)
{
    struct run_cut0_values *const values = given;
    const int64_t n0 = values->n0;
    double *const restrict b1 = values->b1;
    const double *const restrict in0 = values->in0;
    const double v0 = values->v0;
    const struct part part = part_of(n0, values->parts, number, 8);
    #pragma omp simd
    for (int64_t i0 = part.first; i0 < part.end; i0++) {
        b1[i0] = v0 * in0[i0];
    }
    return 0;
}
struct run_cut1_values {
    int64_t parts;
    int64_t n0;
    double *b1;
    double *b9;
    const double *in0;
};
static int run_cut1(void *given, int64_t number)
{
    struct run_cut1_values *const values = given;
    const int64_t n0 = values->n0;
    double *const restrict b1 = values->b1;
    double *const restrict b9 = values->b9;
    const double *const restrict in0 = values->in0;
    const struct part part = part_of(n0, values->parts, number, 1);
    for (int64_t i0 = part.first; i0 < part.end; i0++) {
        #pragma omp simd
        for (int64_t i1 = 0; i1 < n0; i1++) {
            const double v2 = b1[i0] - b1[i1];
            const double v3 = v2 * v2;
            const double v4 = (-0.5) * v3;
            const double v5 = exp(v4);
            const double v6 = in0[i0] - in0[i1];
            const _Bool v7 = v6 == 0.0;
            const double v8 = 0.1 * (v7 ? 1.0 : 0.0);
            b9[i0 * n0 + i1] = v5 + v8;
        }
    }
    return 0;
}
struct run_cut2_values {
    int64_t parts;
    int64_t n0;
    double *b10;
    double *b11;
    double a13[MOST_PARTS];
    double a16[MOST_PARTS];
};
static int run_cut2(void *given, int64_t number)
{
    struct run_cut2_values *const values = given;
    const int64_t n0 = values->n0;
    double *const restrict b10 = values->b10;
    double *const restrict b11 = values->b11;
    const struct part part = part_of(n0, values->parts, number, 8);
    double a13 = 0.0;
    double a16 = 0.0;
    #pragma omp simd reduction(+:a13, a16)
    for (int64_t i0 = part.first; i0 < part.end; i0++) {
        const double v12 = b11[i0] * b11[i0];
        a13 += v12;
        const double v15 = log(b10[i0 * n0 + i0]);
        a16 += v15;
    }
    values->a13[number] = a13;
    values->a16[number] = a16;
    return 0;
}
/* in0: float64[n0]; in1: float64[n0]; in2: float64[]
   out0: float64[] */
int run(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context)
{
    const double *restrict in0 = in[0];
    const int64_t *in0_n = lengths[0];
    const double *restrict in1 = in[1];
    const int64_t *in1_n = lengths[1];
    const double *restrict in2 = in[2];
    const int64_t n0 = in0_n[0];
    const int64_t n1 = in1_n[0];
    if (n0 != n1) return 1;
    double *restrict out0 = alloc(context, 0, (const int64_t[]){0});
    if (!out0) return -1;
    const size_t s1 = PADDED(n0, double);
    const size_t s9 = PADDED(n0 * n0, double);
    const size_t s10 = PADDED(n0 * n0, double);
    const size_t s11 = PADDED(n0, double);
    const size_t arena_size = s1 + s9 + s10 + s11;
    _Alignas(64) char small[16384];
    char *const arena = arena_size <= sizeof small ? small : malloc(arena_size + 63);
    if (!arena) return -1;
    double *restrict b1 = (void *)(ALIGNED(arena));
    double *restrict b9 = (void *)((char *)b1 + s1);
    double *restrict b10 = (void *)((char *)b9 + s9);
    double *restrict b11 = (void *)((char *)b10 + s10);
    int bad = 0;
    const double v0 = 1 / in2[0];
    /* for i0 < n0:
         b1[i0] = v0 * in0[i0] */
    {
        struct run_cut0_values values;
        values.parts = parts_of(4.0 * n0);
        values.n0 = n0;
        values.b1 = b1;
        values.in0 = in0;
        values.v0 = v0;
        in_parts(run_cut0, &values, values.parts);
    }
    /* for i0 < n0, i1 < n0:
         b9[i0, i1] = exp(-0.5 * (b1[i0] - b1[i1])^2) + 0.1 * (in0[i0] - in0[i1] == 0) */
    {
        struct run_cut1_values values;
        values.parts = parts_of(51.0 * n0 * n0);
        values.n0 = n0;
        values.b1 = b1;
        values.b9 = b9;
        values.in0 = in0;
        in_parts(run_cut1, &values, values.parts);
    }
    /* b10 = Cholesky(b9) */
    bad |= compat_cholesky((int)n0, b9, b10, 1) ? 2 : 0;
    /* b11 = Solve{lower_triangular}(b10, in1) */
    bad |= compat_triangular((int)n0, 1, b10, in1, b11, 1, 0) ? 2 : 0;
    /* for i0 < n0:
         v13 = sum over i0: b11[i0]^2
         v16 = sum over i0: log(b10[i0, i0]) */
    double a13 = 0.0;
    double a16 = 0.0;
    {
        struct run_cut2_values values;
        values.parts = parts_of(35.0 * n0);
        values.n0 = n0;
        values.b10 = b10;
        values.b11 = b11;
        in_parts(run_cut2, &values, values.parts);
        for (int64_t k = 0; k < values.parts; k++) {
            a13 += values.a13[k];
            a16 += values.a16[k];
        }
    }
    const double v13 = a13;
    const double v16 = a16;
    const double v14 = (-0.5) * v13;
    out0[0] = v14 - v16;
    if (arena != small) free(arena);
    return bad;
}
