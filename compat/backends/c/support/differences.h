/* Proposals along differences: of other chains (DE_CHAINS), or of earlier draws of the same one (DE_PAST). */

enum {
    DE_RATIO,
    DE_TAKEN,
    DE_SCALING,
    DE_FACTOR,
    DE_POINT
}; /* columns of statistics; the new point is the last ones */

/* Of DE_CHAINS: more[0] is the number of the chain among more[1], each of more[2] elements of the state.
   Of DE_PAST: more[0] draws were made before this call, and follow. */
static int differences(struct steps *r, const struct method *m, int64_t draw, double *stats)
{
    const int64_t n = m->size;
    double *x = r->state, *q = m->vector, *q0 = q + n, *scaling = m->own, *factor = m->own + 1, ratio;
    int64_t *until = m->counts, *accepted = m->counts + 1, *order = m->counts + 2;
    if (!*until && m->tunes) {
        const double rate = (double)*accepted / (double)m->interval;
        if (m->shuffles) /* which of the two is tuned, if any */
            m->own[m->shuffles - 1] = tuned(m->own[m->shuffles - 1], rate);
        *until = m->interval;
        *accepted = 0;
    }
    if (propose(&r->stream, m->proposal, n, m->scale, q)) return STOP;
    const double *one = 0, *other = 0; /* points that differ, element k of which lies at places[k] or at k */
    if (m->kind == DE_CHAINS) {
        const int64_t chain = (int64_t)m->more[0], others = (int64_t)m->more[1] - 1, size = (int64_t)m->more[2];
        for (int64_t k = 0; k < others; k++) order[k] = k + (k >= chain);
        shuffle(&r->stream, others, order);
        one = r->state_before + (order[0] - chain) * size;
        other = r->state_before + (order[1] - chain) * size;
    } else {
        const int64_t before = (int64_t)m->more[0], seen = before + draw;
        if (seen > 1) {
            const int64_t a = whole_number(&r->stream, seen - 1);
            int64_t b;
            do b = whole_number(&r->stream, seen - 1);
            while (b == a);
            one = a < before ? m->more + 1 + a * n : m->stats + m->columns * (a - before) + DE_POINT;
            other = b < before ? m->more + 1 + b * n : m->stats + m->columns * (b - before) + DE_POINT;
        }
    }
    for (int64_t k = 0; k < n; k++) {
        const int64_t at = m->kind == DE_CHAINS ? m->places[k] : k;
        const double noise = q[k] * *scaling;
        q0[k] = x[m->places[k]];
        q[k] = (one ? q0[k] + *factor * (one[at] - other[at]) : q0[k]) + noise;
    }
    for (int64_t k = 2 * n; k < m->length; k++) q[k] = x[m->reads[k - 2 * n]];
    if (m->density((size_t)m->length, 1, q, &ratio, m->user)) return STOP;
    int taken;
    if (decide(&r->stream, ratio, &taken)) return STOP;
    if (taken)
        for (int64_t k = 0; k < n; k++) x[m->places[k]] = q[k];
    *accepted += taken;
    --*until;
    stats[DE_RATIO] = ratio;
    stats[DE_TAKEN] = taken;
    stats[DE_SCALING] = *scaling;
    stats[DE_FACTOR] = *factor;
    if (m->kind == DE_PAST)
        for (int64_t k = 0; k < n; k++) stats[DE_POINT + k] = x[m->places[k]];
    return FINE;
}
