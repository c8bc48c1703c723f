/* What the hand-written works share: vector mathematics, eight lanes, and the data that they are called with. */
#ifndef HAND_H
#define HAND_H
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__linux__)
#define VECTOR __attribute__((const, simd("notinbranch"))) /* glibc's libmvec */
#else
#define VECTOR __attribute__((const))
#endif
double exp(double) VECTOR;
double log(double) VECTOR;
double log1p(double) VECTOR;
double tanh(double) VECTOR;
double fabs(double) __attribute__((const));
double sqrt(double) __attribute__((const));
double lgamma(double);

#define LOG_2PI 1.8378770664093454835606594728112
#define LOG_PI 1.1447298858494001741434273513531
#define LOG_2 0.69314718055994530941723212145818

struct user {
    const double *const *arrays; /* of doubles or of int64_t, as the work says */
    const int64_t *numbers;      /* lengths of the data; those of the parameters are macros */
};

typedef double v8 __attribute__((vector_size(64)));
typedef double v8u __attribute__((vector_size(64), aligned(8)));

static inline double sum8(v8 v)
{
    return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}

static inline v8 max8(v8 a, v8 b)
{
    typedef int64_t mask __attribute__((vector_size(64)));
    const mask m = a > b;
    return (v8)(((mask)a & m) | ((mask)b & ~m));
}

static inline void *room(size_t doubles) /* aligned to a cache line, zeroed */
{
    const size_t bytes = (doubles * sizeof(double) + 127) / 64 * 64;
    void *p = aligned_alloc(64, bytes);
    memset(p, 0, bytes);
    return p;
}

static inline double digamma(double x)
{
    double s = 0.0;
    while (x < 12.0) s -= 1.0 / x++;
    const double i = 1.0 / x, i2 = i * i;
    const double rest = 1.0 / 252 - i2 * (1.0 / 240 - i2 * (1.0 / 132 - i2 * 691.0 / 32760));
    return s + log(x) - 0.5 * i - i2 * (1.0 / 12 - i2 * (1.0 / 120 - i2 * rest));
}

/* BLAS as SciPy brings it: the address comes with the data. Row-major: c = alpha a b + beta c, a (m, k), b (k, n);
   `ta`, `tb` say that a, b are stored transposed. */
typedef void dgemm_t(const char *, const char *, const int *, const int *, const int *, const double *, const double *,
                     const int *, const double *, const int *, const double *, double *, const int *);
static dgemm_t *dgemm_;
static inline void gemm(int ta, int tb, int m, int n, int k, double alpha, const double *a, const double *b,
                        double beta, double *c)
{
    const int lda = ta ? m : k, ldb = tb ? k : n;
    dgemm_(tb ? "T" : "N", ta ? "T" : "N", &n, &m, &k, &alpha, b, &ldb, a, &lda, &beta, c, &n);
}

/* The sum over rows of minus the log softmax of p + bias at y; p becomes its gradient. sums: room for a number a row. */
static inline double cross_entropy(int rows, int columns, double *restrict p, const double *bias, const int64_t *y,
                                   double *restrict sums)
{
    double cost = 0.0;
    for (int i = 0; i < rows; i++) {
        double *row = p + i * columns, top = -__builtin_inf();
        for (int k = 0; k < columns; k++) row[k] += bias[k], top = row[k] > top ? row[k] : top;
        for (int k = 0; k < columns; k++) row[k] -= top;
        cost -= row[y[i]];
    }
    #pragma omp simd
    for (int i = 0; i < rows * columns; i++) p[i] = exp(p[i]);
    for (int i = 0; i < rows; i++) {
        sums[i] = 0.0;
        for (int k = 0; k < columns; k++) sums[i] += p[i * columns + k];
        const double inverse = 1.0 / sums[i];
        for (int k = 0; k < columns; k++) p[i * columns + k] *= inverse;
        p[i * columns + y[i]] -= 1.0;
    }
    #pragma omp simd reduction(+:cost)
    for (int i = 0; i < rows; i++) cost += log(sums[i]);
    return cost;
}

#endif
