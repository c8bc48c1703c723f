/* in0: float64[100, 50]
   out0: float64[]; out1: float64[50] */
int run(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context)
{
    (void)lengths;
    const double *restrict in0 = in[0];
    double *restrict out0 = alloc(context, 0, (const int64_t[]){0});
    if (!out0) return -1;
    double *restrict out1 = alloc(context, 1, (const int64_t[]){50});
    if (!out1) return -1;
    /* for i0 < 100, i1 < 50:
         out0 = sum over i0, i1 < 50: in0[i0, i1]^2
         out1[i1] = max over i0: in0[i0, i1] */
    double a1 = 0.0;
    for (int64_t k = 0; k < 50; k++) {
        out1[k] = -__builtin_inf();
    }
    for (int64_t i0 = 0; i0 < 100; i0++) {
        #pragma omp simd reduction(+:a1)
        for (int64_t i1 = 0; i1 < 50; i1++) {
            const double v0 = in0[i0 * 50 + i1] * in0[i0 * 50 + i1];
            a1 += v0;
            const double x2 = in0[i0 * 50 + i1];
            out1[i1] = (out1[i1] != out1[i1] || x2 <= out1[i1]) ? out1[i1] : x2;
        }
    }
    out0[0] = a1;
    return 0;
}
