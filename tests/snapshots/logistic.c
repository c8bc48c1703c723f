#include <stdint.h>
#include <stddef.h>
typedef void *(*alloc_t)(void *context, int number, const int64_t *lengths);
void *malloc(size_t);
void free(void *);
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(COMPAT_VECTOR_MATHS)
#define VECTOR __attribute__((const, simd("notinbranch")))
#else
#define VECTOR __attribute__((const))
#endif
double exp(double) VECTOR;
double log1p(double) VECTOR;
double fabs(double) __attribute__((const));
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
/* The cost that counts where each part has a copy of so many elements: to add them takes time too. */
static inline double fewer(double cost, int64_t copied)
{
    const double most = 1000000.0 * cost / (16.0 * copied + 1);
    return most < cost ? most : cost;
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
    int64_t n1;
    int64_t n3;
    const double *in0;
    const double *in1;
    const double *in2;
    double *out1;
    double a4[MOST_PARTS];
    double *out1_copies;
};
static int run_cut0(void *given, int64_t number)
{
    struct run_cut0_values *const values = given;
    const int64_t n1 = values->n1;
    const int64_t n3 = values->n3;
    const double *const restrict in0 = values->in0;
    const double *const restrict in1 = values->in1;
    const double *const restrict in2 = values->in2;
    double *const restrict out1 = number ? values->out1_copies + (number - 1) * n1 : values->out1;
    const struct part part = part_of(n3, values->parts, number, 16);
    double a4 = 0.0;
    for (int64_t k = 0; k < n1; k++) out1[k] = 0.0;
    _Alignas(64) double w0[16];
    _Alignas(64) double w6[16];
    for (int64_t h0 = part.first; h0 < part.end; h0 += 16) {
        const int64_t e0 = part.end - h0 < 16 ? part.end : h0 + 16;
        for (int64_t i0 = h0; i0 < e0; i0++) {
            double a0 = 0.0;
            #pragma omp simd reduction(+:a0)
            for (int64_t i1 = 0; i1 < n1; i1++) {
                a0 += in0[i0 * n1 + i1] * in2[i1];
            }
            const double v0 = a0;
            w0[i0 - h0] = v0;
        }
        #pragma omp simd reduction(+:a4)
        for (int64_t i0 = h0; i0 < e0; i0++) {
            const double v1 = in1[i0] * w0[i0 - h0];
            const double v2 = (w0[i0 - h0] > 0 ? w0[i0 - h0] : 0) + log1p(exp(-fabs(w0[i0 - h0])));
            const double v3 = v1 - v2;
            a4 += v3;
            const double v5 = (w0[i0 - h0] >= 0 ? 1 : exp(-fabs(w0[i0 - h0]))) / (1 + exp(-fabs(w0[i0 - h0])));
            const double v6 = in1[i0] - v5;
            w6[i0 - h0] = v6;
        }
        for (int64_t i0 = h0; i0 < e0; i0++) {
            #pragma omp simd
            for (int64_t i1 = 0; i1 < n1; i1++) {
                out1[i1] += in0[i0 * n1 + i1] * w6[i0 - h0];
            }
        }
    }
    values->a4[number] = a4;
    return 0;
}
/* in0: float64[n3, n1]; in1: float64[n3]; in2: float64[n1]
   out0: float64[]; out1: float64[n1] */
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
    const int64_t n2 = in2_n[0];
    if (n1 != n2) return 1;
    const int64_t n3 = in1_n[0];
    if (n3 != n0) return 1;
    double *restrict out0 = alloc(context, 0, (const int64_t[]){0});
    if (!out0) return -1;
    double *restrict out1 = alloc(context, 1, (const int64_t[]){n1});
    if (!out1) return -1;
    /* for i0 < n3, i1 < n1:
         v0 = sum over i1 < n1: in0[i0, i1] * in2[i1]
         out0 = sum over i0: in1[i0] * v0 - softplus(v0)
         out1[i1] = sum over i0: in0[i0, i1] * (in1[i0] - sigmoid(v0)) */
    double a4 = 0.0;
    {
        struct run_cut0_values values;
        values.parts = parts_of(fewer(8.0 * n3 * n1 + 82.0 * n3, n1));
        values.out1_copies = values.parts > 1 ? malloc((size_t)((values.parts - 1) * n1) * sizeof *out1) : 0;
        if (!values.out1_copies) values.parts = 1;
        values.n1 = n1;
        values.n3 = n3;
        values.in0 = in0;
        values.in1 = in1;
        values.in2 = in2;
        values.out1 = out1;
        in_parts(run_cut0, &values, values.parts);
        for (int64_t k = 0; k < values.parts; k++) {
            a4 += values.a4[k];
        }
        for (int64_t k = 1; k < values.parts; k++)
            for (int64_t j = 0; j < n1; j++) out1[j] += values.out1_copies[(k - 1) * n1 + j];
        free(values.out1_copies);
    }
    out0[0] = a4;
    return 0;
}
