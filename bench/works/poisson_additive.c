/* Additive Poisson regression by hand: x = mu, slope, log sigma_a, a[A], log sigma_b, b[B].
   Rows are sorted by the first group and padded to eight lanes a run: its effect is one number a run, the other's is
   gathered. Sums for the second group go through eight copies, one a lane, so that no two lanes meet. */
#include "hand.h"

#define ROWS 32 /* eights of rows that are in hand at a time */
static double *t, *y; /* y is 0 and `here` 0 in lanes of padding */
static double *here;
static int32_t *second;
static int64_t start[A + 1], n;
static double constant;

int prepare(const struct user *u)
{
    const int64_t *first = (const int64_t *)u->arrays[2], *other = (const int64_t *)u->arrays[3];
    int64_t count[A] = {0};
    n = u->numbers[0];
    for (int64_t i = 0; i < n; i++) count[first[i]]++;
    for (int g = 0; g < A; g++) start[g + 1] = start[g] + (count[g] + 7) / 8;
    t = room(8 * start[A]), y = room(8 * start[A]), here = room(8 * start[A]), second = room(4 * start[A]);
    memset(count, 0, sizeof count);
    constant = -0.5 * (2 + A + B) * LOG_2PI + LOG_2 - LOG_PI;
    for (int64_t i = 0; i < n; i++) {
        const int64_t at = 8 * start[first[i]] + count[first[i]]++;
        t[at] = u->arrays[0][i];
        y[at] = u->arrays[1][i];
        here[at] = 1.0;
        second[at] = (int32_t)other[i];
        constant -= lgamma(y[at] + 1.0);
    }
    return 0;
}

int logp(size_t dim, const double *restrict x, double *restrict grad, double *restrict logp, const void *user)
{
    const double mu = x[0], slope = x[1], s_a = exp(x[2]), s_b = exp(x[3 + A]);
    const double *a = x + 3, *b = x + 4 + A;
    double effect[B], total = 0.0, g_mu = 0.0, g_slope = 0.0, g_sa = 0.0, g_sb = 0.0, prior = 0.0;
    v8 sums[B];
    memset(sums, 0, sizeof sums);
    for (int g = 0; g < B; g++) effect[g] = s_b * b[g];
    v8 total8 = {0}, slope8 = {0};
    for (int g = 0; g < A; g++) {
        const double level = mu + s_a * a[g];
        v8 sum = {0};
        for (int64_t at = start[g]; at < start[g + 1]; at += ROWS) {
            const int eights = start[g + 1] - at < ROWS ? (int)(start[g + 1] - at) : ROWS;
            const v8 *ti = (const v8 *)t + at, *yi = (const v8 *)y + at, *hi = (const v8 *)here + at;
            const double *ts = t + 8 * at;
            const int32_t *group = second + 8 * at;
            v8 eta8[ROWS], rate8[ROWS];
            double *eta = (double *)eta8, *rate = (double *)rate8;
            #pragma omp simd
            for (int i = 0; i < 8 * eights; i++) {
                eta[i] = level + slope * ts[i] + effect[group[i]];
                rate[i] = exp(eta[i]);
            }
            for (int i = 0; i < eights; i++) {
                const v8 expected = rate8[i] * hi[i], r = yi[i] - expected;
                total8 += yi[i] * eta8[i] - expected;
                sum += r;
                slope8 += r * ti[i];
                rate8[i] = r;
            }
            for (int i = 0; i < 8 * eights; i++) ((double *)sums)[8 * group[i] + i % 8] += rate[i];
        }
        const double r_sum = sum8(sum);
        g_mu += r_sum;
        g_sa += r_sum * a[g];
        prior += a[g] * a[g];
        grad[3 + g] = r_sum * s_a - a[g];
    }
    total = sum8(total8), g_slope = sum8(slope8);
    for (int g = 0; g < B; g++) {
        const double r_sum = sum8(sums[g]);
        g_sb += r_sum * b[g];
        prior += b[g] * b[g];
        grad[4 + A + g] = r_sum * s_b - b[g];
    }
    *logp = constant + total + x[2] + x[3 + A]
        - 0.5 * (mu * mu + slope * slope + prior + s_a * s_a + s_b * s_b);
    grad[0] = g_mu - mu;
    grad[1] = g_slope - slope;
    grad[2] = (g_sa - s_a) * s_a + 1.0;
    grad[3 + A] = (g_sb - s_b) * s_b + 1.0;
    return 0;
}
