/* Eigenvalues in ascending order, eigenvectors in the columns of v; only the triangle `uplo` of a counts. Floats are
   decomposed as doubles: eigenvectors of close eigenvalues have few digits. */

void *malloc(size_t);
void free(void *);
static int compat_eighF_(int n, const T_ *a, T_ *w, T_ *v, const char *uplo)
{
    if (n <= 0) return 0;
    const int size = 1 + 6 * n + 2 * n * n, integers = 3 + 5 * n;
    int info = 0;
    double *work = malloc(((size_t)size + (size_t)n * n + (size_t)n) * sizeof(double) + (size_t)integers * sizeof(int));
    if (!work) return 1;
    double *m = work + size, *values = m + (size_t)n * n;
    int *whole = (int *)(values + n);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) m[j * n + i] = a[i * n + j];
    const int threads = ONE_THREAD;
    dsyevd("V", uplo, &n, m, &n, values, work, &size, whole, &integers, &info);
    if (threads > 1) openblas_threads(threads);
    for (int i = 0; i < n; i++) {
        w[i] = (T_)values[i];
        for (int j = 0; j < n; j++) v[i * n + j] = (T_)m[j * n + i];
    }
    free(work);
    return info != 0;
}
