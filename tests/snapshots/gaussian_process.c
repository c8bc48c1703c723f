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
#ifndef COMPAdoubleBLOCKS_Odouble
#define COMPAdoubleBLOCKS_Odouble
void *malloc(size_t);
void free(void *);
void *memset(void *, int, size_t);
void *memcpy(void *restrict, const void *restrict, size_t);
/* s -= x t for eight rows of x, `count` columns: `across` and `down` from one row to the next in x and in t */
static inline void compat_take_product(LANES(double) *s, const double *x, long across, const double *t, long down, long count)
{
    LANES(double) s0 = s[0], s1 = s[1], s2 = s[2], s3 = s[3], s4 = s[4], s5 = s[5], s6 = s[6], s7 = s[7];
    for (long k = 0; k < count; k++) {
        const LANES(double) v = *(const LANES(double) *)(t + k * down);
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
static void compat_padded(int n, long wide, const double *a, int turned, double *to)
{
    memset(to, 0, (size_t)(wide * wide) * sizeof(double));
    if (turned)
        for (int j = 0; j < n; j++)
            for (int i = j; i < n; i++)
                to[i * wide + j] = a[(long)j * n + i];
    else
        for (int i = 0; i < n; i++)
            memcpy(to + i * wide, a + (long)i * n, (size_t)(i + 1) * sizeof(double));
    for (long i = n; i < wide; i++)
        to[i * wide + i] = 1;
}
#endif

double sqrt(double);
/* the lower factor of a block s of eight rows, in its place; 1 where it is not positive definite */
static int compat_factor_block(double *s)
{
    for (int j = 0; j < 8; j++) {
        const double d = s[8 * j + j];
        if (!(d > 0 && d < __builtin_inff()))
            return 1;
        const double root = sqrt(d), over = 1 / root;
        double column[8];
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
static int compat_cholesky_in_blocks(int n, const double *a, double *out, int lower)
{
    const long wide = (n + 7) / 8 * 8;
    void *const room = malloc((size_t)(2 * wide * wide) * sizeof(double) + 63);
    if (!room)
        return 1;
    double *const l = (double *)ALIGNED(room), *const turned = l + wide * wide; /* the factor and its transpose */
    compat_padded(n, wide, a, !lower, l);
    for (long p = 0; p < wide; p += 8) {
        for (long i = p; i < wide; i += 8) {
            LANES(double) s[8];
            for (int r = 0; r < 8; r++)
                s[r] = *(const LANES(double) *)(l + (i + r) * wide + p);
            compat_take_product(s, l + i * wide, wide, turned + p, wide, p);
            if (i == p && compat_factor_block((double *)s)) {
                free(room);
                return 1;
            }
            LANES(double) x[8]; /* the columns of s, solved with the block on the diagonal: no inverse is as exact */
            for (int c = 0; c < 8; c++)
                for (int r = 0; r < 8; r++)
                    x[c][r] = s[r][c];
            for (int c = 0; c < 8 && i > p; c++) {
                for (int k = 0; k < c; k++)
                    x[c] -= l[(p + c) * wide + p + k] * x[k];
                x[c] /= l[(p + c) * wide + p + c];
            }
            for (int c = 0; c < 8; c++)
                *(LANES(double) *)(turned + (p + c) * wide + i) = x[c];
            for (int r = 0; r < 8; r++)
                for (int c = 0; c < 8; c++)
                    l[(i + r) * wide + p + c] = x[c][r];
        }
    }
    memset(out, 0, (size_t)n * n * sizeof(double));
    for (int i = 0; i < n; i++)
        memcpy(out + (long)i * n + (lower ? 0 : i), lower ? l + i * wide : turned + i * wide + i,
               (size_t)(lower ? i + 1 : n - i) * sizeof(double));
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
            for (int j = 0; j < n; j++)
                out[i * row + j * step] = j <= i ? a[i * row + j * step] : 0;
        dpotrf(lower ? "U" : "L", &n, out, &n, &info);
        if (threads > 1)
            openblas_threads(threads);
        for (int i = 0; i < n; i++)
            info |= !(out[i * n + i] < __builtin_inff());
        return info != 0;
    }
    if (n > 12)
        return compat_cholesky_in_blocks(n, a, out, lower);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            if (j > i) {
                out[i * row + j * step] = 0;
                continue;
            }
            double s = a[i * row + j * step];
            for (int k = 0; k < j; k++)
                s -= out[i * row + k * step] * out[j * row + k * step];
            if (i != j)
                out[i * row + j * step] = s / out[j * row + j * step];
            else if (s > 0 && s < __builtin_inff())
                out[i * row + i * step] = sqrt(s);
            else
                return 1;
        }
    return 0;
}
static int compat_triangular(int n, int k, const double *a, const double *b, double *x, int lower, int turned)
{
    const int row = turned ? 1 : n, step = turned ? n : 1;
    for (int i = 0; i < n; i++)
        if (a[i * n + i] == 0)
            return 1;
    for (int i = 0; i < n * k; i++)
        x[i] = b[i];
    if (n > 12) {
        const double one = 1;
        const int next = 1, threads = openblas_threads && n > 24 && n < 460 ? openblas_threads(1) : 1;
        if (k == 1)
            dtrsv(lower != turned ? "U" : "L", turned ? "N" : "T", "N", &n, a, &n, x, &next);
        else if (k > 0)
            dtrsm("R", lower != turned ? "U" : "L", turned ? "T" : "N", "N", &k, &n, &one, a, &n, x, &k);
        if (threads > 1)
            openblas_threads(threads);
        return 0;
    }
    for (int p = 0; p < n; p++) {
        const int i = lower ? p : n - 1 - p;
        for (int q = 0; q < p; q++) {
            const int j = lower ? q : n - 1 - q;
            const double factor = a[i * row + j * step];
            for (int c = 0; c < k; c++)
                x[i * k + c] -= factor * x[j * k + c];
        }
        for (int c = 0; c < k; c++)
            x[i * k + c] /= a[i * n + i];
    }
    return 0;
}
enum { MOST_PARTS = 32 };
struct part { int64_t first, end; };
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
    const size_t total = s1 + s9 + s10 + s11;
    _Alignas(64) char small[16384];
    char *const arena = total <= sizeof small ? small : malloc(total + 63);
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
