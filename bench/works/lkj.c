/* Cafes under an LKJ prior by hand: x = log a, b, log c (the factor's rows are (a, 0) and (b, c)), mean[2], ab[C][2],
   log sigma. The visits of a cafe stand together; the two by two solve is written out. */
#include "hand.h"

static double *wait, *afternoon; /* (C, wide), padded; `here` marks what is no padding */
static double *here;
static int64_t visits, wide;
static double constant;

int prepare(const struct user *u)
{
    visits = u->numbers[0];
    wide = (visits + 7) / 8 * 8;
    wait = room(C * wide), afternoon = room(C * wide), here = room(wide);
    for (int64_t j = 0; j < visits; j++) here[j] = 1.0;
    for (int c = 0; c < C; c++)
        for (int64_t j = 0; j < visits; j++) {
            wait[c * wide + j] = u->arrays[0][c * visits + j];
            afternoon[c * wide + j] = u->arrays[1][c * visits + j];
        }
    /* normaliser of LKJ(2) at two dimensions, three half-Cauchy(2), the normals */
    constant = lgamma(2.0) - lgamma(2.5) + 0.5 * LOG_PI + 3.0 * (LOG_2 - LOG_PI - log(2.0))
        - 2.0 * log(5.0) - (1.0 + C + 0.5 * (double)(C * visits)) * LOG_2PI;
    return 0;
}

int logp(size_t dim, const double *restrict x, double *restrict grad, double *restrict logp, const void *user)
{
    const double a = exp(x[0]), b = x[1], c = exp(x[2]), s2 = b * b + c * c, sigma = exp(x[5 + 2 * C]);
    const double ia = 1.0 / a, ic = 1.0 / c, t = 1.0 / (sigma * sigma);
    v8 squares = {0};
    double zz = 0.0, g_mean0 = 0.0, g_mean1 = 0.0, g_a = 0.0, g_b = 0.0, g_c = 0.0;
    for (int k = 0; k < C; k++) {
        const double p = x[5 + 2 * k], q = x[6 + 2 * k];
        const v8 *y = (const v8 *)(wait + k * wide), *f = (const v8 *)(afternoon + k * wide), *h = (const v8 *)here;
        v8 r8 = {0}, rf8 = {0};
        for (int64_t j = 0; j < wide / 8; j++) {
            const v8 r = y[j] - p * h[j] - q * f[j];
            r8 += r;
            rf8 += r * f[j];
            squares += r * r;
        }
        const double z0 = (p - x[3]) * ia, z1 = (q - x[4] - b * z0) * ic;
        const double d1 = z1 * ic, d0 = (z0 - b * d1) * ia; /* inverse factor, transposed, times z */
        zz += z0 * z0 + z1 * z1;
        g_mean0 += d0;
        g_mean1 += d1;
        g_a += d0 * z0; /* of z z / -2 by the entries of the factor */
        g_b += d1 * z0;
        g_c += d1 * z1;
        grad[5 + 2 * k] = sum8(r8) * t - d0;
        grad[6 + 2 * k] = sum8(rf8) * t - d1;
    }
    const double ss = sum8(squares), qa = a * a / 4.0, qs = s2 / 4.0, qy = sigma * sigma / 4.0;
    const double log_sd1 = 0.5 * log(s2), by_s2 = -4.0 / s2 - 2.0 / (4.0 + s2); /* d/d(s2), times two */
    *logp = constant + 3.0 * (x[2] - log_sd1) - log_sd1 - log1p(qa) - log1p(qs) - log1p(qy)
        + x[0] + x[2] + x[5 + 2 * C] - 0.02 * (x[3] * x[3] + x[4] * x[4])
        - 0.5 * zz - C * (x[0] + x[2]) - 0.5 * ss * t - (double)(C * visits) * x[5 + 2 * C];
    grad[0] = 1.0 - C - 2.0 * qa / (1.0 + qa) + g_a * a;
    grad[1] = by_s2 * b + g_b;
    grad[2] = 4.0 - C + by_s2 * c * c + g_c * c;
    grad[3] = g_mean0 - 0.04 * x[3];
    grad[4] = g_mean1 - 0.04 * x[4];
    grad[5 + 2 * C] = 1.0 - 2.0 * qy / (1.0 + qy) + ss * t - (double)(C * visits);
    return 0;
}
