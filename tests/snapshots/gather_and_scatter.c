/* in0: float64[900]; in1: int64[900]; in2: float64[85]
   out0: float64[85] */
int run(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context)
{
    (void)lengths;
    const double *restrict in0 = in[0];
    const int64_t *restrict in1 = in[1];
    const double *restrict in2 = in[2];
    double *restrict out0 = alloc(context, 0, (const int64_t[]){85});
    if (!out0) return -1;
    _Alignas(64) double b1[85];
    int bad = 0;
    memset(b1, 0, (size_t)(85) * sizeof *b1);
    /* for i0 < 900:
         b1[in1[i0]] += in0[i0] - in2[in1[i0]] */
    _Alignas(64) double l2[8 * 85] = {0};
    _Alignas(64) double w0[128];
    for (int64_t h0 = 0; h0 < 900; h0 += 128) {
        const int64_t e0 = 900 - h0 < 128 ? 900 : h0 + 128;
        #pragma omp simd reduction(|:bad)
        for (int64_t i0 = h0; i0 < e0; i0++) {
            const int64_t k_1 = in1[i0];
            const int64_t k_2 = k_1 < 0 ? k_1 + 85 : k_1;
            bad |= (uint64_t)k_2 >= (uint64_t)85;
            const int64_t k_3 = (uint64_t)k_2 < (uint64_t)85 ? k_2 : 0;
            const double v0 = in0[i0] - in2[k_3];
            w0[i0 - h0] = v0;
        }
        for (int64_t i0 = h0; i0 < e0; i0++) {
            const int64_t k_4 = in1[i0];
            const int64_t k_5 = k_4 < 0 ? k_4 + 85 : k_4;
            bad |= (uint64_t)k_5 >= (uint64_t)85;
            const int64_t k_6 = (uint64_t)k_5 < (uint64_t)85 ? k_5 : 0;
            l2[k_6 + ((i0 & 7)) * 85] += w0[i0 - h0];
        }
    }
    #pragma omp simd
    for (int64_t k = 0; k < 85; k++) {
        b1[k] += ((l2[k + 0 * 85] + l2[k + 1 * 85]) + (l2[k + 2 * 85] + l2[k + 3 * 85])) + ((l2[k + 4 * 85] + l2[k + 5 * 85]) + (l2[k + 6 * 85] + l2[k + 7 * 85]));
    }
    /* for i0 < 85:
         out0[i0] = -2 * b1[i0] */
    #pragma omp simd
    for (int64_t i0 = 0; i0 < 85; i0++) {
        out0[i0] = (-2.0) * b1[i0];
    }
    return bad;
}
