#include <stdint.h>
#include <stddef.h>
typedef void *(*alloc_t)(void *context, int number, const int64_t *lengths);
void *malloc(size_t);
void free(void *);
void *memset(void *, int, size_t);
#define PADDED(count, type) (((size_t)(count) * sizeof(type) + 63) & ~(size_t)63)
#define ALIGNED(memory) ((char *)(((uintptr_t)(memory) + 63) & ~(uintptr_t)63))
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(COMPAT_VECTOR_MATHS)
#define VECTOR __attribute__((const, simd("notinbranch")))
#else
#define VECTOR __attribute__((const))
#endif
double log(double) VECTOR;
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
struct run_cut0_values {
    int64_t parts;
    int64_t n0;
    double *b15;
    double *out1;
    double v1;
};
static int run_cut0(void *given, int64_t number)
{
    struct run_cut0_values *const values = given;
    const int64_t n0 = values->n0;
    double *const restrict b15 = values->b15;
    double *const restrict out1 = values->out1;
    const double v1 = values->v1;
    const struct part part = part_of(n0, values->parts, number, 8);
    #pragma omp simd
    for (int64_t i0 = part.first; i0 < part.end; i0++) {
        out1[i0] = v1 * b15[i0];
    }
    return 0;
}
/* in0: float64[n2]; in1: float64[n2]; in2: int64[n2]; in3: float64[n0]; in4: float64[]; in5: float64[]
   out0: float64[]; out1: float64[n0]; out2: float64[]; out3: float64[] */
int run(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context)
{
    const double *restrict in0 = in[0];
    const int64_t *in0_n = lengths[0];
    const double *restrict in1 = in[1];
    const int64_t *in1_n = lengths[1];
    const int64_t *restrict in2 = in[2];
    const int64_t *in2_n = lengths[2];
    const double *restrict in3 = in[3];
    const int64_t *in3_n = lengths[3];
    const double *restrict in4 = in[4];
    const double *restrict in5 = in[5];
    const int64_t n0 = in3_n[0];
    const int64_t n1 = in2_n[0];
    if (!(n0 > 0 || n1 == 0)) return 1;
    const int64_t n2 = in0_n[0];
    if (n2 != n1) return 1;
    const int64_t n3 = in1_n[0];
    if (n2 != n3) return 1;
    if (!(n0 > 0 || n2 == 0)) return 1;
    double *restrict out0 = alloc(context, 0, (const int64_t[]){0});
    if (!out0) return -1;
    double *restrict out1 = alloc(context, 1, (const int64_t[]){n0});
    if (!out1) return -1;
    double *restrict out2 = alloc(context, 2, (const int64_t[]){0});
    if (!out2) return -1;
    double *restrict out3 = alloc(context, 3, (const int64_t[]){0});
    if (!out3) return -1;
    const size_t s15 = PADDED(n0, double);
    const size_t arena_size = s15;
    _Alignas(64) char small[16384];
    char *const arena = arena_size <= sizeof small ? small : malloc(arena_size + 63);
    if (!arena) return -1;
    double *restrict b15 = (void *)(ALIGNED(arena));
    int bad = 0;
    memset(b15, 0, (size_t)(n0) * sizeof *b15);
    /* for i0 < n2:
         v4 = in0[i0] - in3[in2[i0]] - in4 * in1[i0]
         v6 = sum over i0: v4^2
         b15[in2[i0]] += v4
         v20 = sum over i0: in1[i0] * v4 */
    double a6 = 0.0;
    double a20 = 0.0;
    _Alignas(64) double w4[128];
    for (int64_t h0 = 0; h0 < n2; h0 += 128) {
        const int64_t e0 = n2 - h0 < 128 ? n2 : h0 + 128;
        #pragma omp simd reduction(+:a6, a20) reduction(|:bad)
        for (int64_t i0 = h0; i0 < e0; i0++) {
            const int64_t k_1 = in2[i0];
            const int64_t k_2 = k_1 < 0 ? k_1 + n0 : k_1;
            bad |= (uint64_t)k_2 >= (uint64_t)n0;
            const int64_t k_3 = (uint64_t)k_2 < (uint64_t)n0 ? k_2 : 0;
            const double v2 = in0[i0] - in3[k_3];
            const double v3 = in4[0] * in1[i0];
            const double v4 = v2 - v3;
            w4[i0 - h0] = v4;
            const double v5 = v4 * v4;
            a6 += v5;
            const double v19 = in1[i0] * v4;
            a20 += v19;
        }
        for (int64_t i0 = h0; i0 < e0; i0++) {
            const int64_t k_4 = in2[i0];
            const int64_t k_5 = k_4 < 0 ? k_4 + n0 : k_4;
            bad |= (uint64_t)k_5 >= (uint64_t)n0;
            const int64_t k_6 = (uint64_t)k_5 < (uint64_t)n0 ? k_5 : 0;
            b15[k_6] += w4[i0 - h0];
        }
    }
    const double v6 = a6;
    const double v20 = a20;
    const double v0 = 1 / in5[0];
    const double v1 = v0 * v0;
    const double v7 = v1 * v6;
    const double v8 = (-0.5) * v7;
    const _Bool v9 = ((int64_t)n2) > 0;
    const double v10 = ((int64_t)n2);
    const double v11 = log(in5[0]);
    const double v12 = v10 * v11;
    const double v13 = v9 ? v12 : 0.0;
    out0[0] = v8 - v13;
    out2[0] = v1 * v20;
    const double v22 = v1 / in5[0];
    const double v23 = v22 * v6;
    const double v24 = v10 / in5[0];
    out3[0] = v23 - v24;
    /* for i0 < n0:
         out1[i0] = v1 * b15[i0] */
    {
        struct run_cut0_values values;
        values.parts = parts_of(4.0 * n0);
        values.n0 = n0;
        values.b15 = b15;
        values.out1 = out1;
        values.v1 = v1;
        in_parts(run_cut0, &values, values.parts);
    }
    if (arena != small) free(arena);
    return bad;
}
