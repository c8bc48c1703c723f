#include <stdint.h>
#include <stddef.h>
typedef void *(*alloc_t)(void *context, int number, const int64_t *lengths);
void *malloc(size_t);
void free(void *);
void *memcpy(void *restrict, const void *restrict, size_t);
#define PADDED(count, type) (((size_t)(count) * sizeof(type) + 63) & ~(size_t)63)
#define ALIGNED(memory) ((char *)(((uintptr_t)(memory) + 63) & ~(uintptr_t)63))
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(COMPAT_VECTOR_MATHS)
#define VECTOR __attribute__((const, simd("notinbranch")))
#else
#define VECTOR __attribute__((const))
#endif
double tanh(double) VECTOR;
static int (*parallel)(int (*)(void *, int64_t), void *, int64_t);
static int (*product)(int64_t, int64_t, int64_t, const double *, int64_t, int64_t, const double *, int64_t, int64_t, double *, int);
void set_pointers(void *const *table)
{
    parallel = (int (*)(int (*)(void *, int64_t), void *, int64_t))table[0];
    product = (int (*)(int64_t, int64_t, int64_t, const double *, int64_t, int64_t, const double *, int64_t, int64_t, double *, int))table[1];
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
    const size_t arena_size = s0;
    _Alignas(64) char small[16384];
    char *const arena = arena_size <= sizeof small ? small : malloc(arena_size + 63);
    if (!arena) return -1;
    double *restrict b0 = (void *)(ALIGNED(arena));
    int bad = 0;
    memcpy(((double *)out[0]) + start * (lengths[1][1] * lengths[1][2]), ((const double *)in[1]), (size_t)(1 * (lengths[1][1] * lengths[1][2])) * sizeof(double));
    int64_t t = start;
    for (; t < stop; t++) {
        const double *restrict in0 = (const double *)in[0] + t * (n4 * n1);
        double *restrict out0 = ((double *)out[0]) + (1 + t) * (n4 * n1);
        const double *restrict in1 = ((double *)out[0]) + (0 + t) * (n4 * n1);
        /* b0 = dot(in1, in2) */
        bad |= product(n4, n1, n1, in1, n1, 1, in2, n1, 1, b0, 0);
        /* for i0 < n4, i1 < n1:
             out0[i0, i1] = tanh(in0[i0, i1] + b0[i0, i1]) */
        for (int64_t i0 = 0; i0 < n4; i0++) {
            #pragma omp simd
            for (int64_t i1 = 0; i1 < n1; i1++) {
                const double v1 = in0[i0 * n1 + i1] + b0[i0 * n1 + i1];
                out0[i0 * n1 + i1] = tanh(v1);
            }
        }
        if (bad) break;
    }
    if (arena != small) free(arena);
    return bad;
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
    int bad = 0;
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
        bad |= product(n2, n3, n3, out0, n3, 1, in2, 1, n3, out1, 0);
        { double *const used = q0_next; q0_next = q0_free; q0_free = used; q0 = used; }
        if (bad) break;
    }
    if (q0 != out[1]) memcpy(out[1], q0, (size_t)(n2 * n3) * sizeof(double));
    free(q0_room);
    return bad;
}
struct run_cut0_values {
    int64_t parts;
    int64_t n11;
    int64_t n15;
    int64_t n3;
    int64_t n4;
    double *b0;
    double *b10;
    double a2[MOST_PARTS];
};
static int run_cut0(void *given, int64_t number)
{
    struct run_cut0_values *const values = given;
    const int64_t n11 = values->n11;
    const int64_t n15 = values->n15;
    const int64_t n3 = values->n3;
    const int64_t n4 = values->n4;
    double *const restrict b0 = values->b0;
    double *const restrict b10 = values->b10;
    const struct part part = part_of(n3, values->parts, number, 1);
    double a2 = 0.0;
    for (int64_t i0 = part.first; i0 < part.end; i0++) {
        #pragma omp simd reduction(+:a2)
        for (int64_t i1 = 0; i1 < n4; i1++) {
            const double v1 = b0[((n15 + (n11 - 1)) * n3 + i0) * n4 + i1] * b0[((n15 + (n11 - 1)) * n3 + i0) * n4 + i1];
            a2 += v1;
            b10[i0 * n4 + i1] = 2.0 * b0[((n15 + (n11 - 1)) * n3 + i0) * n4 + i1];
        }
    }
    values->a2[number] = a2;
    return 0;
}
struct run_cut1_values {
    int64_t parts;
    int64_t n0;
    int64_t n17;
    int64_t n3;
    int64_t n4;
    double *b11;
    double *b19;
};
static int run_cut1(void *given, int64_t number)
{
    struct run_cut1_values *const values = given;
    const int64_t n0 = values->n0;
    const int64_t n17 = values->n17;
    const int64_t n3 = values->n3;
    const int64_t n4 = values->n4;
    double *const restrict b11 = values->b11;
    double *const restrict b19 = values->b19;
    const struct part part = part_of(n0, values->parts, number, 1);
    for (int64_t i0 = part.first; i0 < part.end; i0++) {
        for (int64_t i1 = 0; i1 < n3; i1++) {
            #pragma omp simd
            for (int64_t i2 = 0; i2 < n4; i2++) {
                b19[(i0 * n3 + i1) * n4 + i2] = b11[((n17 + i0 * (-1)) * n3 + i1) * n4 + i2];
            }
        }
    }
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
    const size_t arena_size = s0 + s10 + s11 + s12 + s19;
    _Alignas(64) char small[16384];
    char *const arena = arena_size <= sizeof small ? small : malloc(arena_size + 63);
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
    {
        struct run_cut0_values values;
        values.parts = parts_of(12.0 * n3 * n4);
        values.n11 = n11;
        values.n15 = n15;
        values.n3 = n3;
        values.n4 = n4;
        values.b0 = b0;
        values.b10 = b10;
        in_parts(run_cut0, &values, values.parts);
        for (int64_t k = 0; k < values.parts; k++) {
            a2 += values.a2[k];
        }
    }
    out0[0] = a2;
    /* b11, b12 = loop(n0, b0[::-1], b10, in1) */
    bad |= run_loop1(((int64_t)n0), (const void *const[]){(const double *)b0 + ((n15 + n16)) * n3 * n4, b10, in1}, (const int64_t *const[]){(const int64_t[]){n11, n3, n4}, (const int64_t[]){n3, n4}, (const int64_t[]){n5, n6}}, (void *const[]){b11, b12}, alloc, context);
    /* for i0 < n0, i1 < n3, i2 < n4:
         b19[i0, i1, i2] = b11[n17 + i0 * (-1), i1, i2] */
    {
        struct run_cut1_values values;
        values.parts = parts_of(4.0 * n0 * n3 * n4);
        values.n0 = n0;
        values.n17 = n17;
        values.n3 = n3;
        values.n4 = n4;
        values.b11 = b11;
        values.b19 = b19;
        in_parts(run_cut1, &values, values.parts);
    }
    /* out1 = dot(b0.T, b19) */
    bad |= product(n4, n4, n13, b0, 1, n4, b19, n4, 1, out1, 1);
    if (arena != small) free(arena);
    return bad;
}
