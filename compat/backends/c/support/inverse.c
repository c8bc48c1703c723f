/* The inverse of a matrix. */

void *malloc(size_t);
void free(void *);
static int compat_inverseF_(int n, const T_ *a, T_ *out)
{
    if (n <= 0) return 0;
    const int size = 64 * n;
    int info = 0;
    T_ *work = malloc((size_t)size * sizeof(T_) + (size_t)n * sizeof(int));
    if (!work) return 1;
    int *pivots = (int *)(work + size);
    for (int i = 0; i < n * n; i++) out[i] = a[i];
    const int threads = ONE_THREAD;
    L_getrf(&n, &n, out, &n, pivots, &info);
    if (!info) L_getri(&n, out, &n, pivots, work, &size, &info);
    if (threads > 1) openblas_threads(threads);
    free(work);
    return info != 0;
}
