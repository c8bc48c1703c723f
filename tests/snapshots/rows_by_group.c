/* in0: float64[9]; in1: float64[:]; in2: int64[:]; in3: float64[:]
   out0: float64[]; out1: float64[9] */
int run(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context)
{
    (void)lengths;
    const double *restrict in0 = in[0];
    const double *restrict in1 = in[1];
    const int64_t *restrict in2 = in[2];
    const double *restrict in3 = in[3];
    double *restrict out0 = alloc(context, 0, (const int64_t[]){0});
    if (!out0) return -1;
    double *restrict out1 = alloc(context, 1, (const int64_t[]){9});
    if (!out1) return -1;
    /* for i0 < 9, i1 < 8 * (in2[i0 + 1] - in2[i0]):
         v0 = in1[8 * in2[i0] + i1] != 0
         v1 = in3[8 * in2[i0] + i1] - in0[i0]
         v2 = v1^2
         v5 = sum over i0, i1 < 8 * (in2[i0 + 1] - in2[i0]): switch(v0, v2^2, 0)
         v9 = sum over i1 < 8 * (in2[i0 + 1] - in2[i0]): switch(v0, v1 * v2, 0)
         out1[i0] = 4 * v9 */
    LANES(double) s5 = {0};
    for (int64_t i0 = 0; i0 < 9; i0++) {
        LANES(double) s9 = {0};
        for (int64_t h1 = 0; h1 < 8 * (in2[i0 + 1] - in2[i0]); h1 += 8) {
            _Alignas(64) double t5[8];
            _Alignas(64) double t9[8];
            #pragma omp simd
            for (int64_t m1 = 0; m1 < 8; m1++) {
                const int64_t i1 = h1 + m1;
                const _Bool v0 = in1[8 * in2[i0] + i1] != 0.0;
                const double v1 = in3[8 * in2[i0] + i1] - in0[i0];
                const double v2 = v1 * v1;
                const double v3 = v2 * v2;
                const double v4 = v0 ? v3 : 0.0;
                t5[m1] = v4;
                const double v7 = v1 * v2;
                const double v8 = v0 ? v7 : 0.0;
                t9[m1] = v8;
            }
            s5 = compat_plus_double(s5, t5);
            s9 = compat_plus_double(s9, t9);
        }
        const double v9 = compat_total_double(s9);
        out1[i0] = 4.0 * v9;
    }
    const double v5 = compat_total_double(s5);
    out0[0] = -v5;
    return 0;
}

struct user {
    const void *const *data;
    const int64_t *const *lengths;
    const int64_t *offsets;
    alloc_t host;
};
struct place {
    void *const *outputs;
    const struct user *user;
};

static void *given(void *context, int number, const int64_t *lengths)
{
    const struct place *p = context;
    return number < 0 ? p->user->host(context, number, lengths) : p->outputs[number];
}

static int call(size_t dim, const double *x, const struct user *u, void **outputs)
{
    const void *in[3 + 1];
    const int64_t *lengths[3 + 1];
    const int64_t n = (int64_t)dim;
    in[0] = x;
    lengths[0] = &n;
    for (int k = 0; k < 3; k++) {
        in[k + 1] = u->data[k];
        lengths[k + 1] = u->lengths[k];
    }
    struct place place = {outputs, u};
    const int bad = run(in, lengths, given, &place);
    if (bad & ~2) u->host(0, (-2147483647 - 1), (const int64_t *)x);
    return bad ? 1 : 0;
}

int logp(size_t dim, const double *x, double *grad, double *logp, const void *user)
{
    void *outputs[2] = {logp, grad};
    return call(dim, x, user, outputs);
}
