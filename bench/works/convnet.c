/* One step of a small convolutional network by hand: a picture goes through all layers and back while everything that
   belongs to it is in the first cache. Convolution and pooling share a loop: only the largest of four is kept, with
   its place, and only there the gradient flows back. */
#include "hand.h"

static int64_t n;

int prepare(const struct user *u)
{
    n = u->numbers[0];
    return 0;
}

static void step(double *restrict w, double *restrict kept, const double *restrict g, int size, double scale)
{
    #pragma omp simd
    for (int i = 0; i < size; i++) {
        const double gi = g[i] * scale;
        kept[i] = 0.9 * kept[i] + 0.1 * gi * gi;
        w[i] -= 0.01 * gi / sqrt(kept[i] + 1e-6);
    }
}

int work(const double *const *in, double *const *out)
{
    const int64_t *y = (const int64_t *)in[1];
    double *W0 = out[1], *b0 = out[2], *W1 = out[3], *b1 = out[4], *W = out[5], *b = out[6], cost = 0.0;
    double g0[4 * 9] = {0}, gb0[4] = {0}, g1[6 * 16] = {0}, gb1[6] = {0}, g[24 * 2] = {0}, gb[2] = {0};
    for (int64_t p = 0; p < n; p++) {
        const double *x = in[0] + p * 144;
        double c0[4][10][10], h0[4][5][5], h1[24], d1[24], d0[4][5][5];
        int at0[4][5][5], at1[24];
        for (int f = 0; f < 4; f++) {
            const double *w = W0 + 9 * f; /* a convolution: the filter is turned */
            for (int i = 0; i < 10; i++)
                #pragma omp simd
                for (int j = 0; j < 10; j++) {
                    double s = 0.0;
                    for (int r = 0; r < 3; r++)
                        for (int c = 0; c < 3; c++) s += w[8 - 3 * r - c] * x[12 * (i + r) + j + c];
                    c0[f][i][j] = s;
                }
            for (int i = 0; i < 5; i++)
                for (int j = 0; j < 5; j++) {
                    int best = 0;
                    double top = c0[f][2 * i][2 * j];
                    for (int q = 1; q < 4; q++) {
                        const double v = c0[f][2 * i + q / 2][2 * j + q % 2];
                        if (v > top) top = v, best = q;
                    }
                    h0[f][i][j] = top + b0[f];
                    at0[f][i][j] = 12 * (2 * i + best / 2) + 2 * j + best % 2;
                }
        }
        double *flat0 = &h0[0][0][0], z[2] = {b[0], b[1]};
        #pragma omp simd
        for (int i = 0; i < 100; i++) flat0[i] = tanh(flat0[i]);
        for (int f = 0; f < 6; f++) {
            double c1[4][4] = {{0}};
            for (int k = 0; k < 4; k++)
                for (int r = 0; r < 2; r++)
                    for (int c = 0; c < 2; c++) {
                        const double w = W1[16 * f + 4 * k + 3 - 2 * r - c];
                        for (int i = 0; i < 4; i++)
                            for (int j = 0; j < 4; j++) c1[i][j] += w * h0[k][i + r][j + c];
                    }
            for (int i = 0; i < 2; i++)
                for (int j = 0; j < 2; j++) {
                    int best = 0;
                    double top = c1[2 * i][2 * j];
                    for (int q = 1; q < 4; q++) {
                        const double v = c1[2 * i + q / 2][2 * j + q % 2];
                        if (v > top) top = v, best = q;
                    }
                    h1[4 * f + 2 * i + j] = top + b1[f];
                    at1[4 * f + 2 * i + j] = 5 * (2 * i + best / 2) + 2 * j + best % 2;
                }
        }
        #pragma omp simd
        for (int i = 0; i < 24; i++) h1[i] = tanh(h1[i]);
        for (int i = 0; i < 24; i++) z[0] += h1[i] * W[2 * i], z[1] += h1[i] * W[2 * i + 1];
        const double away = z[1 - y[p]] - z[y[p]], e = exp(-fabs(away));
        cost += log1p(e) + (away > 0.0 ? away : 0.0);
        const double wrong = (away > 0.0 ? 1.0 : e) / (1.0 + e);
        double dz[2];
        dz[y[p]] = -wrong, dz[1 - y[p]] = wrong;
        gb[0] += dz[0], gb[1] += dz[1];
        for (int i = 0; i < 24; i++) {
            g[2 * i] += h1[i] * dz[0], g[2 * i + 1] += h1[i] * dz[1];
            d1[i] = (W[2 * i] * dz[0] + W[2 * i + 1] * dz[1]) * (1.0 - h1[i] * h1[i]);
            gb1[i / 4] += d1[i];
        }
        memset(d0, 0, sizeof d0);
        double *back = &d0[0][0][0];
        for (int i = 0; i < 24; i++) {
            const int f = i / 4;
            for (int k = 0; k < 4; k++)
                for (int r = 0; r < 2; r++)
                    for (int c = 0; c < 2; c++) {
                        const int place = 25 * k + at1[i] + 5 * r + c, w = 16 * f + 4 * k + 3 - 2 * r - c;
                        g1[w] += d1[i] * flat0[place];
                        back[place] += d1[i] * W1[w];
                    }
        }
        for (int f = 0; f < 4; f++)
            for (int i = 0; i < 25; i++) {
                const double d = back[25 * f + i] * (1.0 - flat0[25 * f + i] * flat0[25 * f + i]);
                const double *from = x + at0[f][i / 5][i % 5];
                gb0[f] += d;
                for (int r = 0; r < 3; r++)
                    for (int c = 0; c < 3; c++) g0[9 * f + 8 - 3 * r - c] += d * from[12 * r + c];
            }
    }
    const double scale = 1.0 / (double)n;
    step(W0, out[7], g0, 36, scale), step(b0, out[8], gb0, 4, scale);
    step(W1, out[9], g1, 96, scale), step(b1, out[10], gb1, 6, scale);
    step(W, out[11], g, 48, scale), step(b, out[12], gb, 2, scale);
    *out[0] = cost * scale;
    return 0;
}
