/* A loop. At each step:
   in0: float64[]; in1: float64[]; in2: float64[]; in3: float64[]; in4: float64[]
   out0: float64[] */
static int run_loop0(const int64_t steps, const void *const *in, const int64_t *const *lengths, void *const *out, alloc_t alloc, void *context)
{
    (void)alloc; (void)context;
    if (steps < 0) return 1;
    const int64_t start = 0;
    const int64_t stop = steps;
    if (lengths[0][0] < steps) return 1;
    if (lengths[1][0] < 2) return 1;
    const double *const restrict in3 = in[2];
    const double *const restrict in4 = in[3];
    if (!steps) {
        memcpy(((double *)out[0]) + start * (1), ((const double *)in[1]), (size_t)(2 * (1)) * sizeof(double));
        return 0;
    }
    memcpy(((double *)out[0]) + start * (1), ((const double *)in[1]), (size_t)(2 * (1)) * sizeof(double));
    double w0_0 = ((const double *)in[1])[0];
    double w0_1 = ((const double *)in[1])[1];
    int64_t t = start;
    for (; t < stop; t++) {
        const double *restrict in0 = (const double *)in[0] + t;
        double *restrict out0 = ((double *)out[0]) + (2 + t) * (1);
        const double in1[1] = {w0_0};
        const double in2[1] = {w0_1};
        const double v0 = in3[0] * in2[0];
        const double v1 = in4[0] * in1[0];
        const double v2 = v0 + v1;
        out0[0] = v2 + in0[0];
        w0_0 = w0_1;
        w0_1 = out0[0];
    }
    return 0;
}
/* in0: float64[100]; in1: float64[]; in2: float64[]; in3: float64[n0]
   out0: float64[] */
int run(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context)
{
    const double *restrict in0 = in[0];
    const double *restrict in1 = in[1];
    const double *restrict in2 = in[2];
    const double *restrict in3 = in[3];
    const int64_t *in3_n = lengths[3];
    const int64_t n0 = in3_n[0];
    const int64_t n1 = 2 < n0 ? 2 : n0;
    double *restrict out0 = alloc(context, 0, (const int64_t[]){0});
    if (!out0) return -1;
    _Alignas(64) double b0[102];
    int bad = 0;
    /* b0 = loop(100, in0, in3, in1, in2) */
    bad |= run_loop0(100, (const void *const[]){in0, in3, in1, in2}, (const int64_t *const[]){(const int64_t[]){100}, (const int64_t[]){n1}, (const int64_t[]){1}, (const int64_t[]){1}}, (void *const[]){b0}, alloc, context);
    /* for i0 < 100:
         out0 = sum over i0: b0[2 + i0]^2 */
    double a2 = 0.0;
    #pragma omp simd reduction(+:a2)
    for (int64_t i0 = 0; i0 < 100; i0++) {
        const double v1 = b0[2 + i0] * b0[2 + i0];
        a2 += v1;
    }
    out0[0] = a2;
    return bad;
}
