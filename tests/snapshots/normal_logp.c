#include <stdint.h>
#include <stddef.h>
typedef void *(*alloc_t)(void *context, int number, const int64_t *lengths);
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(COMPAT_VECTOR_MATHS)
#define VECTOR __attribute__((const, simd("notinbranch")))
#else
#define VECTOR __attribute__((const))
#endif
double log(double) VECTOR;
/* in0: float64[n0]; in1: float64[]; in2: float64[]
   out0: float64[]; out1: float64[]; out2: float64[] */
int run(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context)
{
    const double *restrict in0 = in[0];
    const int64_t *in0_n = lengths[0];
    const double *restrict in1 = in[1];
    const double *restrict in2 = in[2];
    const int64_t n0 = in0_n[0];
    double *restrict out0 = alloc(context, 0, (const int64_t[]){0});
    if (!out0) return -1;
    double *restrict out1 = alloc(context, 1, (const int64_t[]){0});
    if (!out1) return -1;
    double *restrict out2 = alloc(context, 2, (const int64_t[]){0});
    if (!out2) return -1;
    /* for i0 < n0:
         v2 = in0[i0] - in1
         v4 = sum over i0: v2^2
         v11 = sum over i0: v2 */
    double a4 = 0.0;
    double a11 = 0.0;
    #pragma omp simd reduction(+:a4, a11)
    for (int64_t i0 = 0; i0 < n0; i0++) {
        const double v2 = in0[i0] - in1[0];
        const double v3 = v2 * v2;
        a4 += v3;
        a11 += v2;
    }
    const double v4 = a4;
    const double v11 = a11;
    const double v0 = 1 / in2[0];
    const double v1 = v0 * v0;
    const double v5 = v1 * v4;
    const double v6 = (-0.5) * v5;
    const double v7 = ((int64_t)n0);
    const double v8 = log(in2[0]);
    const double v9 = v7 * v8;
    out0[0] = v6 - v9;
    out1[0] = v1 * v11;
    const double v13 = v1 / in2[0];
    const double v14 = v13 * v4;
    const double v15 = v7 / in2[0];
    out2[0] = v14 - v15;
    return 0;
}
