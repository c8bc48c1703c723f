#include <stdint.h>
#include <stddef.h>
typedef void *(*alloc_t)(void *context, int number, const int64_t *lengths);
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(COMPAT_VECTOR_MATHS)
#define VECTOR __attribute__((const, simd("notinbranch")))
#else
#define VECTOR __attribute__((const))
#endif
double exp(double) VECTOR;
double log(double) VECTOR;
/* in0: float64[n0, n1]
   out0: float64[n0] */
int run(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context)
{
    const double *restrict in0 = in[0];
    const int64_t *in0_n = lengths[0];
    const int64_t n0 = in0_n[0];
    const int64_t n1 = in0_n[1];
    double *restrict out0 = alloc(context, 0, (const int64_t[]){n0});
    if (!out0) return -1;
    int bad = 0;
    /* for i0 < n0, i1 < n1:
         v0 = max over i1 < n1: in0[i0, i1]
         v3 = sum over i1 < n1: exp(in0[i0, i1] - v0)
         out0[i0] = log(v3) + v0 */
    for (int64_t i0 = 0; i0 < n0; i0++) {
        bad |= n1 == 0;
        double a0 = (-__builtin_inf());
        int nan0 = 0;
        #pragma omp simd reduction(max:a0) reduction(|:nan0)
        for (int64_t i1 = 0; i1 < n1; i1++) {
            const double x0 = in0[i0 * n1 + i1];
            a0 = x0 > a0 ? x0 : a0;
            nan0 |= x0 != x0;
        }
        const double v0 = nan0 ? __builtin_nan("") : a0;
        double a3 = 0.0;
        #pragma omp simd reduction(+:a3)
        for (int64_t i1 = 0; i1 < n1; i1++) {
            const double v1 = in0[i0 * n1 + i1] - v0;
            const double v2 = exp(v1);
            a3 += v2;
        }
        const double v3 = a3;
        const double v4 = log(v3);
        out0[i0] = v4 + v0;
    }
    return bad;
}
