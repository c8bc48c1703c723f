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
static int (*parallel)(int (*)(void *, int64_t), void *, int64_t);
void set_pointers(void *const *table)
{
    parallel = (int (*)(int (*)(void *, int64_t), void *, int64_t))table[0];
}
#define COMPAT_POOLED
enum { MOST_PARTS = 32 };
struct part {
    int64_t first, end;
};
/* One of `parts` parts of a loop over `length` points, of whole `step`s but for the last. */
static inline struct part part_of(int64_t length, int64_t parts, int64_t number, int64_t step)
{
    const int64_t size = ((length + parts - 1) / parts + step - 1) / step * step;
    const int64_t first = number * size < length ? number * size : length;
    return (struct part){first, first + size < length ? first + size : length};
}
/* How many parts are worth it for a loop of that cost. */
static inline int64_t parts_of(double cost)
{
    return cost < 3 * 1000000.0 ? 1 : cost < MOST_PARTS * 1000000.0 ? (int64_t)(cost / 1000000.0) : MOST_PARTS;
}
/* The cost that counts where each part has a copy of so many elements: to add them takes time too. */
static inline double fewer(double cost, int64_t copied)
{
    const double most = 1000000.0 * cost / (16.0 * copied + 1);
    return most < cost ? most : cost;
}
static int in_parts(int (*task)(void *, int64_t), void *given, int64_t parts)
{
    if (parts > 1 && parallel) return parallel(task, given, parts);
    int status = 0;
    for (int64_t part = 0; part < parts; part++) status |= task(given, part);
    return status;
}
struct run_cut0_values {
    int64_t parts;
    const double *in0;
    int64_t n0;
    double a1[MOST_PARTS];
};
static int run_cut0(void *given, int64_t number)
{
    struct run_cut0_values *const values = given;
    const double *const restrict in0 = values->in0;
    const int64_t n0 = values->n0;
    const struct part part = part_of(n0, values->parts, number, 8);
    double a1 = 0.0;
    #pragma omp simd reduction(+:a1)
    for (int64_t i0 = part.first; i0 < part.end; i0++) {
        const double v0 = compat_exp_in_vectors(in0[i0]);
        a1 += v0;
    }
    values->a1[number] = a1;
    return 0;
}
/* in0: float64[n0]
   out0: float64[] */
int run(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context)
{
    const double *restrict in0 = in[0];
    const int64_t *in0_n = lengths[0];
    const int64_t n0 = in0_n[0];
    double *restrict out0 = alloc(context, 0, (const int64_t[]){0});
    if (!out0) return -1;
    /* for i0 < n0:
         out0 = sum over i0: exp(in0[i0]) */
    double a1 = 0.0;
    {
        struct run_cut0_values values;
        values.parts = parts_of(27.0 * n0);
        values.in0 = in0;
        values.n0 = n0;
        in_parts(run_cut0, &values, values.parts);
        for (int64_t k = 0; k < values.parts; k++) {
            a1 += values.a1[k];
        }
    }
    out0[0] = a1;
    return 0;
}
