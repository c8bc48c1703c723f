/* What a forward algorithm and its gradient share: differences from the largest, and their exponentials.
   LOW, the same as LEAST: what a factor, and w, may be at the least: a product of three is still a normal number. */

#ifndef LOWF_
#define LOWF_ LEAST
void *malloc(size_t);
void free(void *);
void *memcpy(void *restrict, const void *restrict, size_t);
T_ expF_(T_);
T_ logF_(T_);
T_ fabsF_(T_);
/* less the largest of each row, which is its shift */
static inline __attribute__((always_inline)) void compat_differencesF_(int64_t rows, const int64_t k, const T_ *x,
                                                                       int64_t down, T_ *to, T_ *shifts)
{
    for (int64_t t = 0; t < rows; t++) {
        T_ top = x[t * down];
        for (int64_t j = 1; j < k; j++) top = x[t * down + j] > top ? x[t * down + j] : top;
        shifts[t] = top;
        for (int64_t j = 0; j < k; j++) to[t * k + j] = x[t * down + j] - top;
    }
}
/* exp(x), NaN where that is too small, but for the logarithm of 0; whether there is no NaN */
static int compat_exponentialsF_(int64_t n, T_ *x)
{
    int fine = 1;
    #pragma omp simd reduction(& : fine)
    for (int64_t i = 0; i < n; i++) {
        const T_ y = expF_(x[i]), held = x[i] == -(T_)__builtin_inf() ? 1 : y; /* gcc makes no jump of this choice */
        const int good = held >= LOWF_;
        x[i] = good ? y : (T_)__builtin_nan("");
        fine &= good;
    }
    return fine;
}
#endif
