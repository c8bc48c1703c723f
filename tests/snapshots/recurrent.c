#include <stdint.h>
#include <stddef.h>
typedef void *(*alloc_t)(void *context, int number, const int64_t *lengths);
void *malloc(size_t);
void free(void *);
void *memcpy(void *restrict, const void *restrict, size_t);
void *memset(void *, int, size_t);
#define PADDED(count, type) (((size_t)(count) * sizeof(type) + 63) & ~(size_t)63)
#define ALIGNED(memory) ((char *)(((uintptr_t)(memory) + 63) & ~(uintptr_t)63))
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(COMPAT_VECTOR_MATHS)
#define VECTOR __attribute__((const, simd("notinbranch")))
#else
#define VECTOR __attribute__((const))
#endif
double tanh(double) VECTOR;
static void (*dgemm)(const char *, const char *, const int *, const int *, const int *, const double *, const double *, const int *, const double *, const int *, const double *, double *, const int *);
static int (*openblas_threads)(int);
void set_pointers(void *const *table)
{
    dgemm = (void (*)(const char *, const char *, const int *, const int *, const int *, const double *, const double *, const int *, const double *, const int *, const double *, double *, const int *))table[0];
    openblas_threads = (int (*)(int))table[1];
}
/* A loop. At each step:
   in0: float64[n4, n1]; in1: float64[n4, n1]; in2: float64[n1, n1]
   out0: float64[n4, n1] */
static int run_loop0(const int64_t steps, const void *const *in, const int64_t *const *lengths, void *const *out, alloc_t alloc, void *context)
{
    (void)in; (void)lengths; (void)alloc; (void)context;
    if (steps < 0) return 1;
    const int64_t start = 0, stop = steps;
    if (lengths[0][0] < steps) return 1;
    if (lengths[1][0] < 1) return 1;
    const int64_t *const in0_n = lengths[0] + 1;
    const int64_t *const in1_n = lengths[1] + 1;
    const int64_t *const in2_n = lengths[2];
    const double *const restrict in2 = in[2];
    if (!steps) {
        memcpy(((double *)out[0]) + start * (lengths[1][1] * lengths[1][2]), ((const double *)in[1]), (size_t)(1 * (lengths[1][1] * lengths[1][2])) * sizeof(double));
        return 0;
    }
    const int64_t n0 = in1_n[0];
    const int64_t n1 = in1_n[1];
    const int64_t n2 = in2_n[0];
    const int64_t n3 = in2_n[1];
    const int64_t n4 = in0_n[0];
    const int64_t n5 = in0_n[1];
    if (n5 != n3) return 1;
    if (n4 != n0) return 1;
    if (n1 != n2) return 1;
    if (n1 != n5) return 1;
    const size_t s0 = PADDED(n4 * n1, double);
    const size_t total = s0;
    _Alignas(64) char small[16384];
    char *const arena = total <= sizeof small ? small : malloc(total + 63);
    if (!arena) return -1;
    double *restrict b0 = (void *)(ALIGNED(arena));
    memcpy(((double *)out[0]) + start * (lengths[1][1] * lengths[1][2]), ((const double *)in[1]), (size_t)(1 * (lengths[1][1] * lengths[1][2])) * sizeof(double));
    int64_t t = start;
    for (; t < stop; t++) {
        const double *restrict in0 = (const double *)in[0] + t * (n4 * n1);
        double *restrict out0 = ((double *)out[0]) + (1 + t) * (n4 * n1);
        const double *restrict in1 = ((double *)out[0]) + (0 + t) * (n4 * n1);
        /* b0 = dot(in1, in2) */
        {
            const int m = n4, k = n1, n = n1, ldx = n1 > 0 ? n1 : 1, ldy = n1 > 0 ? n1 : 1, ldo = n > 0 ? n : 1;
            const double one = 1, zero = 0;
            const int threads = openblas_threads && (double)m * n * k > 2e5 && (double)m * n * k < 1e8 ? openblas_threads(1) : 1;
            if (m > 0 && n > 0 && k > 0) dgemm("N", "N", &n, &m, &k, &one, in2, &ldy, in1, &ldx, &zero, b0, &ldo);
            else memset(b0, 0, (size_t)m * (size_t)n * sizeof *b0);
            if (threads > 1) openblas_threads(threads);
        }
        /* for i0 < n4, i1 < n1:
             out0[i0, i1] = tanh(in0[i0, i1] + b0[i0, i1]) */
        for (int64_t i0 = 0; i0 < n4; i0++) {
            #pragma omp simd
            for (int64_t i1 = 0; i1 < n1; i1++) {
                const double v1 = in0[i0 * n1 + i1] + b0[i0 * n1 + i1];
                out0[i0 * n1 + i1] = tanh(v1);
            }
        }
    }
    if (arena != small) free(arena);
    return 0;
}
/* A loop. At each step:
   in0: float64[n2, n3]; in1: float64[n2, n3]; in2: float64[n3, n3]
   out0: float64[n2, n3]; out1: float64[n2, n3] */
static int run_loop1(const int64_t steps, const void *const *in, const int64_t *const *lengths, void *const *out, alloc_t alloc, void *context)
{
    (void)in; (void)lengths; (void)alloc; (void)context;
    if (steps < 0) return 1;
    const int64_t start = 0, stop = steps;
    if (lengths[0][0] < steps) return 1;
    const int64_t *const in0_n = lengths[0] + 1;
    const int64_t *const in1_n = lengths[1];
    const int64_t *const in2_n = lengths[2];
    const double *const restrict in2 = in[2];
    if (!steps) {
        memcpy(out[1], in[1], (size_t)(lengths[1][0] * lengths[1][1]) * sizeof(double));
        return 0;
    }
    const int64_t n0 = in0_n[0];
    const int64_t n1 = in0_n[1];
    const int64_t n2 = in1_n[0];
    const int64_t n3 = in1_n[1];
    if (n3 != n1) return 1;
    if (n2 != n0) return 1;
    const int64_t n4 = in2_n[0];
    const int64_t n5 = in2_n[1];
    if (n3 != n5) return 1;
    if (n3 != n4) return 1;
    const double *q0 = ((const double *)in[1]);
    double *q0_next = out[1];
    double *const q0_room = malloc((size_t)(n2 * n3) * sizeof(double) + 64);
    if (!q0_room) return -1;
    double *q0_free = q0_room;
    int64_t t = start;
    for (; t < stop; t++) {
        const double *restrict in0 = (const double *)in[0] - t * (n2 * n3);
        double *restrict out0 = (double *)out[0] + t * (n2 * n3);
        const double *restrict in1 = q0;
        double *restrict out1 = q0_next;
        /* for i0 < n2, i1 < n3:
             out0[i0, i1] = in1[i0, i1] * (1 - in0[i0, i1]^2) */
        for (int64_t i0 = 0; i0 < n2; i0++) {
            #pragma omp simd
            for (int64_t i1 = 0; i1 < n3; i1++) {
                const double v0 = in0[i0 * n3 + i1] * in0[i0 * n3 + i1];
                const double v1 = 1.0 - v0;
                out0[i0 * n3 + i1] = in1[i0 * n3 + i1] * v1;
            }
        }
        /* out1 = dot(out0, in2.T) */
        {
            const int m = n2, k = n3, n = n3, ldx = n3 > 0 ? n3 : 1, ldy = n3 > 0 ? n3 : 1, ldo = n > 0 ? n : 1;
            const double one = 1, zero = 0;
            const int threads = openblas_threads && (double)m * n * k > 2e5 && (double)m * n * k < 1e8 ? openblas_threads(1) : 1;
            if (m > 0 && n > 0 && k > 0) dgemm("T", "N", &n, &m, &k, &one, in2, &ldy, out0, &ldx, &zero, out1, &ldo);
            else memset(out1, 0, (size_t)m * (size_t)n * sizeof *out1);
            if (threads > 1) openblas_threads(threads);
        }
        { double *const used = q0_next; q0_next = q0_free; q0_free = used; q0 = used; }
    }
    if (q0 != out[1]) memcpy(out[1], q0, (size_t)(n2 * n3) * sizeof(double));
    free(q0_room);
    return 0;
}
/* in0: float64[n0, n1, n2]; in1: float64[n5, n6]; in2: float64[n3, n4]
   out0: float64[]; out1: float64[n4, n4] */
int run(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context)
{
    const double *restrict in0 = in[0];
    const int64_t *in0_n = lengths[0];
    const double *restrict in1 = in[1];
    const int64_t *in1_n = lengths[1];
    const double *restrict in2 = in[2];
    const int64_t *in2_n = lengths[2];
    const int64_t n0 = in0_n[0];
    const int64_t n1 = in0_n[1];
    const int64_t n2 = in0_n[2];
    const int64_t n3 = in2_n[0];
    const int64_t n4 = in2_n[1];
    const int64_t n5 = in1_n[0];
    const int64_t n6 = in1_n[1];
    if (!(n0 >= 0)) return 1;
    const int64_t n7 = (1 + n0);
    const int64_t n8 = (1 < n7 ? 1 : n7);
    const int64_t n9 = (n0 - n8);
    const int64_t n10 = (1 + n9);
    const int64_t n11 = (n10 > 0 ? n10 : 0);
    if (!(0 < n11)) return 1;
    const int64_t n12 = (n0 < n7 ? n0 : n7);
    const int64_t n13 = (n12 * n3);
    if (!(n12 * n3 * n4 == n13 * n4)) return 1;
    const int64_t n14 = (n0 * n3);
    if (!(n0 * n3 * n4 == n14 * n4)) return 1;
    const int64_t n15 = (1 < 0 ? 0 : 1 > n7 ? n7 : 1);
    const int64_t n16 = (n11 - 1);
    if (n13 != n14) return 1;
    const int64_t n17 = (n0 - 1);
    double *restrict out0 = alloc(context, 0, (const int64_t[]){0});
    if (!out0) return -1;
    double *restrict out1 = alloc(context, 1, (const int64_t[]){n4, n4});
    if (!out1) return -1;
    const size_t s0 = PADDED(n7 * n3 * n4, double);
    const size_t s10 = PADDED(n3 * n4, double);
    const size_t s11 = PADDED(n0 * n3 * n4, double);
    const size_t s12 = PADDED(n3 * n4, double);
    const size_t s19 = PADDED(n0 * n3 * n4, double);
    const size_t total = s0 + s10 + s11 + s12 + s19;
    _Alignas(64) char small[16384];
    char *const arena = total <= sizeof small ? small : malloc(total + 63);
    if (!arena) return -1;
    double *restrict b0 = (void *)(ALIGNED(arena));
    double *restrict b10 = (void *)((char *)b0 + s0);
    double *restrict b11 = (void *)((char *)b10 + s10);
    double *restrict b12 = (void *)((char *)b11 + s11);
    double *restrict b19 = (void *)((char *)b12 + s12);
    int bad = 0;
    /* b0 = loop(n0, in0, in2, in1) */
    bad |= run_loop0(((int64_t)n0), (const void *const[]){in0, in2, in1}, (const int64_t *const[]){(const int64_t[]){n0, n1, n2}, (const int64_t[]){1, n3, n4}, (const int64_t[]){n5, n6}}, (void *const[]){b0}, alloc, context);
    /* for i0 < n3, i1 < n4:
         out0 = sum over i0, i1 < n4: b0[n15 + (n11 - 1), i0, i1]^2
         b10[i0, i1] = 2 * b0[n15 + (n11 - 1), i0, i1] */
    double a2 = 0.0;
    for (int64_t i0 = 0; i0 < n3; i0++) {
        #pragma omp simd reduction(+:a2)
        for (int64_t i1 = 0; i1 < n4; i1++) {
            const double v1 = b0[((n15 + (n11 - 1)) * n3 + i0) * n4 + i1] * b0[((n15 + (n11 - 1)) * n3 + i0) * n4 + i1];
            a2 += v1;
            b10[i0 * n4 + i1] = 2.0 * b0[((n15 + (n11 - 1)) * n3 + i0) * n4 + i1];
        }
    }
    out0[0] = a2;
    /* b11, b12 = loop(n0, b0[::-1], b10, in1) */
    bad |= run_loop1(((int64_t)n0), (const void *const[]){(const double *)b0 + ((n15 + n16)) * n3 * n4, b10, in1}, (const int64_t *const[]){(const int64_t[]){n11, n3, n4}, (const int64_t[]){n3, n4}, (const int64_t[]){n5, n6}}, (void *const[]){b11, b12}, alloc, context);
    /* for i0 < n0, i1 < n3, i2 < n4:
         b19[i0, i1, i2] = b11[n17 + i0 * (-1), i1, i2] */
    for (int64_t i0 = 0; i0 < n0; i0++) {
        for (int64_t i1 = 0; i1 < n3; i1++) {
            #pragma omp simd
            for (int64_t i2 = 0; i2 < n4; i2++) {
                b19[(i0 * n3 + i1) * n4 + i2] = b11[((n17 + i0 * (-1)) * n3 + i1) * n4 + i2];
            }
        }
    }
    /* out1 = dot(b0.T, b19) */
    {
        const int m = n4, k = n13, n = n4, ldx = n4 > 0 ? n4 : 1, ldy = n4 > 0 ? n4 : 1, ldo = n > 0 ? n : 1;
        const double one = 1, zero = 0;
        const int threads = openblas_threads && (double)m * n * k > 2e5 && (double)m * n * k < 1e8 ? openblas_threads(1) : 1;
        if (m > 0 && n > 0 && k > 0) dgemm("N", "T", &n, &m, &k, &one, b19, &ldy, b0, &ldx, &zero, out1, &ldo);
        else memset(out1, 0, (size_t)m * (size_t)n * sizeof *out1);
        if (threads > 1) openblas_threads(threads);
    }
    if (arena != small) free(arena);
    return bad;
}
