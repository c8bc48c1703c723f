#include <stdint.h>
#include <stddef.h>
typedef void *(*alloc_t)(void *context, int number, const int64_t *lengths);
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(COMPAT_VECTOR_MATHS)
#define VECTOR __attribute__((const, simd("notinbranch")))
#else
#define VECTOR __attribute__((const))
#endif
double exp(double) VECTOR;
double log1p(double) VECTOR;
double fabs(double) __attribute__((const));
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
    for (int64_t k = 0; k < n1; k++) out1[k] = 0.0;
    for (int64_t i0 = 0; i0 < n3; i0++) {
        double a0 = 0.0;
        #pragma omp simd reduction(+:a0)
        for (int64_t i1 = 0; i1 < n1; i1++) {
            a0 += in0[i0 * n1 + i1] * in2[i1];
        }
        const double v0 = a0;
        const double v1 = in1[i0] * v0;
        const double v2 = (v0 > 0 ? v0 : 0) + log1p(exp(-fabs(v0)));
        const double v3 = v1 - v2;
        a4 += v3;
        const double v5 = (v0 >= 0 ? 1 : exp(-fabs(v0))) / (1 + exp(-fabs(v0)));
        const double v6 = in1[i0] - v5;
        #pragma omp simd
        for (int64_t i1 = 0; i1 < n1; i1++) {
            out1[i1] += in0[i0 * n1 + i1] * v6;
        }
    }
    out0[0] = a4;
    return 0;
}
