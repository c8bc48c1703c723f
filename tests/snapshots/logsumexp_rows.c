#include <stdint.h>
#include <stddef.h>
typedef void *(*alloc_t)(void *context, int number, const int64_t *lengths);
#pragma omp declare reduction(largest : double, float : omp_out = omp_in > omp_out ? omp_in : omp_out) initializer(omp_priv = -__builtin_inf())
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(COMPAT_VECTOR_MATHS)
#define VECTOR __attribute__((const, simd("notinbranch")))
#else
#define VECTOR __attribute__((const))
#endif
double exp(double) VECTOR;
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
    int64_t n1;
    const double *in0;
    double *out0;
};
static int run_cut0(void *given, int64_t number)
{
    struct run_cut0_values *const values = given;
    const int64_t n0 = values->n0;
    const int64_t n1 = values->n1;
    const double *const restrict in0 = values->in0;
    double *const restrict out0 = values->out0;
    const struct part part = part_of(n0, values->parts, number, 16);
    _Alignas(64) double w0[16];
    _Alignas(64) double w3[16];
    for (int64_t h0 = part.first; h0 < part.end; h0 += 16) {
        const int64_t e0 = part.end - h0 < 16 ? part.end : h0 + 16;
        for (int64_t i0 = h0; i0 < e0; i0++) {
            double a0 = (-__builtin_inf());
            int64_t nan0 = 0;
            const int64_t whole_1 = n1 >= 8 ? n1 & ~7 : n1;
            #pragma omp simd reduction(largest:a0) reduction(|:nan0)
            for (int64_t i1 = 0; i1 < whole_1; i1++) {
                const double x0 = in0[i0 * n1 + i1];
                a0 = x0 > a0 ? x0 : a0;
                nan0 |= x0 != x0;
            }
            if (whole_1 < n1) { /* the rest: as a vector that overlaps the one before */
                #pragma omp simd reduction(largest:a0) reduction(|:nan0)
                for (int64_t m1 = 0; m1 < 8; m1++) {
                    const int64_t i1 = n1 - 8 + m1;
                    const double x0 = in0[i0 * n1 + i1];
                    a0 = x0 > a0 ? x0 : a0;
                    nan0 |= x0 != x0;
                }
            }
            const double v0 = nan0 ? __builtin_nan("") : a0;
            w0[i0 - h0] = v0;
        }
        for (int64_t i0 = h0; i0 < e0; i0++) {
            double a3 = 0.0;
            const int64_t whole_2 = n1 >= 8 ? n1 & ~7 : n1;
            #pragma omp simd reduction(+:a3)
            for (int64_t i1 = 0; i1 < whole_2; i1++) {
                const double v1 = in0[i0 * n1 + i1] - w0[i0 - h0];
                const double v2 = exp(v1);
                a3 += v2;
            }
            if (whole_2 < n1) { /* the rest: as a vector that overlaps the one before */
                #pragma omp simd reduction(+:a3)
                for (int64_t m1 = 0; m1 < 8; m1++) {
                    const int64_t i1 = n1 - 8 + m1;
                    const double v1 = in0[i0 * n1 + i1] - w0[i0 - h0];
                    const double v2 = exp(v1);
                    a3 += i1 >= whole_2 ? v2 : 0.0;
                }
            }
            const double v3 = a3;
            w3[i0 - h0] = v3;
        }
        #pragma omp simd
        for (int64_t i0 = h0; i0 < e0; i0++) {
            const double v4 = log(w3[i0 - h0]);
            out0[i0] = v4 + w0[i0 - h0];
        }
    }
    return 0;
}
/* in0: float64[n0, n1]
   out0: float64[n0] */
int run(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context)
{
    const double *restrict in0 = in[0];
    const int64_t *in0_n = lengths[0];
    const int64_t n0 = in0_n[0];
    const int64_t n1 = in0_n[1];
    if (!(n1 > 0)) return 1;
    double *restrict out0 = alloc(context, 0, (const int64_t[]){n0});
    if (!out0) return -1;
    /* for i0 < n0, i1 < n1:
         v0 = max over i1 < n1: in0[i0, i1]
         v3 = sum over i1 < n1: exp(in0[i0, i1] - v0)
         out0[i0] = log(v3) + v0 */
    {
        struct run_cut0_values values;
        values.parts = parts_of(35.0 * n0 * n1 + 27.0 * n0);
        values.n0 = n0;
        values.n1 = n1;
        values.in0 = in0;
        values.out0 = out0;
        in_parts(run_cut0, &values, values.parts);
    }
    return 0;
}
