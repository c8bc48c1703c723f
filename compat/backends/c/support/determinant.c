/* Sign and logarithm of the absolute value of the determinant; and the determinant where `det` is not null. */

void *malloc(size_t);
void free(void *);
T_ logF_(T_);
T_ fabsF_(T_);
static int compat_determinantF_(int n, const T_ *a, T_ *det, T_ *sign, T_ *logarithm)
{
    int info = 0;
    T_ *lu = n > 0 ? malloc((size_t)n * n * sizeof(T_) + (size_t)n * sizeof(int)) : 0;
    int *pivots = (int *)(lu + (size_t)(n > 0 ? n : 0) * (n > 0 ? n : 0));
    T_ product = 1, s = 1, l = 0;
    if (n > 0 && !lu) return 1;
    for (int i = 0; i < n * n; i++) lu[i] = a[i];
    const int threads = ONE_THREAD;
    if (n > 0) L_getrf(&n, &n, lu, &n, pivots, &info);
    if (threads > 1) openblas_threads(threads);
    for (int i = 0; i < n; i++) {
        const T_ d = lu[i * n + i];
        product *= pivots[i] != i + 1 ? -d : d;
        s *= ((d < 0) != (pivots[i] != i + 1)) ? -1 : 1;
        s = d == 0 ? 0 : d != d ? d : s;
        l += logF_(fabsF_(d));
    }
    if (n > 0) free(lu);
    if (det) *det = product;
    if (sign) {
        *sign = s;
        *logarithm = l;
    }
    return 0;
}
