/* The gradient of log_recursion.c.
   p[i, j] = exp(x[i] + a[i, j]) / (the sum over i) is how much of to[j] came from i: the share of its gradient. */

#include "exponentials.h"

/* one step with p in logarithms */
static void compat_log_step_backF_(int64_t k, const T_ *x, const T_ *a, const T_ *g, T_ *sums, T_ *to)
{
    for (int64_t i = 0; i < k; i++) to[i] = 0;
    for (int64_t j = 0; j < k; j++) {
        T_ top = -(T_)__builtin_inf(), total = 0;
        for (int64_t i = 0; i < k; i++) {
            const T_ y = x[i] + a[i * k + j];
            top = top != top || y <= top ? top : y;
        }
        const T_ shift = fabsF_(top) == (T_)__builtin_inf() ? 0 : top;
        for (int64_t i = 0; i < k; i++) total += expF_(x[i] + a[i * k + j] - shift);
        const T_ share = g[j] / total;
        for (int64_t i = 0; i < k; i++) {
            const T_ v = share * expF_(x[i] + a[i * k + j] - shift);
            sums[i * k + j] += v;
            to[i] += v;
        }
    }
}
/* steps from t on, where exp(x) and exp(a) are w and f: the step at which they do not serve, or n. kept: the g of each
   step, unless 0 */
static inline __attribute__((always_inline)) int64_t compat_steps_backF_(int64_t t, int64_t n, const int64_t k,
                                                                         const T_ *w, const T_ *f, T_ *g, T_ *share,
                                                                         T_ *sums, T_ *kept)
{
    for (; t < n; t++) {
        int fine = 1;
        for (int64_t j = 0; j < k; j++) {
            T_ total = w[t * k] * f[j];
            for (int64_t i = 1; i < k; i++) total += w[t * k + i] * f[i * k + j];
            share[j] = g[j] * (1 / total);
            fine &= (total >= LOWF_) & (share[j] - share[j] == 0);
        }
        if (!fine) break;
        for (int64_t j = 0; j < k && kept; j++) kept[t * k + j] = g[j];
        for (int64_t i = 0; i < k; i++) {
            T_ sum = 0;
            for (int64_t j = 0; j < k; j++) {
                sum += f[i * k + j] * share[j];
                sums[i * k + j] += w[t * k + i] * share[j];
            }
            g[i] = w[t * k + i] * sum;
        }
    }
    return t;
}
static inline __attribute__((always_inline)) int64_t compat_few_steps_backF_(int64_t t, int64_t n, const int64_t k,
                                                                             const T_ *w, const T_ *f, T_ *g, T_ *sums,
                                                                             T_ *kept)
{
    T_ now[3], share[3], own[9]; /* in registers */
    for (int64_t j = 0; j < k; j++) now[j] = g[j];
    for (int64_t j = 0; j < k * k; j++) own[j] = sums[j];
    t = compat_steps_backF_(t, n, k, w, f, now, share, own, kept);
    for (int64_t j = 0; j < k; j++) g[j] = now[j];
    for (int64_t j = 0; j < k * k; j++) sums[j] = own[j];
    return t;
}
/* The gradient g of the last row goes back through n steps, x being what they read, rows of k, `down` from one to the
   next; a[i, j] is at i * from + j * to, as is its gradient, which `total` is with `before`. Both may be 0. */
static int compat_log_recursion_backF_(int64_t n, int64_t k, const T_ *x, int64_t down, const T_ *a, int64_t from,
                                       int64_t to, const T_ *last, const T_ *before, T_ *kept, T_ *first, T_ *total)
{
    n = n > 0 ? n : 0;
    if (k <= 0) return 0;
    T_ *const moves = malloc((size_t)(4 * k * k + n * k + n + 3 * k) * sizeof(T_));
    if (!moves) return -1;
    T_ *const f = moves + k * k, *const sums = f + k * k, *const others = sums + k * k, *const w = others + k * k;
    T_ *const g = w + n * k, *const share = g + k, *const next = share + k, *const shifts = next + k, over;
    for (int64_t i = 0; i < k; i++) {
        g[i] = last[i];
        for (int64_t j = 0; j < k; j++) {
            moves[i * k + j] = a[i * from + j * to];
            sums[i * k + j] = others[i * k + j] = 0;
        }
    }
    compat_differencesF_(1, k * k, moves, 0, f, &over);
    compat_exponentialsF_(k * k, f);
    k == 2   ? compat_differencesF_(n, 2, x, down, w, shifts)
    : k == 3 ? compat_differencesF_(n, 3, x, down, w, shifts)
             : compat_differencesF_(n, k, x, down, w, shifts);
    compat_exponentialsF_(n * k, w);
    for (int64_t t = 0; t < n; t++) {
        t = k == 2   ? compat_few_steps_backF_(t, n, 2, w, f, g, sums, kept)
            : k == 3 ? compat_few_steps_backF_(t, n, 3, w, f, g, sums, kept)
                     : compat_steps_backF_(t, n, k, w, f, g, share, sums, kept);
        if (t == n) break;
        compat_log_step_backF_(k, x + t * down, moves, g, others, next);
        for (int64_t j = 0; j < k; j++) {
            if (kept) kept[t * k + j] = g[j];
            g[j] = next[j];
        }
    }
    for (int64_t i = 0; i < k; i++) {
        first[i] = g[i];
        for (int64_t j = 0; j < k && total; j++) {
            const T_ sum = sums[i * k + j], product = sum != 0 ? f[i * k + j] * sum : 0;
            total[i * from + j * to] = before[i * from + j * to] + product + others[i * k + j];
        }
    }
    free(moves);
    return 0;
}
