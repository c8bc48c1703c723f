static void (*dgemm)(const char *, const char *, const int *, const int *, const int *, const double *, const double *, const int *, const double *, const int *, const double *, double *, const int *);
static void (*give_memory)(void *, size_t);
static int (*openblas_threads)(int);
static void *(*take_memory)(size_t);
void set_pointers(void *const *table)
{
    dgemm = (void (*)(const char *, const char *, const int *, const int *, const int *, const double *, const double *, const int *, const double *, const int *, const double *, double *, const int *))table[0];
    give_memory = (void (*)(void *, size_t))table[1];
    openblas_threads = (int (*)(int))table[2];
    take_memory = (void *(*)(size_t))table[3];
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
    const size_t b0_bytes = PADDED(100 * 20, double);
    const size_t arena_size = b0_bytes;
    _Alignas(64) char small[16384];
    char *const arena = arena_size <= sizeof small ? small : TAKE(arena_size + 63);
    if (!arena) return -1;
    double *restrict b0 = (void *)(ALIGNED(arena));
    int bad = 0;
    /* b0 = dot(in0, in1) */
    bad |= 100 > 2147483647 || 20 > 2147483647 || 50 > 2147483647;
    if (50 == 0) for (int64_t i = 0; i < 100 * 20; i++) b0[i] = 0;
    if (100 > 0 && 20 > 0 && 50 > 0) {
        const double one = 1, zero = 0;
        const int rows = (int)100, columns = (int)20, terms = (int)50;
        const int step_x = (int)50, step_y = (int)20;
        const int threads = openblas_threads && (double)100 * (double)20 * (double)50 > 2e5 && (double)100 * (double)20 * (double)50 < 1e8 ? openblas_threads(1) : 1;
        dgemm("N", "N", &columns, &rows, &terms, &one, in1, &step_y, in0, &step_x, &zero, b0, &columns);
        if (threads > 1) openblas_threads(threads);
    }
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
