/* logsumexp of rows by hand: the largest and the sum of exponentials of a row while it is in the first cache. */
#include "hand.h"

static int64_t rows, columns;

int prepare(const struct user *u)
{
    rows = u->numbers[0], columns = u->numbers[1];
    return 0;
}

int work(const double *const *in, double *const *out)
{
    for (int64_t i = 0; i < rows; i++) {
        const double *x = in[0] + i * columns;
        double top = -__builtin_inf(), sum = 0.0;
        #pragma omp simd reduction(max:top)
        for (int64_t j = 0; j < columns; j++) top = x[j] > top ? x[j] : top;
        #pragma omp simd reduction(+:sum)
        for (int64_t j = 0; j < columns; j++) sum += exp(x[j] - top);
        out[0][i] = top;
        out[1][i] = sum;
    }
    #pragma omp simd
    for (int64_t i = 0; i < rows; i++) out[0][i] += log(out[1][i]);
    return 0;
}
