static void (*give_memory)(void *, size_t);
static void *(*take_memory)(size_t);
void set_pointers(void *const *table)
{
    give_memory = (void (*)(void *, size_t))table[0];
    take_memory = (void *(*)(size_t))table[1];
}
/* in0: float64[1000]
   out0: float64[] */
int run(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context)
{
    (void)lengths;
    const double *restrict in0 = in[0];
    double *restrict out0 = alloc(context, 0, (const int64_t[]){0});
    if (!out0) return -1;
    _Alignas(64) double b0[1000];
    const size_t b1_bytes = PADDED(1000, double);
    const size_t arena_size = b1_bytes;
    _Alignas(64) char small[16384];
    char *const arena = arena_size <= sizeof small ? small : TAKE(arena_size + 63);
    if (!arena) return -1;
    double *restrict b1 = (void *)(ALIGNED(arena));
    int bad = 0;
    /* for i0 < 1000:
         b0[i0] = 1 + in0[i0] */
    #pragma omp simd
    for (int64_t i0 = 0; i0 < 1000; i0++) {
        b0[i0] = 1.0 + in0[i0];
    }
    /* b1 = Tripled(b0) */
    bad |= (!bad && !alloc(context, -1, (const int64_t[]){(int64_t)(uintptr_t)b0, (int64_t)(uintptr_t)b1, 1000, 1000}));
    /* for i0 < 1000:
         out0 = sum over i0: b1[i0] */
    double a2 = 0.0;
    #pragma omp simd reduction(+:a2)
    for (int64_t i0 = 0; i0 < 1000; i0++) {
        a2 += b1[i0];
    }
    out0[0] = a2;
    if (arena != small) GIVE(arena, arena_size + 63);
    return bad;
}
