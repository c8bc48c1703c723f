static void (*give_memory)(void *, size_t);
static int (*product)(int64_t, int64_t, int64_t, const double *, int64_t, int64_t, const double *, int64_t, int64_t, double *, int);
static void *(*take_memory)(size_t);
void set_pointers(void *const *table)
{
    give_memory = (void (*)(void *, size_t))table[0];
    product = (int (*)(int64_t, int64_t, int64_t, const double *, int64_t, int64_t, const double *, int64_t, int64_t, double *, int))table[1];
    take_memory = (void *(*)(size_t))table[2];
}
/* in0: float64[100, 50]; in1: float64[50, 20]; in2: float64[20]
   out0: float64[100, 20] */
int run(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context)
{
    (void)lengths;
    const double *restrict in0 = in[0];
    const double *restrict in1 = in[1];
    const double *restrict in2 = in[2];
    double *restrict out0 = alloc(context, 0, (const int64_t[]){100, 20});
    if (!out0) return -1;
    const size_t s0 = PADDED(100 * 20, double);
    const size_t arena_size = s0;
    _Alignas(64) char small[16384];
    char *const arena = arena_size <= sizeof small ? small : TAKE(arena_size + 63);
    if (!arena) return -1;
    double *restrict b0 = (void *)(ALIGNED(arena));
    int bad = 0;
    /* b0 = dot(in0, in1) */
    bad |= product(100, 20, 50, in0, 50, 1, in1, 20, 1, b0, 1);
    /* for i0 < 100, i1 < 20:
         out0[i0, i1] = tanh(in2[i1] + b0[i0, i1]) */
    for (int64_t i0 = 0; i0 < 100; i0++) {
        #pragma omp simd
        for (int64_t i1 = 0; i1 < 20; i1++) {
            const double v1 = in2[i1] + b0[i0 * 20 + i1];
            out0[i0 * 20 + i1] = tanh(v1);
        }
    }
    if (arena != small) GIVE(arena, arena_size + 63);
    return bad;
}
