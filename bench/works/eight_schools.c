/* Eight schools by hand: x = mu, log tau, eta[J]. */
#include "hand.h"

static double effect[J], weight[J], constant;

int prepare(const struct user *u)
{
    /* 2 J + 1 normal terms, the sds of the data and of mu, and 2 / (5 pi) of the half-Cauchy */
    constant = -(J + 0.5) * LOG_2PI - log(5.0) + LOG_2 - LOG_PI - log(5.0);
    for (int i = 0; i < J; i++) {
        effect[i] = u->arrays[0][i];
        weight[i] = 1.0 / u->arrays[1][i];
        constant -= log(u->arrays[1][i]);
    }
    return 0;
}

int logp(size_t dim, const double *restrict x, double *restrict grad, double *restrict logp, const void *user)
{
    const double mu = x[0], tau = exp(x[1]), q = tau / 5.0, q2 = q * q;
    double total = 0.0, g_mu = 0.0, g_tau = 0.0;
    #pragma omp simd reduction(+:total, g_mu, g_tau)
    for (int i = 0; i < J; i++) {
        const double eta = x[2 + i], z = (effect[i] - mu - tau * eta) * weight[i], zw = z * weight[i];
        total += z * z + eta * eta;
        g_mu += zw;
        g_tau += zw * eta;
        grad[2 + i] = zw * tau - eta;
    }
    *logp = constant - 0.5 * total - 0.02 * mu * mu + x[1] - log1p(q2);
    grad[0] = g_mu - 0.04 * mu;
    grad[1] = g_tau * tau + 1.0 - 2.0 * q2 / (1.0 + q2);
    return 0;
}
