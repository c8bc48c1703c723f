/* in0: float64[1000]; in1: float64[1000]
   out0: float64[1000]; out1: float64[1000] */
int run(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context)
{
    (void)lengths;
    const double *restrict in0 = in[0];
    const double *restrict in1 = in[1];
    double *restrict out0 = alloc(context, 0, (const int64_t[]){1000});
    if (!out0) return -1;
    double *restrict out1 = alloc(context, 1, (const int64_t[]){1000});
    if (!out1) return -1;
    /* for i0 < 1000:
         out0[i0] = 1 + exp(in0[i0]) * in1[i0]
         out1[i0] = tanh(in0[i0]) */
    #pragma omp simd
    for (int64_t i0 = 0; i0 < 1000; i0++) {
        const double v0 = exp(in0[i0]);
        const double v1 = v0 * in1[i0];
        out0[i0] = 1.0 + v1;
        out1[i0] = tanh(in0[i0]);
    }
    return 0;
}
