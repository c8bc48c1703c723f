/* Sweeps over discrete elements, one after the other. */

#define ROUNDING 1e-11 /* of a difference of log densities, in units of what they are sums of: a wide bound */
/* The log density now, if `known`. error: of differences of terms in the table, below 0 where there is no table. */
struct sweep {
    struct steps *run;
    const struct method *method;
    double here, error;
    int known;
};

static int known(struct sweep *w)
{
    if (!w->known && log_density(w->method, w->run->state, &w->here)) return STOP;
    w->known = 1;
    return FINE;
}

static double term(const struct method *m, int64_t k, double value)
{
    return m->table[m->firsts[k] + m->strides[k] * (int64_t)value];
}

/* Fills the table, if there is one and it has all that a sweep asks. */
static void tabulate(struct sweep *w)
{
    const struct method *m = w->method;
    const double *x = w->run->state;
    double sum = 1.0 + fabs(w->here);
    w->error = -1.0;
    if (!m->terms || m->terms((size_t)m->length, 1, x, m->table, m->terms_user)) return;
    for (int64_t k = 0; k < m->size; k++) {
        const double value = x[m->places[k]];
        const int64_t values = m->kind == BINARY_GIBBS ? 2 : m->categories[k];
        if (!(value >= 0.0 && value < (double)values) || value != floor(value)) return;
        sum += fabs(term(m, k, value));
    }
    if (isfinite(sum)) w->error = ROUNDING * sum;
}

/* Whether `element` is `other` from now on; the log densities decide where the terms can't. */
static int take_or_leave(struct sweep *w, int64_t k, double *element, double other)
{
    struct stream *s = &w->run->stream;
    const double before = *element;
    double there, ratio, level = 0.0;
    int taken = 0, drawn = 0;
    if (w->error >= 0.0) {
        const double found = term(w->method, k, other) - term(w->method, k, before);
        if (!isfinite(found)) return FINE;
        if (found < LARGEST_EXPONENT - 1.0) {
            level = log(uniform(s));
            drawn = 1;
            if (decide_at(level, found, w->error, &taken) == FINE) {
                if (taken) {
                    *element = other;
                    w->known = 0;
                }
                return FINE;
            }
        }
    }
    if (known(w)) return STOP;
    *element = other;
    if (log_density(w->method, w->run->state, &there) || difference(there, w->here, &ratio)) return STOP;
    if (drawn ? decide_at(level, ratio, 0.0, &taken) : decide(s, ratio, &taken)) return STOP;
    if (taken)
        w->here = there;
    else
        *element = before;
    return FINE;
}

/* Another category for the element at `k`, all alike, or the other value of two. */
static int change(struct sweep *w, int64_t k)
{
    const struct method *m = w->method;
    double *element = w->run->state + m->places[k];
    if (m->kind == BINARY_GIBBS) return take_or_leave(w, k, element, 1 - *element);
    if (m->categories[k] < 2) return STOP;
    const int64_t other = whole_number(&w->run->stream, m->categories[k] - 2);
    return take_or_leave(w, k, element, (double)(other + ((double)other >= *element)));
}

/* A category of n by the logs of their densities, known up to `error`: infer/gibbs/categorical.py. u: the numbers
   it decides by, drawn where they are not there yet. STOP where the last digits of an exponential might decide. */
static int in_proportion(struct stream *s, const double *logs, double *shares, int64_t n, int64_t given, double error,
                         double *u, int64_t *taken)
{
    double largest = logs[given], sum = 0.0, whole = 0.0, reached = 0.0;
    for (int64_t c = 0; c < n; c++) {
        if (isnan(logs[c])) return STOP;
        if (logs[c] > largest) largest = logs[c];
    }
    if (!isfinite(largest)) return STOP;
    for (int64_t c = 0; c < n; c++) sum += shares[c] = exp(logs[c] - largest);
    const double others = 1.0 - shares[given] / sum;
    if (!(others > SURE)) return STOP;
    shares[given] = 0.0;
    for (int64_t c = 0; c < n; c++) whole += shares[c] = shares[c] / sum / others;
    const double digits = (1e-14 + 8.0 * error) / others, unsure = 1e-13 + digits;
    if (isnan(u[0])) u[0] = uniform(s);
    int64_t proposed = 0;
    for (int64_t c = 0; c < n; c++) {
        reached += shares[c];
        if (!(fabs(u[0] - reached / whole) > unsure)) return STOP;
        if (u[0] > reached / whole) proposed = c + 1;
    }
    if (proposed >= n || !(1.0 - shares[proposed] > SURE)) return STOP;
    const double ratio = others / (1.0 - shares[proposed]);
    const double of_ratio = unsure + (1e-14 + (error > 0.0 ? digits : 0.0)) / (1.0 - shares[proposed]);
    if (isnan(u[1])) u[1] = uniform(s);
    if (!(fabs(u[1] - ratio) > ratio * of_ratio)) return STOP;
    *taken = u[1] >= ratio ? given : proposed;
    return FINE;
}

/* Another category in proportion to its density. */
static int change_in_proportion(struct sweep *w, int64_t k)
{
    const struct method *m = w->method;
    double *element = w->run->state + m->places[k], *logs = m->vector, *shares = logs + m->categories[k];
    double u[2] = {NAN, NAN};
    const int64_t n = m->categories[k], given = (int64_t)*element;
    int64_t taken;
    if (given < 0 || given >= n) return STOP;
    if (w->error >= 0.0) {
        for (int64_t c = 0; c < n; c++) logs[c] = term(m, k, (double)c);
        if (in_proportion(&w->run->stream, logs, shares, n, given, w->error, u, &taken) == FINE) {
            w->known = w->known && taken == given;
            *element = (double)taken;
            return FINE;
        }
    }
    if (known(w)) return STOP;
    for (int64_t c = 0; c < n; c++) {
        *element = (double)c;
        if (c == given)
            logs[c] = w->here;
        else if (log_density(m, w->run->state, logs + c))
            return STOP;
    }
    if (in_proportion(&w->run->stream, logs, shares, n, given, 0.0, u, &taken)) return STOP;
    *element = (double)taken;
    w->here = logs[taken];
    return FINE;
}

static int gibbs(struct steps *r, const struct method *m)
{
    struct sweep w = {r, m, 0.0, -1.0, 0};
    if (m->shuffles) shuffle(&r->stream, m->size, m->counts);
    if (known(&w)) return STOP;
    tabulate(&w);
    for (int64_t j = 0; j < m->size; j++) {
        if (m->kind == BINARY_GIBBS && !(uniform(&r->stream) < m->chance)) continue;
        if ((m->kind == PROPORTIONAL_GIBBS ? change_in_proportion : change)(&w, m->counts[j])) return STOP;
    }
    return FINE;
}
