/* out = q + t0 a0 + ... + b S, in twice the precision of a double, and rounded once. All but a and b is in two parts: a
   double and what rounding took from it. */

/* s + c = s + c + (hi + lo) x: the errors of the product and of the sum go to c */
#define COMPAT_ADD_PRODUCT(hi, lo, x) \
    { \
        const double product = (hi) * (x), sum = s[i] + product, part = sum - s[i]; \
        c[i] += ((s[i] - (sum - part)) + (product - part)) + (__builtin_fma(hi, x, -product) + (lo) * (x)); \
        s[i] = sum; \
    }
static inline __attribute__((always_inline)) void compat_affine_part(
    int count, long at, long n, const double *const *q, int terms, const double *const *t, long width,
    const double *const *S, double *out)
{
    double s[8], c[8];
    for (int i = 0; i < count; i++) {
        s[i] = q[0][at + i];
        c[i] = q[1][at + i];
    }
    for (int k = 0; k < terms; k++, t += 3)
        for (int i = 0; i < count; i++) COMPAT_ADD_PRODUCT(t[0][at + i], t[1][at + i], t[2][at + i])
    for (long k = 0; k < width; k++)
        for (int i = 0; i < count; i++) COMPAT_ADD_PRODUCT(S[0][k * n + at + i], S[1][k * n + at + i], S[2][k])
    for (int i = 0; i < count; i++) /* where something overflows, its errors are no numbers */
        out[at + i] = c[i] - c[i] == 0 ? s[i] + c[i] : s[i];
}
/* q: its parts; t: three pointers a term, its parts and a; S: its parts (width, n) and b */
static void compat_affine(long n, const double *const *q, int terms, const double *const *t, long width,
                          const double *const *S, double *out)
{
    long at = 0;
    for (; at + 8 <= n; at += 8) compat_affine_part(8, at, n, q, terms, t, width, S, out);
    for (; at < n; at++) compat_affine_part(1, at, n, q, terms, t, width, S, out);
}
