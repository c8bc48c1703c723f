/* Radon by hand: x = mu_a, log sigma_a, mu_b, log sigma_b, a_offset[C], b_offset[C], log sigma_y.
   Houses are laid out once, county after county, each county padded to eight lanes: the sums that the gradient of a
   county needs are sums over its run, and no index is read. */
#include "hand.h"

static double *radon, *floors, *here; /* eight lanes each; `here` is 0 where a lane is padding */
static int64_t start[C + 1], n;       /* of each county's lanes, in eights */
static double constant;

int prepare(const struct user *u)
{
    const int64_t *county = (const int64_t *)u->arrays[2];
    int64_t count[C] = {0};
    n = u->numbers[0];
    for (int64_t i = 0; i < n; i++) count[county[i]]++;
    for (int c = 0; c < C; c++) start[c + 1] = start[c] + (count[c] + 7) / 8;
    radon = room(8 * start[C]);
    floors = room(8 * start[C]);
    here = room(8 * start[C]);
    memset(count, 0, sizeof count);
    for (int64_t i = 0; i < n; i++) {
        const int64_t at = 8 * start[county[i]] + count[county[i]]++;
        radon[at] = u->arrays[0][i];
        floors[at] = u->arrays[1][i];
        here[at] = 1.0;
    }
    constant = -(1.0 + C + 0.5 * (double)n) * LOG_2PI - 2.0 * log(10.0) + (LOG_2 - LOG_PI)
        + LOG_2 - LOG_PI - log(5.0);
    return 0;
}

int logp(size_t dim, const double *restrict x, double *restrict grad, double *restrict logp, const void *user)
{
    const double mu_a = x[0], s_a = exp(x[1]), mu_b = x[2], s_b = exp(x[3]), s_y = exp(x[4 + 2 * C]);
    const double *oa = x + 4, *ob = x + 4 + C;
    const v8 *y = (const v8 *)radon, *f = (const v8 *)floors, *h = (const v8 *)here;
    double ra[C], rb[C];
    v8 ss8 = {0};
    for (int c = 0; c < C; c++) {
        const double a = mu_a + s_a * oa[c], b = mu_b + s_b * ob[c];
        v8 r8 = {0}, rf8 = {0};
        for (int64_t i = start[c]; i < start[c + 1]; i++) {
            const v8 r = y[i] - a * h[i] - b * f[i];
            r8 += r;
            rf8 += r * f[i];
            ss8 += r * r;
        }
        ra[c] = sum8(r8);
        rb[c] = sum8(rf8);
    }
    const double ss = sum8(ss8), t = 1.0 / (s_y * s_y), q = s_y / 5.0, q2 = q * q;
    double ga = 0.0, gb = 0.0, gsa = 0.0, gsb = 0.0, so = 0.0;
    #pragma omp simd reduction(+:ga, gb, gsa, gsb, so)
    for (int c = 0; c < C; c++) {
        const double da = ra[c] * t, db = rb[c] * t;
        ga += da;
        gb += db;
        gsa += da * oa[c];
        gsb += db * ob[c];
        so += oa[c] * oa[c] + ob[c] * ob[c];
        grad[4 + c] = da * s_a - oa[c];
        grad[4 + C + c] = db * s_b - ob[c];
    }
    *logp = constant - 0.005 * (mu_a * mu_a + mu_b * mu_b) - 0.5 * (s_a * s_a + s_b * s_b + so + ss * t)
        + x[1] + x[3] - ((double)n - 1.0) * x[4 + 2 * C] - log1p(q2);
    grad[0] = ga - 0.01 * mu_a;
    grad[2] = gb - 0.01 * mu_b;
    grad[1] = (gsa - s_a) * s_a + 1.0;
    grad[3] = (gsb - s_b) * s_b + 1.0;
    grad[4 + 2 * C] = ss * t - (double)n + 1.0 - 2.0 * q2 / (1.0 + q2);
    return 0;
}
