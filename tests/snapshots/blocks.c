/* in0: float64[300]; in1: float64[2]; in2: float64[2, 300]
   out0: float64[]; out1: float64[2] */
int run(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context)
{
    const double *restrict in0 = in[0];
    const double *restrict in1 = in[1];
    const double *restrict in2 = in[2];
    const int64_t *in2_n = lengths[2];
    const int64_t n0 = in2_n[0];
    const int64_t n1 = in2_n[1];
    if (n0 != 2) return 1;
    if (300 != n1) return 1;
    double *restrict out0 = alloc(context, 0, (const int64_t[]){0});
    if (!out0) return -1;
    double *restrict out1 = alloc(context, 1, (const int64_t[]){2});
    if (!out1) return -1;
    /* for i0 < 300, i1 < 2:
         v0 = sum over i1 < 2: in2[i1, i0] * in1[i1]
         out0 = sum over i0: in0[i0] * v0 - softplus(v0)
         out1[i1] = sum over i0: in2[i1, i0] * (in0[i0] - sigmoid(v0)) */
    double a4 = 0.0;
    for (int64_t k = 0; k < 2; k++) {
        out1[k] = 0.0;
    }
    _Alignas(64) double w0[128];
    _Alignas(64) double w6[128];
    for (int64_t h0 = 0; h0 < 300; h0 += 128) {
        const int64_t e0 = 300 - h0 < 128 ? 300 : h0 + 128;
        #pragma omp simd
        for (int64_t i0 = h0; i0 < e0; i0++) {
            double a0 = 0.0;
            {
                const int64_t i1 = 0;
                a0 += in2[i1 * 300 + i0] * in1[i1];
            }
            {
                const int64_t i1 = 1;
                a0 += in2[i1 * 300 + i0] * in1[i1];
            }
            const double v0 = a0;
            w0[i0 - h0] = v0;
        }
        #pragma omp simd reduction(+:a4)
        for (int64_t i0 = h0; i0 < e0; i0++) {
            const double v1 = in0[i0] * w0[i0 - h0];
            const double v2 = (w0[i0 - h0] > 0 ? w0[i0 - h0] : 0) + log1p(exp(-fabs(w0[i0 - h0])));
            const double v3 = v1 - v2;
            a4 += v3;
            const double v5 = (w0[i0 - h0] >= 0 ? 1 : exp(-fabs(w0[i0 - h0]))) / (1 + exp(-fabs(w0[i0 - h0])));
            const double v6 = in0[i0] - v5;
            w6[i0 - h0] = v6;
        }
        double s7_0 = 0;
        double s7_1 = 0;
        #pragma omp simd reduction(+:s7_0, s7_1)
        for (int64_t i0 = h0; i0 < e0; i0++) {
            {
                const int64_t i1 = 0;
                s7_0 += in2[i1 * 300 + i0] * w6[i0 - h0];
            }
            {
                const int64_t i1 = 1;
                s7_1 += in2[i1 * 300 + i0] * w6[i0 - h0];
            }
        }
        out1[0] += s7_0;
        out1[1] += s7_1;
    }
    out0[0] = a4;
    return 0;
}
