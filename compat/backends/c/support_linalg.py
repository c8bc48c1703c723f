"""C functions for matrices, over LAPACK through SciPy's pointers. Matrices are square, row-major, (n, n).

Fortran sees the transpose of what lies in memory. Each function returns 0, 1 where LinAlgError is due (not positive
definite, singular), or 1 where memory ran out: the caller runs the call again in Python, which words the error.
Below SMALL rows plain loops are faster than the way into LAPACK.
"""

from __future__ import annotations

import re

from compat.backends.c.scipy_blas import BLAS_TYPES
from compat.backends.c.support_cholesky import CHOLESKY, CHOLESKY_INVERSE
from compat.backends.c.support_recursion import LOG_RECURSION

# x = inverse(A) b, b and x (n, k). turned: A is the transpose of what `a` holds. lower: which triangle of A counts.
_TRIANGULAR = """
static int compat_triangular_largeF_(int n, int k, const T_ *a, const T_ *b, T_ *x, int lower, int turned)
{
    const T_ one = 1;
    const int next = 1, threads = ONE_THREAD;
    for (int i = 0; i < n * k; i++)
        x[i] = b[i];
    if (k == 1)
        L_trsv(lower != turned ? "U" : "L", turned ? "N" : "T", "N", &n, a, &n, x, &next);
    else if (k > 0)
        L_trsm("R", lower != turned ? "U" : "L", turned ? "T" : "N", "N", &k, &n, &one, a, &n, x, &k);
    THREADS_AGAIN
    return 0;
}
/* in place of a call where the sizes are known: a few rows are solved in less time than a call takes to see them */
static inline __attribute__((always_inline)) int compat_triangularF_(int n, int k, const T_ *a, const T_ *b, T_ *x,
                                                                     int lower, int turned)
{
    const int row = turned ? 1 : n, step = turned ? n : 1;
    for (int i = 0; i < n; i++)
        if (a[i * n + i] == 0)
            return 1;
    if (n > SMALL)
        return compat_triangular_largeF_(n, k, a, b, x, lower, turned);
    if (__builtin_constant_p(n) && n <= WRITTEN_OUT) { /* column by column: what was found is still in registers */
        T_ over[WRITTEN_OUT];
        for (int i = 0; i < n; i++)
            over[i] = 1 / a[i * n + i];
        #pragma omp simd
        for (int c = 0; c < k; c++) {
            T_ found[WRITTEN_OUT];
            #pragma GCC unroll WRITTEN_OUT
            for (int p = 0; p < n; p++) {
                const int i = lower ? p : n - 1 - p;
                T_ rest = b[i * k + c];
                #pragma GCC unroll WRITTEN_OUT
                for (int q = 0; q < p; q++)
                    rest -= a[i * row + (lower ? q : n - 1 - q) * step] * found[q];
                x[i * k + c] = found[p] = rest * over[i];
            }
        }
        return 0;
    }
    for (int p = 0; p < n; p++) {
        const int i = lower ? p : n - 1 - p;
        const T_ over = 1 / a[i * n + i];
        for (int c = 0; c < k; c++)
            x[i * k + c] = b[i * k + c];
        for (int q = 0; q < p; q++) {
            const int j = lower ? q : n - 1 - q;
            const T_ factor = a[i * row + j * step];
            for (int c = 0; c < k; c++)
                x[i * k + c] -= factor * x[j * k + c];
        }
        for (int c = 0; c < k; c++)
            x[i * k + c] *= over;
    }
    return 0;
}
"""

_SOLVE = """
void *malloc(size_t);
void free(void *);
static int compat_solveF_(int n, int k, const T_ *a, const T_ *b, T_ *x)
{
    if (n <= 0 || k <= 0)
        return 0;
    int info = 0;
    T_ *lu = malloc(((size_t)n * n + (size_t)n * k) * sizeof(T_) + (size_t)n * sizeof(int));
    if (!lu)
        return 1;
    T_ *y = lu + (size_t)n * n;
    int *pivots = (int *)(y + (size_t)n * k);
    for (int i = 0; i < n * n; i++)
        lu[i] = a[i];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < k; j++)
            y[j * n + i] = b[i * k + j];
    const int threads = ONE_THREAD;
    L_getrf(&n, &n, lu, &n, pivots, &info);
    if (!info)
        L_getrs("T", &n, &k, lu, &n, pivots, y, &n, &info);
    THREADS_AGAIN
    for (int i = 0; i < n; i++)
        for (int j = 0; j < k; j++)
            x[i * k + j] = y[j * n + i];
    free(lu);
    return info != 0;
}
"""

_INVERSE = """
void *malloc(size_t);
void free(void *);
static int compat_inverseF_(int n, const T_ *a, T_ *out)
{
    if (n <= 0)
        return 0;
    const int size = 64 * n;
    int info = 0;
    T_ *work = malloc((size_t)size * sizeof(T_) + (size_t)n * sizeof(int));
    if (!work)
        return 1;
    int *pivots = (int *)(work + size);
    for (int i = 0; i < n * n; i++)
        out[i] = a[i];
    const int threads = ONE_THREAD;
    L_getrf(&n, &n, out, &n, pivots, &info);
    if (!info)
        L_getri(&n, out, &n, pivots, work, &size, &info);
    THREADS_AGAIN
    free(work);
    return info != 0;
}
"""

# Sign and logarithm of the absolute value of the determinant; and the determinant where `det` is not null.
_DETERMINANT = """
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
    if (n > 0 && !lu)
        return 1;
    for (int i = 0; i < n * n; i++)
        lu[i] = a[i];
    const int threads = ONE_THREAD;
    if (n > 0)
        L_getrf(&n, &n, lu, &n, pivots, &info);
    THREADS_AGAIN
    for (int i = 0; i < n; i++) {
        const T_ d = lu[i * n + i];
        product *= pivots[i] != i + 1 ? -d : d;
        s *= ((d < 0) != (pivots[i] != i + 1)) ? -1 : 1;
        s = d == 0 ? 0 : d != d ? d : s;
        l += logF_(fabsF_(d));
    }
    if (n > 0)
        free(lu);
    if (det)
        *det = product;
    if (sign) {
        *sign = s;
        *logarithm = l;
    }
    return 0;
}
"""

# Eigenvalues in ascending order, eigenvectors in the columns of v; only the triangle `uplo` of a counts. Floats are
# decomposed as doubles: eigenvectors of close eigenvalues have few digits.
_EIGH = """
void *malloc(size_t);
void free(void *);
static int compat_eighF_(int n, const T_ *a, T_ *w, T_ *v, const char *uplo)
{
    if (n <= 0)
        return 0;
    const int size = 1 + 6 * n + 2 * n * n, integers = 3 + 5 * n;
    int info = 0;
    double *work = malloc(((size_t)size + (size_t)n * n + (size_t)n) * sizeof(double) + (size_t)integers * sizeof(int));
    if (!work)
        return 1;
    double *m = work + size, *values = m + (size_t)n * n;
    int *whole = (int *)(values + n);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            m[j * n + i] = a[i * n + j];
    const int threads = ONE_THREAD;
    dsyevd("V", uplo, &n, m, &n, values, work, &size, whole, &integers, &info);
    THREADS_AGAIN
    for (int i = 0; i < n; i++) {
        w[i] = (T_)values[i];
        for (int j = 0; j < n; j++)
            v[i * n + j] = (T_)m[j * n + i];
    }
    free(work);
    return info != 0;
}
"""

# OpenBLAS's threads wait for each other, on a busy machine much longer than the work takes: see ops/blas.py.
_ONE_THREAD = "openblas_threads && n > 24 && n < 460 ? openblas_threads(1) : 1"
_THREADS_AGAIN = "if (threads > 1)\n{indent}    openblas_threads(threads);"
_MIDDLE = 200  # rows; a matrix of more does not stay in the second cache beside its inverse
_SMALL = 12  # rows; dpotrf and dtrsm take about 0.4 microseconds to get going
_WRITTEN_OUT = 4  # rows; the compiler unrolls so many, and keeps a column in registers


def _typed(text: str, letter: str, type_: str, suffix: str) -> str:
    text = re.sub("( *)THREADS_AGAIN", lambda found: found[1] + _THREADS_AGAIN.replace("{indent}", found[1]), text)
    text = text.replace("ONE_THREAD", _ONE_THREAD)
    return (text.replace("L_", letter).replace("T_", type_).replace("F_", suffix).replace("SMALL", str(_SMALL))
            .replace("MIDDLE", str(_MIDDLE)).replace("WRITTEN_OUT", str(_WRITTEN_OUT)))


_FUNCTIONS = {
    "compat_cholesky": (CHOLESKY, ("potrf",)),
    "compat_cholesky_inverse": (CHOLESKY_INVERSE, ("potri",)),
    "compat_triangular": (_TRIANGULAR, ("trsm", "trsv")),
    "compat_solve": (_SOLVE, ("getrf", "getrs")),
    "compat_inverse": (_INVERSE, ("getrf", "getri")),
    "compat_determinant": (_DETERMINANT, ("getrf",)),
    "compat_eigh": (_EIGH, ("dsyevd",)),
}

# name in emitted C -> (text, routines that it calls); the float forms end in f
MATRIX_FUNCTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    name + suffix: (_typed(text, letter, type_, suffix),
                    ("openblas_threads", *(r if r in BLAS_TYPES else letter + r for r in routines)))
    for name, (text, routines) in _FUNCTIONS.items()
    for letter, type_, suffix in (("d", "double", ""), ("s", "float", "f"))
} | {name: (text, ()) for name, text in LOG_RECURSION.items()}
