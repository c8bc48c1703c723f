/* One step of a perceptron by hand: BLAS for the products, the gradients straight into the weights. */
#include "hand.h"

#define RATE 0.01
static int rows, columns;
static double *h, *back, *p, *sums;

int prepare(const struct user *u)
{
    dgemm_ = (dgemm_t *)u->numbers[0], rows = (int)u->numbers[1], columns = (int)u->numbers[2];
    h = room((size_t)rows * H), back = room((size_t)rows * H), p = room((size_t)rows * C), sums = room(rows);
    return 0;
}

int work(const double *const *in, double *const *out)
{
    const int64_t *y = (const int64_t *)in[1];
    double *W1 = out[1], *b1 = out[2], *W2 = out[3], *b2 = out[4];
    gemm(0, 0, rows, H, columns, 1.0, in[0], W1, 0.0, h);
    for (int i = 0; i < rows; i++) {
        double *row = h + i * H;
        #pragma omp simd
        for (int k = 0; k < H; k++) row[k] = tanh(row[k] + b1[k]);
    }
    gemm(0, 0, rows, C, H, 1.0, h, W2, 0.0, p);
    const double cost = cross_entropy(rows, C, p, b2, y, sums);
    gemm(0, 1, rows, H, C, 1.0, p, W2, 0.0, back);
    gemm(1, 0, H, C, rows, -RATE / rows, h, p, 1.0, W2);
    for (int i = 0; i < rows; i++) {
        double *row = back + i * H;
        const double *value = h + i * H;
        #pragma omp simd
        for (int k = 0; k < H; k++) {
            row[k] *= 1.0 - value[k] * value[k];
            b1[k] -= RATE / rows * row[k];
        }
        for (int k = 0; k < C; k++) b2[k] -= RATE / rows * p[i * C + k];
    }
    gemm(1, 0, columns, H, rows, -RATE / rows, in[0], back, 1.0, W1);
    *out[0] = cost / rows;
    return 0;
}
