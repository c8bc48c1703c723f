/* A forward algorithm that was written with logarithms, as those of hidden Markov models are.
   
   A step is  to[j] = e[j] + log(sum over i of exp(from[i] + a[i, j])).  It waits for the one before, exp and log one after
   the other. So the values are carried as w with from = log(w) + c: then a step is sums of products, and exponentials
   before and logarithms after are taken for many steps at once. Where numbers lie so far apart that w would lose some (and
   at NaN and inf), a step is done with logarithms: nothing that they hold is lost. */

#include "exponentials.h"

/* one step in logarithms */
static void compat_log_stepF_(int64_t k, const T_ *e, const T_ *from, const T_ *a, T_ *to)
{
    for (int64_t j = 0; j < k; j++) {
        T_ top = -(T_)__builtin_inf(), sum = 0;
        for (int64_t i = 0; i < k; i++) {
            const T_ x = from[i] + a[i * k + j];
            top = top != top || x <= top ? top : x;
        }
        const T_ shift = fabsF_(top) == (T_)__builtin_inf() ? 0 : top;
        for (int64_t i = 0; i < k; i++) sum += expF_(from[i] + a[i * k + j] - shift);
        to[j] = e[j] + (logF_(sum) + shift);
    }
}
/* what a row of logarithms is as exp(row - c), in its place; 0, and nothing changed, where that would lose something */
static int compat_to_linearF_(int64_t k, T_ *row, T_ *c, T_ *room)
{
    T_ top;
    compat_differencesF_(1, k, row, 0, room, &top);
    if (!compat_exponentialsF_(k, room)) return 0;
    for (int64_t j = 0; j < k; j++) {
        row[j] = room[j];
        c[j] = top;
    }
    return 1;
}
static void compat_to_logarithmsF_(int64_t n, T_ *rows, const T_ *c)
{
    #pragma omp simd
    for (int64_t i = 0; i < n; i++) rows[i] = logF_(rows[i]) + c[i];
}
/* steps from t on, as long as w stays in range: the step at which it did not, or n */
static inline __attribute__((always_inline)) int64_t compat_few_valuesF_(int64_t t, int64_t n, const int64_t k,
                                                                         const T_ *e, const T_ *shifts, const T_ *a,
                                                                         T_ *rows, T_ *c)
{
    T_ now[4], next[4], at = c[t * k];
    for (int64_t j = 0; j < k; j++) now[j] = rows[t * k + j];
    for (; t < n; t++) {
        int fine = 1;
        for (int64_t j = 0; j < k; j++) {
            T_ sum = now[0] * a[j];
            for (int64_t i = 1; i < k; i++) sum += now[i] * a[i * k + j];
            next[j] = sum * e[t * k + j];
            fine &= ((next[j] >= LOWF_) & (next[j] <= 1 / LOWF_)) | (next[j] == 0);
        }
        if (!fine) break;
        at += shifts[t];
        for (int64_t j = 0; j < k; j++) {
            rows[(t + 1) * k + j] = now[j] = next[j];
            c[(t + 1) * k + j] = at;
        }
    }
    return t;
}
static int64_t compat_many_valuesF_(int64_t t, int64_t n, int64_t k, const T_ *e, const T_ *shifts, const T_ *a,
                                    T_ *rows, T_ *c)
{
    for (; t < n; t++) {
        const T_ *const now = rows + t * k, at = c[t * k] + shifts[t];
        T_ *const next = rows + (t + 1) * k;
        int fine = 1;
        for (int64_t j = 0; j < k; j++) next[j] = 0;
        for (int64_t i = 0; i < k; i++) {
            const T_ factor = now[i];
            #pragma omp simd
            for (int64_t j = 0; j < k; j++) next[j] += factor * a[i * k + j];
        }
        #pragma omp simd reduction(& : fine)
        for (int64_t j = 0; j < k; j++) {
            next[j] *= e[t * k + j];
            c[(t + 1) * k + j] = at;
            fine &= ((next[j] >= LOWF_) & (next[j] <= 1 / LOWF_)) | (next[j] == 0);
        }
        if (!fine) break;
    }
    return t;
}
/* rows (n + 1, k), the first of them given. e: rows of k, `down` from one to the next; a[i, j] is at
   i * from + j * to */
static int compat_log_recursionF_(int64_t n, int64_t k, const T_ *e, int64_t down, const T_ *first, const T_ *a,
                                  int64_t from, int64_t to, T_ *rows)
{
    memcpy(rows, first, (size_t)(k > 0 ? k : 0) * sizeof(T_));
    if (k <= 0 || n <= 0) return 0;
    T_ *const moves = malloc((size_t)(2 * k * k + 2 * n * k + n + 2 * k) * sizeof(T_));
    if (!moves) return -1;
    T_ *const factors = moves + k * k, *const es = factors + k * k, *const shifts = es + n * k;
    T_ *const c = shifts + n, *const room = c + (n + 1) * k, over;
    for (int64_t i = 0; i < k; i++)
        for (int64_t j = 0; j < k; j++) moves[i * k + j] = a[i * from + j * to];
    compat_differencesF_(1, k * k, moves, 0, factors, &over);
    compat_exponentialsF_(k * k, factors);
    k == 2   ? compat_differencesF_(n, 2, e, down, es, shifts)
    : k == 3 ? compat_differencesF_(n, 3, e, down, es, shifts)
             : compat_differencesF_(n, k, e, down, es, shifts);
    compat_exponentialsF_(n * k, es);
    for (int64_t t = 0; t < n; t++) shifts[t] += over;
    int64_t t = 0, since = 0, again = -1;
    int linear = compat_to_linearF_(k, rows, c, room);
    while (t < n) {
        if (linear) {
            t = k == 2   ? compat_few_valuesF_(t, n, 2, es, shifts, factors, rows, c)
                : k == 3 ? compat_few_valuesF_(t, n, 3, es, shifts, factors, rows, c)
                         : compat_many_valuesF_(t, n, k, es, shifts, factors, rows, c);
            if (t == n) break;
            compat_to_logarithmsF_((t + 1 - since) * k, rows + since * k, c + since * k);
        }
        if (t == again || !linear) {
            compat_log_stepF_(k, e + t * down, rows + t * k, moves, rows + (t + 1) * k);
            t++;
        }
        since = again = t; /* once more with numbers near 1, before the step is done with logarithms */
        linear = compat_to_linearF_(k, rows + t * k, c + t * k, room);
    }
    if (linear) compat_to_logarithmsF_((n + 1 - since) * k, rows + since * k, c + since * k);
    memcpy(rows, first, (size_t)k * sizeof(T_));
    free(moves);
    return 0;
}
