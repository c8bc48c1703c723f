/* x = inverse(A) b, b and x (n, k). turned: A is the transpose of what `a` holds. lower: which triangle of A counts. */

static int compat_triangular_largeF_(int n, int k, const T_ *a, const T_ *b, T_ *x, int lower, int turned)
{
    const T_ one = 1;
    const int next = 1, threads = ONE_THREAD;
    for (int i = 0; i < n * k; i++) x[i] = b[i];
    if (k == 1)
        L_trsv(lower != turned ? "U" : "L", turned ? "N" : "T", "N", &n, a, &n, x, &next);
    else if (k > 0)
        L_trsm("R", lower != turned ? "U" : "L", turned ? "T" : "N", "N", &k, &n, &one, a, &n, x, &k);
    if (threads > 1) openblas_threads(threads);
    return 0;
}
static int compat_triangular_anyF_(int n, int k, const T_ *a, const T_ *b, T_ *x, int lower, int turned)
{
    const int row = turned ? 1 : n, step = turned ? n : 1;
    for (int i = 0; i < n; i++)
        if (a[i * n + i] == 0) return 1;
    if (n > SMALL) return compat_triangular_largeF_(n, k, a, b, x, lower, turned);
    for (int p = 0; p < n; p++) {
        const int i = lower ? p : n - 1 - p;
        const T_ over = 1 / a[i * n + i];
        for (int c = 0; c < k; c++) x[i * k + c] = b[i * k + c];
        for (int q = 0; q < p; q++) {
            const int j = lower ? q : n - 1 - q;
            const T_ factor = a[i * row + j * step];
            for (int c = 0; c < k; c++) x[i * k + c] -= factor * x[j * k + c];
        }
        for (int c = 0; c < k; c++) x[i * k + c] *= over;
    }
    return 0;
}
/* in place of a call where the size is known: a few rows are solved in less time than a call takes to see them. Else
   one function for all calls, which the compiler sees once. */
static inline __attribute__((always_inline)) int compat_triangularF_(int n, int k, const T_ *a, const T_ *b, T_ *x,
                                                                     int lower, int turned)
{
    if (!__builtin_constant_p(n) || n > WRITTEN_OUT) return compat_triangular_anyF_(n, k, a, b, x, lower, turned);
    const int row = turned ? 1 : n, step = turned ? n : 1;
    for (int i = 0; i < n; i++)
        if (a[i * n + i] == 0) return 1;
    T_ over[WRITTEN_OUT];
    for (int i = 0; i < n; i++) over[i] = 1 / a[i * n + i];
    #pragma omp simd
    for (int c = 0; c < k; c++) { /* column by column: what was found is still in registers */
        T_ found[WRITTEN_OUT];
        #pragma GCC unroll WRITTEN_OUT
        for (int p = 0; p < n; p++) {
            const int i = lower ? p : n - 1 - p;
            T_ rest = b[i * k + c];
            #pragma GCC unroll WRITTEN_OUT
            for (int q = 0; q < p; q++) rest -= a[i * row + (lower ? q : n - 1 - q) * step] * found[q];
            x[i * k + c] = found[p] = rest * over[i];
        }
    }
    return 0;
}
