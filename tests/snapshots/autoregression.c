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
static int (*parallel)(int (*)(void *, int64_t), void *, int64_t);
void set_pointers(void *const *table)
{
    parallel = (int (*)(int (*)(void *, int64_t), void *, int64_t))table[0];
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
   in0: float64[]; in1: float64[]; in2: float64[]; in3: float64[]; in4: float64[]
   out0: float64[] */
static int run_loop0(const int64_t steps, const void *const *in, const int64_t *const *lengths, void *const *out, alloc_t alloc, void *context)
{
    (void)in; (void)lengths; (void)alloc; (void)context;
    if (steps < 0) return 1;
    const int64_t start = 0, stop = steps;
    if (lengths[0][0] < steps) return 1;
    if (lengths[1][0] < 2) return 1;
    const double *const restrict in3 = in[2];
    const double *const restrict in4 = in[3];
    if (!steps) {
        memcpy(((double *)out[0]) + start * (1), ((const double *)in[1]), (size_t)(2 * (1)) * sizeof(double));
        return 0;
    }
    memcpy(((double *)out[0]) + start * (1), ((const double *)in[1]), (size_t)(2 * (1)) * sizeof(double));
    double w0_0 = ((const double *)in[1])[0];
    double w0_1 = ((const double *)in[1])[1];
    int64_t t = start;
    for (; t < stop; t++) {
        const double *restrict in0 = (const double *)in[0] + t;
        double *restrict out0 = ((double *)out[0]) + (2 + t) * (1);
        const double in1[1] = {w0_0};
        const double in2[1] = {w0_1};
        const double v0 = in3[0] * in2[0];
        const double v1 = in4[0] * in1[0];
        const double v2 = v0 + v1;
        out0[0] = v2 + in0[0];
        w0_0 = w0_1;
        w0_1 = out0[0];
    }
    return 0;
}
struct run_cut0_values {
    int64_t parts;
    int64_t n7;
    int64_t n8;
    double *b0;
    double a2[MOST_PARTS];
};
static int run_cut0(void *given, int64_t number)
{
    struct run_cut0_values *const values = given;
    const int64_t n7 = values->n7;
    const int64_t n8 = values->n8;
    double *const restrict b0 = values->b0;
    const struct part part = part_of(n7, values->parts, number, 8);
    double a2 = 0.0;
    #pragma omp simd reduction(+:a2)
    for (int64_t i0 = part.first; i0 < part.end; i0++) {
        const double v1 = b0[n8 + i0] * b0[n8 + i0];
        a2 += v1;
    }
    values->a2[number] = a2;
    return 0;
}
/* in0: float64[n0]; in1: float64[]; in2: float64[]; in3: float64[n1]
   out0: float64[] */
int run(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context)
{
    const double *restrict in0 = in[0];
    const int64_t *in0_n = lengths[0];
    const double *restrict in1 = in[1];
    const double *restrict in2 = in[2];
    const double *restrict in3 = in[3];
    const int64_t *in3_n = lengths[3];
    const int64_t n0 = in0_n[0];
    const int64_t n1 = in3_n[0];
    const int64_t n2 = (2 < n1 ? 2 : n1);
    if (!(n0 >= 0)) return 1;
    const int64_t n3 = (2 + n0);
    const int64_t n4 = (2 < n3 ? 2 : n3);
    const int64_t n5 = (n0 - n4);
    const int64_t n6 = (2 + n5);
    const int64_t n7 = (n6 > 0 ? n6 : 0);
    const int64_t n8 = (2 < 0 ? 0 : 2 > n3 ? n3 : 2);
    double *restrict out0 = alloc(context, 0, (const int64_t[]){0});
    if (!out0) return -1;
    const size_t s0 = PADDED(n3, double);
    const size_t arena_size = s0;
    _Alignas(64) char small[16384];
    char *const arena = arena_size <= sizeof small ? small : malloc(arena_size + 63);
    if (!arena) return -1;
    double *restrict b0 = (void *)(ALIGNED(arena));
    int bad = 0;
    /* b0 = loop(n0, in0, in3, in1, in2) */
    bad |= run_loop0(((int64_t)n0), (const void *const[]){in0, in3, in1, in2}, (const int64_t *const[]){(const int64_t[]){n0}, (const int64_t[]){n2}, (const int64_t[]){1}, (const int64_t[]){1}}, (void *const[]){b0}, alloc, context);
    /* for i0 < n7:
         out0 = sum over i0: b0[n8 + i0]^2 */
    double a2 = 0.0;
    {
        struct run_cut0_values values;
        values.parts = parts_of(8.0 * n7);
        values.n7 = n7;
        values.n8 = n8;
        values.b0 = b0;
        in_parts(run_cut0, &values, values.parts);
        for (int64_t k = 0; k < values.parts; k++) {
            a2 += values.a2[k];
        }
    }
    out0[0] = a2;
    if (arena != small) free(arena);
    return bad;
}
