/* Radon by hand: x = mu_a, log sigma_a, mu_b, log sigma_b, a_offset[85], b_offset[85], log sigma_y. One sweep over
   the houses gives the sum of squares and, per county, the sums that all gradients need. */
#include <stddef.h>
#include <stdint.h>
#include <math.h>

struct user { const double *const *arrays; const int64_t *numbers; };

int logp(size_t dim, const double *x, double *grad, double *logp, const void *user)
{
    const struct user *u = user;
    const double *radon = u->arrays[0], *floor_ = u->arrays[1];
    const int64_t *county = (const int64_t *)u->arrays[2], n = u->numbers[0];
    const double mu_a = x[0], s_a = exp(x[1]), mu_b = x[2], s_b = exp(x[3]), s_y = exp(x[174]);
    const double *oa = x + 4, *ob = x + 89;
    double a[85], b[85], ra[85] = {0}, rb[85] = {0}, ss = 0.0, so = 0.0, r[4096];
    (void)dim;
    for (int c = 0; c < 85; c++) {
        a[c] = mu_a + s_a * oa[c];
        b[c] = mu_b + s_b * ob[c];
        so += oa[c] * oa[c] + ob[c] * ob[c];
    }
    #pragma omp simd reduction(+:ss)
    for (int64_t i = 0; i < n; i++) {
        r[i] = radon[i] - a[county[i]] - b[county[i]] * floor_[i];
        ss += r[i] * r[i];
    }
    for (int64_t i = 0; i < n; i++) {
        ra[county[i]] += r[i];
        rb[county[i]] += r[i] * floor_[i];
    }
    const double t = 1.0 / (s_y * s_y), l2pi = 1.8378770664093454835606594728112;
    double ga = 0.0, gb = 0.0, gsa = 0.0, gsb = 0.0;
    for (int c = 0; c < 85; c++) {
        const double da = ra[c] * t, db = rb[c] * t;
        ga += da;
        gb += db;
        gsa += da * oa[c];
        gsb += db * ob[c];
        grad[4 + c] = da * s_a - oa[c];
        grad[89 + c] = db * s_b - ob[c];
    }
    const double q = s_y / 5.0, q2 = q * q;
    *logp = -0.5 * (mu_a * mu_a + mu_b * mu_b) / 100.0 - l2pi - 2.0 * 2.302585092994045684
        + 2.0 * (0.5 * (0.69314718055994530942 - 1.1447298858494001741)) - 0.5 * (s_a * s_a + s_b * s_b) + x[1] + x[3]
        - 0.5 * so - 85.0 * l2pi - 0.5 * ss * t - (double)n * (x[174] + 0.5 * l2pi)
        + 0.69314718055994530942 - 1.1447298858494001741 - 1.6094379124341003746 - log1p(q2) + x[174];
    grad[0] = ga - mu_a / 100.0;
    grad[2] = gb - mu_b / 100.0;
    grad[1] = (gsa - s_a) * s_a + 1.0;
    grad[3] = (gsb - s_b) * s_b + 1.0;
    grad[174] = ss * t - (double)n + 1.0 - 2.0 * q2 / (1.0 + q2);
    return 0;
}
