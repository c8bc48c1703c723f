/* x = inverse(a) b, b and x (n, k). */

void *malloc(size_t);
void free(void *);
static int compat_solveF_(int n, int k, const T_ *a, const T_ *b, T_ *x)
{
    if (n <= 0 || k <= 0) return 0;
    int info = 0;
    T_ *lu = malloc(((size_t)n * n + (size_t)n * k) * sizeof(T_) + (size_t)n * sizeof(int));
    if (!lu) return 1;
    T_ *y = lu + (size_t)n * n;
    int *pivots = (int *)(y + (size_t)n * k);
    for (int i = 0; i < n * n; i++) lu[i] = a[i];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < k; j++) y[j * n + i] = b[i * k + j];
    const int threads = ONE_THREAD;
    L_getrf(&n, &n, lu, &n, pivots, &info);
    if (!info) L_getrs("T", &n, &k, lu, &n, pivots, y, &n, &info);
    if (threads > 1) openblas_threads(threads);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < k; j++) x[i * k + j] = y[j * n + i];
    free(lu);
    return info != 0;
}
