"""A C function for forward algorithms that were written with logarithms, as those of hidden Markov models are.

A step is  to[j] = e[j] + log(sum over i of exp(from[i] + a[i, j])).  It waits for the one before, exp and log one after
the other. So the values are carried as w with from = log(w) + c: then a step is sums of products, and exponentials
before and logarithms after are taken for many steps at once. Where numbers lie so far apart that w would lose some (and
at NaN and inf), a step is done with logarithms: nothing that they hold is lost.
"""

from __future__ import annotations

# LOW: what a factor, and w, may be at the least: a product of three is still a normal number.
_EXPONENTIALS = """
#ifndef LOWF_
#define LOWF_ LEAST_
void *malloc(size_t);
void free(void *);
void *memcpy(void *restrict, const void *restrict, size_t);
T_ expF_(T_);
T_ logF_(T_);
T_ fabsF_(T_);
/* less the largest of each row, which is its shift */
static inline __attribute__((always_inline)) void compat_differencesF_(long rows, const long k, const T_ *x, long down,
                                                                       T_ *to, T_ *shifts)
{
    for (long t = 0; t < rows; t++) {
        T_ top = x[t * down];
        for (long j = 1; j < k; j++)
            top = x[t * down + j] > top ? x[t * down + j] : top;
        shifts[t] = top;
        for (long j = 0; j < k; j++)
            to[t * k + j] = x[t * down + j] - top;
    }
}
/* exp(x), NaN where that is too small, but for the logarithm of 0; whether there is no NaN */
static int compat_exponentialsF_(long n, T_ *x)
{
    int fine = 1;
    #pragma omp simd reduction(&:fine)
    for (long i = 0; i < n; i++) {
        const T_ y = expF_(x[i]);
        const int good = (y >= LOWF_) | (x[i] == -(T_)__builtin_inf());
        x[i] = good ? y : (T_)__builtin_nan("");
        fine &= good;
    }
    return fine;
}
#endif
"""

_FORWARD = _EXPONENTIALS + """
/* one step in logarithms */
static void compat_log_stepF_(long k, const T_ *e, const T_ *from, const T_ *a, T_ *to)
{
    for (long j = 0; j < k; j++) {
        T_ top = -(T_)__builtin_inf(), sum = 0;
        for (long i = 0; i < k; i++) {
            const T_ x = from[i] + a[i * k + j];
            top = top != top || x <= top ? top : x;
        }
        const T_ shift = fabsF_(top) == (T_)__builtin_inf() ? 0 : top;
        for (long i = 0; i < k; i++)
            sum += expF_(from[i] + a[i * k + j] - shift);
        to[j] = e[j] + (logF_(sum) + shift);
    }
}
/* what a row of logarithms is as exp(row - c), in its place; 0, and nothing changed, where that would lose something */
static int compat_to_linearF_(long k, T_ *row, T_ *c, T_ *room)
{
    T_ top;
    compat_differencesF_(1, k, row, 0, room, &top);
    if (!compat_exponentialsF_(k, room))
        return 0;
    for (long j = 0; j < k; j++) {
        row[j] = room[j];
        c[j] = top;
    }
    return 1;
}
static void compat_to_logarithmsF_(long n, T_ *rows, const T_ *c)
{
    #pragma omp simd
    for (long i = 0; i < n; i++)
        rows[i] = logF_(rows[i]) + c[i];
}
/* steps from t on, as long as w stays in range: the step at which it did not, or n */
static inline __attribute__((always_inline)) long compat_few_valuesF_(
    long t, long n, const long k, const T_ *e, const T_ *shifts, const T_ *a, T_ *rows, T_ *c)
{
    T_ now[4], next[4], at = c[t * k];
    for (long j = 0; j < k; j++)
        now[j] = rows[t * k + j];
    for (; t < n; t++) {
        int fine = 1;
        for (long j = 0; j < k; j++) {
            T_ sum = now[0] * a[j];
            for (long i = 1; i < k; i++)
                sum += now[i] * a[i * k + j];
            next[j] = sum * e[t * k + j];
            fine &= ((next[j] >= LOWF_) & (next[j] <= 1 / LOWF_)) | (next[j] == 0);
        }
        if (!fine)
            break;
        at += shifts[t];
        for (long j = 0; j < k; j++) {
            rows[(t + 1) * k + j] = now[j] = next[j];
            c[(t + 1) * k + j] = at;
        }
    }
    return t;
}
static long compat_many_valuesF_(long t, long n, long k, const T_ *e, const T_ *shifts, const T_ *a, T_ *rows, T_ *c)
{
    for (; t < n; t++) {
        const T_ *const now = rows + t * k, at = c[t * k] + shifts[t];
        T_ *const next = rows + (t + 1) * k;
        int fine = 1;
        for (long j = 0; j < k; j++)
            next[j] = 0;
        for (long i = 0; i < k; i++) {
            const T_ factor = now[i];
            #pragma omp simd
            for (long j = 0; j < k; j++)
                next[j] += factor * a[i * k + j];
        }
        #pragma omp simd reduction(&:fine)
        for (long j = 0; j < k; j++) {
            next[j] *= e[t * k + j];
            c[(t + 1) * k + j] = at;
            fine &= ((next[j] >= LOWF_) & (next[j] <= 1 / LOWF_)) | (next[j] == 0);
        }
        if (!fine)
            break;
    }
    return t;
}
/* rows (n + 1, k), the first of them given. e: rows of k, `down` from one to the next; a[i, j] is at
   i * from + j * to */
static int compat_log_recursionF_(long n, long k, const T_ *e, long down, const T_ *first, const T_ *a, long from,
                                  long to, T_ *rows)
{
    memcpy(rows, first, (size_t)(k > 0 ? k : 0) * sizeof(T_));
    if (k <= 0 || n <= 0)
        return 0;
    T_ *const moves = malloc((size_t)(2 * k * k + 2 * n * k + n + 2 * k) * sizeof(T_));
    if (!moves)
        return -1;
    T_ *const factors = moves + k * k, *const es = factors + k * k, *const shifts = es + n * k;
    T_ *const c = shifts + n, *const room = c + (n + 1) * k, over;
    for (long i = 0; i < k; i++)
        for (long j = 0; j < k; j++)
            moves[i * k + j] = a[i * from + j * to];
    compat_differencesF_(1, k * k, moves, 0, factors, &over);
    compat_exponentialsF_(k * k, factors);
    k == 2 ? compat_differencesF_(n, 2, e, down, es, shifts) : k == 3 ? compat_differencesF_(n, 3, e, down, es, shifts)
        : compat_differencesF_(n, k, e, down, es, shifts);
    compat_exponentialsF_(n * k, es);
    for (long t = 0; t < n; t++)
        shifts[t] += over;
    long t = 0, since = 0, again = -1;
    int linear = compat_to_linearF_(k, rows, c, room);
    while (t < n) {
        if (linear) {
            t = k == 2 ? compat_few_valuesF_(t, n, 2, es, shifts, factors, rows, c)
                : k == 3 ? compat_few_valuesF_(t, n, 3, es, shifts, factors, rows, c)
                : compat_many_valuesF_(t, n, k, es, shifts, factors, rows, c);
            if (t == n)
                break;
            compat_to_logarithmsF_((t + 1 - since) * k, rows + since * k, c + since * k);
        }
        if (t == again || !linear) {
            compat_log_stepF_(k, e + t * down, rows + t * k, moves, rows + (t + 1) * k);
            t++;
        }
        since = again = t; /* once more with numbers near 1, before the step is done with logarithms */
        linear = compat_to_linearF_(k, rows + t * k, c + t * k, room);
    }
    if (linear)
        compat_to_logarithmsF_((n + 1 - since) * k, rows + since * k, c + since * k);
    memcpy(rows, first, (size_t)k * sizeof(T_));
    free(moves);
    return 0;
}
"""

# p[i, j] = exp(x[i] + a[i, j]) / (the sum over i) is how much of to[j] came from i: the share of its gradient.
_BACK = _EXPONENTIALS + """
/* one step with p in logarithms */
static void compat_log_step_backF_(long k, const T_ *x, const T_ *a, const T_ *g, T_ *sums, T_ *to)
{
    for (long i = 0; i < k; i++)
        to[i] = 0;
    for (long j = 0; j < k; j++) {
        T_ top = -(T_)__builtin_inf(), total = 0;
        for (long i = 0; i < k; i++) {
            const T_ y = x[i] + a[i * k + j];
            top = top != top || y <= top ? top : y;
        }
        const T_ shift = fabsF_(top) == (T_)__builtin_inf() ? 0 : top;
        for (long i = 0; i < k; i++)
            total += expF_(x[i] + a[i * k + j] - shift);
        const T_ share = g[j] / total;
        for (long i = 0; i < k; i++) {
            const T_ v = share * expF_(x[i] + a[i * k + j] - shift);
            sums[i * k + j] += v;
            to[i] += v;
        }
    }
}
/* steps from t on, where exp(x) and exp(a) are w and f: the step at which they do not serve, or n. kept: the g of each
   step, unless 0 */
static inline __attribute__((always_inline)) long compat_steps_backF_(
    long t, long n, const long k, const T_ *w, const T_ *f, T_ *g, T_ *share, T_ *sums, T_ *kept)
{
    for (; t < n; t++) {
        int fine = 1;
        for (long j = 0; j < k; j++) {
            T_ total = w[t * k] * f[j];
            for (long i = 1; i < k; i++)
                total += w[t * k + i] * f[i * k + j];
            share[j] = g[j] * (1 / total);
            fine &= (total >= LOWF_) & (share[j] - share[j] == 0);
        }
        if (!fine)
            break;
        for (long j = 0; j < k && kept; j++)
            kept[t * k + j] = g[j];
        for (long i = 0; i < k; i++) {
            T_ sum = 0;
            for (long j = 0; j < k; j++) {
                sum += f[i * k + j] * share[j];
                sums[i * k + j] += w[t * k + i] * share[j];
            }
            g[i] = w[t * k + i] * sum;
        }
    }
    return t;
}
static inline __attribute__((always_inline)) long compat_few_steps_backF_(
    long t, long n, const long k, const T_ *w, const T_ *f, T_ *g, T_ *sums, T_ *kept)
{
    T_ now[3], share[3], own[9]; /* in registers */
    for (long j = 0; j < k; j++)
        now[j] = g[j];
    for (long j = 0; j < k * k; j++)
        own[j] = sums[j];
    t = compat_steps_backF_(t, n, k, w, f, now, share, own, kept);
    for (long j = 0; j < k; j++)
        g[j] = now[j];
    for (long j = 0; j < k * k; j++)
        sums[j] = own[j];
    return t;
}
/* The gradient g of the last row goes back through n steps, x being what they read, rows of k, `down` from one to the
   next; a[i, j] is at i * from + j * to, as is its gradient, which `total` is with `before`. Both may be 0. */
static int compat_log_recursion_backF_(long n, long k, const T_ *x, long down, const T_ *a, long from, long to,
                                       const T_ *last, const T_ *before, T_ *kept, T_ *first, T_ *total)
{
    n = n > 0 ? n : 0;
    if (k <= 0)
        return 0;
    T_ *const moves = malloc((size_t)(4 * k * k + n * k + n + 3 * k) * sizeof(T_));
    if (!moves)
        return -1;
    T_ *const f = moves + k * k, *const sums = f + k * k, *const others = sums + k * k, *const w = others + k * k;
    T_ *const g = w + n * k, *const share = g + k, *const next = share + k, *const shifts = next + k, over;
    for (long i = 0; i < k; i++) {
        g[i] = last[i];
        for (long j = 0; j < k; j++) {
            moves[i * k + j] = a[i * from + j * to];
            sums[i * k + j] = others[i * k + j] = 0;
        }
    }
    compat_differencesF_(1, k * k, moves, 0, f, &over);
    compat_exponentialsF_(k * k, f);
    k == 2 ? compat_differencesF_(n, 2, x, down, w, shifts) : k == 3 ? compat_differencesF_(n, 3, x, down, w, shifts)
        : compat_differencesF_(n, k, x, down, w, shifts);
    compat_exponentialsF_(n * k, w);
    for (long t = 0; t < n; t++) {
        t = k == 2 ? compat_few_steps_backF_(t, n, 2, w, f, g, sums, kept)
            : k == 3 ? compat_few_steps_backF_(t, n, 3, w, f, g, sums, kept)
            : compat_steps_backF_(t, n, k, w, f, g, share, sums, kept);
        if (t == n)
            break;
        compat_log_step_backF_(k, x + t * down, moves, g, others, next);
        for (long j = 0; j < k; j++) {
            if (kept)
                kept[t * k + j] = g[j];
            g[j] = next[j];
        }
    }
    for (long i = 0; i < k; i++) {
        first[i] = g[i];
        for (long j = 0; j < k && total; j++) {
            const T_ sum = sums[i * k + j], product = sum != 0 ? f[i * k + j] * sum : 0;
            total[i * from + j * to] = before[i * from + j * to] + product + others[i * k + j];
        }
    }
    free(moves);
    return 0;
}
"""


def _for_double(text: str) -> str:
    return text.replace("LEAST_", "0x1p-300").replace("T_", "double").replace("F_", "")


def _for_float(text: str) -> str:
    return text.replace("LEAST_", "0x1p-38f").replace("T_", "float").replace("F_", "f")


LOG_RECURSION = {
    "compat_log_recursion": _for_double(_FORWARD), "compat_log_recursionf": _for_float(_FORWARD),
    "compat_log_recursion_back": _for_double(_BACK), "compat_log_recursion_backf": _for_float(_BACK),
}

__all__ = ["LOG_RECURSION"]
