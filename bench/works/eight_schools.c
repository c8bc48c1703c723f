/* Eight schools by hand: x = mu, log tau, eta[8]. */
#include <stddef.h>
#include <stdint.h>
#include <math.h>

struct user { const double *const *arrays; const int64_t *numbers; };

int logp(size_t dim, const double *x, double *grad, double *logp, const void *user)
{
    const struct user *u = user;
    const double *effect = u->arrays[0];
    static const double weight[8] = {1.0 / 15, 1.0 / 10, 1.0 / 16, 1.0 / 11, 1.0 / 9, 1.0 / 11, 1.0 / 10, 1.0 / 18};
    const double mu = x[0], tau = exp(x[1]), r = tau / 5.0, r2 = r * r;
    double total = -0.5 * mu * mu / 25.0, g_mu = -mu / 25.0, g_tau = 0.0;
    (void)dim;
    #pragma omp simd reduction(+:total, g_mu, g_tau)
    for (int i = 0; i < 8; i++) {
        const double eta = x[2 + i], w = weight[i], z = (effect[i] - mu - tau * eta) * w, zw = z * w;
        total += -0.5 * (z * z + eta * eta);
        g_mu += zw;
        g_tau += zw * eta;
        grad[2 + i] = zw * tau - eta;
    }
    /* constants: 17 normal terms, the sds of the data and of mu, and 2 / (5 pi) of the half-Cauchy */
    total += -19.96919599015921 -8.5 * 1.8378770664093454835606594728112 - 1.6094379124341003746
        + 0.69314718055994530942 - 1.1447298858494001741 - 1.6094379124341003746;
    total += x[1] - log1p(r2);
    grad[0] = g_mu;
    grad[1] = g_tau * tau + 1.0 - 2.0 * r2 / (1.0 + r2);
    *logp = total;
    return 0;
}
