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
/* A branch.
   in0: float64[n0]
   out0: float64[n0] */
static int run_then1(const void *const *in, const int64_t *const *lengths, void *const *out, alloc_t alloc, void *context)
{
    (void)alloc; (void)context;
    const double *restrict in0 = in[0];
    const int64_t *in0_n = lengths[0];
    double *restrict out0 = out[0];
    const int64_t n0 = in0_n[0];
    /* for i0 < n0:
         out0[i0] = exp(in0[i0]) */
    #pragma omp simd
    for (int64_t i0 = 0; i0 < n0; i0++) {
        out0[i0] = compat_exp_in_vectors(in0[i0]);
    }
    return 0;
}
/* A branch.
   in0: float64[n0]
   out0: float64[n0] */
static int run_otherwise1(const void *const *in, const int64_t *const *lengths, void *const *out, alloc_t alloc, void *context)
{
    (void)alloc; (void)context;
    const double *restrict in0 = in[0];
    const int64_t *in0_n = lengths[0];
    double *restrict out0 = out[0];
    const int64_t n0 = in0_n[0];
    /* for i0 < n0:
         out0[i0] = -in0[i0] */
    #pragma omp simd
    for (int64_t i0 = 0; i0 < n0; i0++) {
        out0[i0] = -in0[i0];
    }
    return 0;
}
/* in0: float64[1000]; in1: float64[]
   out0: float64[1000] */
int run(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context)
{
    (void)lengths;
    const double *restrict in0 = in[0];
    const double *restrict in1 = in[1];
    double *restrict out0 = alloc(context, 0, (const int64_t[]){1000});
    if (!out0) return -1;
    int bad = 0;
    const _Bool v0 = in1[0] > 0.0;
    /* out0 = one of two(b0, in0, in0) */
    bad |= (v0 ? run_then1((const void *const[]){in0}, (const int64_t *const[]){(const int64_t[]){1000}}, (void *const[]){out0}, alloc, context) : run_otherwise1((const void *const[]){in0}, (const int64_t *const[]){(const int64_t[]){1000}}, (void *const[]){out0}, alloc, context));
    return bad;
}
