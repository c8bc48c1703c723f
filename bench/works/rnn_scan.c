/* A recurrent network by hand: x W of all steps in one product before the loop, the gradients of both weights in one
   product each after it; only what is carried stays inside. */
#include "hand.h"

static int steps;
static double *h, *back; /* (steps + 1, B, H), h[0] = 0; what comes back to each step's sum before tanh */

int prepare(const struct user *u)
{
    dgemm_ = (dgemm_t *)u->numbers[0], steps = (int)u->numbers[1];
    h = room((size_t)(steps + 1) * B * H), back = room((size_t)steps * B * H);
    return 0;
}

int work(const double *const *in, double *const *out)
{
    const double *x = in[0], *target = in[1], *W = in[2], *U = in[3], *b = in[4];
    double *gb = out[3], cost = 0.0;
    gemm(0, 0, steps * B, H, D, 1.0, x, W, 0.0, h + B * H);
    for (int t = 0; t < steps; t++) {
        double *now = h + (t + 1) * B * H;
        if (t) gemm(0, 0, B, H, H, 1.0, h + t * B * H, U, 1.0, now);
        for (int i = 0; i < B; i++) {
            #pragma omp simd
            for (int k = 0; k < H; k++) now[i * H + k] = tanh(now[i * H + k] + b[k]);
        }
    }
    double *last = back + (steps - 1) * B * H;
    #pragma omp simd reduction(+:cost)
    for (int i = 0; i < B * H; i++) {
        const double value = h[steps * B * H + i], d = value - target[i];
        cost += d * d;
        last[i] = 2.0 / (B * H) * d;
    }
    memset(gb, 0, H * sizeof(double));
    for (int t = steps - 1; t >= 0; t--) {
        double *restrict now = back + t * B * H;
        const double *value = h + (t + 1) * B * H;
        for (int i = 0; i < B; i++) {
            #pragma omp simd
            for (int k = 0; k < H; k++) {
                now[i * H + k] *= 1.0 - value[i * H + k] * value[i * H + k];
                gb[k] += now[i * H + k];
            }
        }
        if (t) gemm(0, 1, B, H, H, 1.0, now, U, 0.0, now - B * H);
    }
    gemm(1, 0, D, H, steps * B, 1.0, x, back, 0.0, out[1]);
    gemm(1, 0, H, H, (steps - 1) * B, 1.0, h + B * H, back + B * H, 0.0, out[2]);
    *out[0] = cost / (B * H);
    return 0;
}
