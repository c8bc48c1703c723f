/* Bradley and Terry by hand: x = log spread, raw[N]. Matches are sorted by winner, each winner's run padded to eight
   lanes with matches against player N, whose strength is minus infinity: they add nothing. A winner's strength is one
   number a run, the losers' are gathered; their sums go through eight copies, one a lane, so that no two lanes meet. */
#include "hand.h"

#define ROWS 32 /* eights of matches in hand at a time */
static int32_t *loser;
static int64_t start[N + 1];

int prepare(const struct user *u)
{
    const int64_t *won = (const int64_t *)u->arrays[0], *lost = (const int64_t *)u->arrays[1], n = u->numbers[0];
    int64_t count[N] = {0};
    for (int64_t i = 0; i < n; i++) count[won[i]]++;
    for (int p = 0; p < N; p++) start[p + 1] = start[p] + (count[p] + 7) / 8;
    loser = room(4 * start[N]);
    for (int64_t i = 0; i < 8 * start[N]; i++) loser[i] = N;
    memset(count, 0, sizeof count);
    for (int64_t i = 0; i < n; i++) loser[8 * start[won[i]] + count[won[i]]++] = (int32_t)lost[i];
    return 0;
}

int logp(size_t dim, const double *restrict x, double *restrict grad, double *restrict logp, const void *user)
{
    const double spread = exp(x[0]), *raw = x + 1;
    double strength[N + 1], wins[N], total = 0.0, prior = 0.0, g_spread = 0.0;
    v8 losses[N + 1];
    memset(losses, 0, sizeof losses);
    for (int p = 0; p < N; p++) strength[p] = spread * raw[p];
    strength[N] = -1e4;
    for (int p = 0; p < N; p++) {
        double sum = 0.0;
        for (int64_t at = start[p]; at < start[p + 1]; at += ROWS) {
            const int count = start[p + 1] - at < ROWS ? (int)(8 * (start[p + 1] - at)) : 8 * ROWS;
            const int32_t *other = loser + 8 * at;
            double r[8 * ROWS] __attribute__((aligned(64)));
            #pragma omp simd reduction(+:total, sum)
            for (int i = 0; i < count; i++) {
                const double z = strength[p] - strength[other[i]], e = exp(-fabs(z));
                total += (z >= 0.0 ? 0.0 : z) - log(1.0 + e);
                r[i] = (z >= 0.0 ? e : 1.0) / (1.0 + e);
                sum += r[i];
            }
            for (int i = 0; i < count; i++) ((double *)losses)[8 * other[i] + i % 8] += r[i];
        }
        wins[p] = sum;
    }
    for (int p = 0; p < N; p++) {
        const double g = wins[p] - sum8(losses[p]);
        g_spread += g * raw[p];
        prior += raw[p] * raw[p];
        grad[1 + p] = g * spread - raw[p];
    }
    *logp = total - 0.5 * (prior + spread * spread) + x[0] - 0.5 * (N + 1) * LOG_2PI + LOG_2;
    grad[0] = (g_spread - spread) * spread + 1.0;
    return 0;
}
