static void (*dgemm)(const char *, const char *, const int *, const int *, const int *, const double *, const double *, const int *, const double *, const int *, const double *, double *, const int *);
static void (*give_memory)(void *, size_t);
static int (*openblas_threads)(int);
static int (*parallel)(int (*)(void *, int64_t), void *, int64_t);
static void *(*take_memory)(size_t);
void set_pointers(void *const *table)
{
    dgemm = (void (*)(const char *, const char *, const int *, const int *, const int *, const double *, const double *, const int *, const double *, const int *, const double *, double *, const int *))table[0];
    give_memory = (void (*)(void *, size_t))table[1];
    openblas_threads = (int (*)(int))table[2];
    parallel = (int (*)(int (*)(void *, int64_t), void *, int64_t))table[3];
    take_memory = (void *(*)(size_t))table[4];
}
#define COMPAT_POOLED
static int in_parts(int (*task)(void *, int64_t), void *given, int64_t parts)
{
    if (parts > 1 && parallel) return parallel(task, given, parts);
    int status = 0;
    for (int64_t part = 0; part < parts; part++) status |= task(given, part);
    return status;
}
struct compat_factors {
    char of_x, of_y;
    int rows, columns, terms, step_x, step_y, block;
    const double *x, *y;
    double *out;
};
static int compat_block_of_product(void *given, int64_t number)
{
    const struct compat_factors *const f = given;
    const double one = 1, zero = 0;
    const int wide = f->columns > f->rows, all = wide ? f->columns : f->rows, first = (int)number * f->block;
    const int some = all - first < f->block ? all - first : f->block;
    const double *const x = wide ? f->x : f->x + (f->of_x == 'N' ? (int64_t)first * f->step_x : first);
    const double *const y = !wide ? f->y : f->y + (f->of_y == 'N' ? first : (int64_t)first * f->step_y);
    double *const out = f->out + (wide ? first : (int64_t)first * f->columns);
    dgemm(&f->of_y, &f->of_x, wide ? &some : &f->columns, wide ? &f->rows : &some, &f->terms, &one, y, &f->step_y, x,
           &f->step_x, &zero, out, &f->columns);
    return 0;
}
static void compat_product(char of_x, char of_y, int rows, int columns, int terms, const double *x, int step_x,
                             const double *y, int step_y, double *out)
{
    struct compat_factors f = {of_x, of_y, rows, columns, terms, step_x, step_y, 0, x, y, out};
    const double products = (double)rows * columns * terms;
    const int longer = columns > rows ? columns : rows;
    int blocks = 1;
    if (rows == 0 || columns == 0) return;
    if (terms == 0) {
        memset(out, 0, (size_t)rows * (size_t)columns * sizeof *out);
        return;
    }
#ifdef COMPAT_POOLED
    const int shorter = columns > rows ? rows : columns;
    const double cost = (double)longer * (shorter < 64 ? 64 : shorter) * terms;
    while (products < 100000000.0 && cost > 2 * 13000000.0 * blocks && longer > 2 * 64 * blocks) blocks *= 2;
#endif
    f.block = blocks == 1 ? longer : ((longer + blocks - 1) / blocks + 15) / 16 * 16;
    const int threads = openblas_threads && products > 2e5 && products < 100000000.0 ? openblas_threads(1) : 1;
#ifdef COMPAT_POOLED
    in_parts(compat_block_of_product, &f, (longer + f.block - 1) / f.block);
#else
    compat_block_of_product(&f, 0);
#endif
    if (threads > 1) openblas_threads(threads);
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
    compat_product('N', 'N', (int)100, (int)20, (int)50, in0, (int)50, in1, (int)20, b0);
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
