/* out = q + t0 a0 + ... + b S, in twice the precision of a double, and rounded once. All but a and b is in two parts: a
   double and what rounding took from it. */

/* s + c = s + c + (hi + lo) x: the errors of the product and of the sum go to c */
#define COMPAT_ADD_PRODUCT(hi, lo, x) \
    { \
        const double product = (hi) * (x), sum = s[i] + product, part = sum - s[i]; \
        c[i] += ((s[i] - (sum - part)) + (product - part)) + (__builtin_fma(hi, x, -product) + (lo) * (x)); \
        s[i] = sum; \
    }
static inline __attribute__((always_inline)) void compat_affine_part(int count, int64_t at, int64_t n,
                                                                     const double *const *q, int terms,
                                                                     const double *const *t, int64_t width,
                                                                     const double *const *S, double *out)
{
    double s[8], c[8];
    for (int i = 0; i < count; i++) {
        s[i] = q[0][at + i];
        c[i] = q[1][at + i];
    }
    for (int k = 0; k < terms; k++, t += 3) {
        const double *const hi = t[0] + at, *const lo = t[1] + at, *const x = t[2] + at;
        #pragma omp simd
        for (int i = 0; i < count; i++) COMPAT_ADD_PRODUCT(hi[i], lo[i], x[i])
    }
    for (int64_t k = 0; k < width; k++) {
        const double *const hi = S[0] + k * n + at, *const lo = S[1] + k * n + at, x = S[2][k];
        #pragma omp simd
        for (int i = 0; i < count; i++) COMPAT_ADD_PRODUCT(hi[i], lo[i], x)
    }
    #pragma omp simd
    for (int i = 0; i < count; i++) /* where something overflows, its errors are no numbers */
        out[at + i] = c[i] - c[i] == 0 ? s[i] + c[i] : s[i];
}
/* q: its parts; t: three pointers a term, its parts and a; S: its parts (width, n) and b */
static void compat_affine(int64_t n, const double *const *q, int terms, const double *const *t, int64_t width,
                          const double *const *S, double *out)
{
    for (int64_t at = 0; at + 8 <= n; at += 8) compat_affine_part(8, at, n, q, terms, t, width, S, out);
    if (n < 8)
        compat_affine_part((int)n, 0, n, q, terms, t, width, S, out);
    else if (n % 8)
        compat_affine_part(8, n - 8, n, q, terms, t, width, S, out); /* some once more */
}
