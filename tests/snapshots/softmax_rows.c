double exp(double);
static inline __attribute__((always_inline)) double compat_exp_in_vectors(double x)
{
    const int wide = sizeof(double) == 8;
    const double low = wide ? -700 : -80, least = wide ? -800 : -112, up = wide ? 100 : 32;
    const double down = wide ? 3.720075976020836e-44 : 1.2664165549094176e-14; /* exp(-up) */
    const double held = x < least ? least : x;
    return exp(x < low ? held + up : held) * (x < low ? down : 1);
}

float expf(float);
static inline __attribute__((always_inline)) float compat_exp_in_vectorsf(float x)
{
    const int wide = sizeof(float) == 8;
    const float low = wide ? -700 : -80, least = wide ? -800 : -112, up = wide ? 100 : 32;
    const float down = wide ? 3.720075976020836e-44 : 1.2664165549094176e-14; /* exp(-up) */
    const float held = x < least ? least : x;
    return expf(x < low ? held + up : held) * (x < low ? down : 1);
}
/* in0: float64[100, 50]
   out0: float64[100, 50] */
int run(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context)
{
    (void)lengths;
    const double *restrict in0 = in[0];
    double *restrict out0 = alloc(context, 0, (const int64_t[]){100, 50});
    if (!out0) return -1;
    _Alignas(64) double b2[50];
    /* for i0 < 100, i1 < 50:
         v0 = max over i1 < 50: in0[i0, i1]
         v2 = b2[i0, i1] = exp(in0[i0, i1] - v0)
         v3 = sum over i1 < 50: v2
         out0[i0, i1] = b2[i0, i1] / v3 */
    for (int64_t i0 = 0; i0 < 100; i0++) {
        double a0 = (-__builtin_inf());
        int64_t nan0 = 0;
        #pragma omp simd reduction(largest:a0) reduction(|:nan0)
        for (int64_t i1 = 0; i1 < 50; i1++) {
            const double x0 = in0[i0 * 50 + i1];
            a0 = x0 > a0 ? x0 : a0;
            nan0 |= x0 != x0;
        }
        const double v0 = nan0 ? __builtin_nan("") : a0;
        double a3 = 0.0;
        #pragma omp simd reduction(+:a3)
        for (int64_t i1 = 0; i1 < 50; i1++) {
            const double v1 = in0[i0 * 50 + i1] - v0;
            const double v2 = compat_exp_in_vectors(v1);
            b2[i1] = v2;
            a3 += v2;
        }
        const double v3 = a3;
        #pragma omp simd
        for (int64_t i1 = 0; i1 < 50; i1++) {
            out0[i0 * 50 + i1] = b2[i1] / v3;
        }
    }
    return 0;
}
