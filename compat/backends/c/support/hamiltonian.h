/* Draws of NUTS, and of Hamiltonian Monte Carlo with trajectories of one length: pymc3_api/step_methods/hmc. */

#include "mass_matrix.h"
#include "phase_space.h"
#include "leapfrog.h"
#include "trajectory.h"
/* what such a method is told: infer/compiled_steps/hamiltonian_structs.py has the same names */
enum {
    TARGET,
    GAMMA,
    POWER,
    FIRST,
    MU,
    ADAPTS,
    ALLOWED,
    DEPTH,
    EARLY_DEPTH,
    EARLY_DRAWS,
    OLD_ACCEPTANCE,
    PATH,
    MOST_STEPS,
    LOW,
    HIGH,
    MASS,
    BY_COLUMNS,
    EVERY,
    GROWTH,
    KEPT,
    UNTIMED,
    TOLD
};
/* what it remembers, and behind that the values that stay, and the mass matrix that adapts itself */
enum { LOG_STEP, LOG_MEAN, ERROR, STEP_SIZE, KNOWN };
enum { ADAPTED, ITERATION, WRITTEN, COUNTED };
/* its statistics; of NUTS ended says whether the trajectory turned or diverged, of the other whether it was taken */
enum {
    BEGAN,
    TOOK,
    PROCESSOR,
    OWN_STEP,
    OWN_MEAN,
    ACCEPTED,
    DIVERGENCE,
    CHANGE,
    ENERGY,
    ENERGY_ERROR,
    LOGP,
    STEPS,
    DOUBLED,
    LARGEST,
    ENDED
};
/* why a trajectory was given up */
enum { NOTHING, ENERGY_CHANGED, BAD_ENERGY, LARGE_ERROR };

/* The processor's time, 0 where nobody wants it: the call takes longer than a draw from a small model. */
static double processor_seconds(const struct method *m)
{
    struct timespec now;
    if (m->more[UNTIMED]) return 0.0;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Dual averaging: infer/hamiltonian/step_size.py. */
static void adapt_step(const struct method *m, double accept)
{
    const double *told = m->more, count = (double)m->counts[ADAPTED], weight = 1.0 / (count + told[FIRST]);
    double *own = m->own;
    own[ERROR] = (1 - weight) * own[ERROR] + weight * (told[TARGET] - accept);
    own[LOG_STEP] = told[MU] - own[ERROR] * sqrt(count) / told[GAMMA];
    const double share = pow(count, -told[POWER]);
    own[LOG_MEAN] = share * own[LOG_STEP] + (1 - share) * own[LOG_MEAN];
    m->counts[ADAPTED]++;
}

static void write_phase(const struct pool *pool, const struct phase *s, double *to)
{
    const size_t n = (size_t)pool->n * sizeof(double);
    memcpy(to, s->q, n);
    memcpy(to + pool->n, s->p, n);
    memcpy(to + 2 * pool->n, s->v, n);
    memcpy(to + 3 * pool->n, s->logp + 1, n);
    to[4 * pool->n] = s->energy;
    to[4 * pool->n + 1] = *s->logp;
}

/* Keeps the points before and after what diverged, of the first ones. STOP where there is no room. */
static int write_divergence(const struct method *m, const struct pool *pool, const struct phase *from,
                            const struct phase *to)
{
    const int64_t size = 4 * pool->n + 2, at = m->counts[WRITTEN];
    if ((double)at >= m->more[KEPT] * (double)(2 * size)) return FINE;
    if (at + 2 * size > m->room) return STOP;
    write_phase(pool, from, m->numbers + at);
    write_phase(pool, to, m->numbers + at + size);
    m->counts[WRITTEN] += 2 * size;
    return FINE;
}

/* Density and gradient at the beginning of a draw: those of the last end, where it lies there still. */
static int begin(struct dynamics *d, struct phase *start, double *last)
{
    const size_t length = (size_t)d->pool->length * sizeof(double), n = (size_t)d->pool->n * sizeof(double);
    if (last[0] && !memcmp(last + 1, start->q, length))
        memcpy(start->logp, last + 1 + d->pool->length, n + sizeof(double));
    else if (evaluate(d, start))
        return STOP;
    return follow(d, start) || !isfinite(start->energy) ? STOP : FINE;
}

static int nuts(struct dynamics *d, struct phase *start, double step_size, double *sums, struct phase **end,
                double *stats)
{
    const struct method *m = d->method;
    const double *told = m->more;
    const int early = m->tunes && m->counts[ITERATION] < (int64_t)told[EARLY_DRAWS];
    struct trajectory t = {.d = d, .step_size = step_size, .initial_energy = start->energy, .allowed = told[ALLOWED]};
    struct tree whole;
    int depth;
    t.joint = sums;
    t.sums = sums + d->pool->n;
    const int how = run_trajectory(&t, start, (int)told[early ? EARLY_DEPTH : DEPTH], end, &depth, &whole);
    if (how == FAILED) return STOP;
    stats[ACCEPTED] = told[OLD_ACCEPTANCE]     ? whole.accept / (double)whole.size
                      : whole.log_weight > 0.0 ? exp(whole.log_accept - log_minus_one(whole.log_weight))
                                               : 0.0;
    stats[ENERGY] = (*end)->energy;
    stats[ENERGY_ERROR] = (*end)->energy - t.initial_energy;
    stats[LOGP] = *(*end)->logp;
    stats[STEPS] = (double)whole.size;
    stats[DOUBLED] = depth;
    stats[LARGEST] = t.largest;
    stats[ENDED] = how != GREW;
    if (how != DIVERGED) return FINE;
    stats[DIVERGENCE] = ENERGY_CHANGED;
    stats[CHANGE] = t.change;
    return write_divergence(m, d->pool, t.from, t.to);
}

static int hmc(struct dynamics *d, struct phase *start, double step_size, struct phase **end, double *stats)
{
    const struct method *m = d->method;
    const double *told = m->more, most = told[MOST_STEPS];
    double steps = trunc(told[PATH] / step_size);
    if (!isfinite(steps)) return STOP;
    steps = steps < 1.0 ? 1.0 : steps;
    steps = steps < most ? steps : most;
    struct phase *s = keep(start), *last = keep(start);
    for (double k = 0.0; k < steps; k++) {
        if ((int64_t)k % 8 == 7 && too_long(d)) return STOP;
        release(d->pool, last);
        last = s;
        s = new_phase(d->pool);
        if (leap(d, step_size, last, s)) return STOP;
    }
    double change = start->energy - s->energy;
    if (isnan(change)) change = -INFINITY;
    const int why = fabs(change) > told[ALLOWED] ? LARGE_ERROR : isfinite(s->energy) ? NOTHING : BAD_ENERGY;
    const double accept = exp(change < 0.0 ? change : 0.0);
    const int taken = why == NOTHING && uniform(d->stream) < accept;
    *end = taken ? s : start;
    stats[ACCEPTED] = accept;
    stats[ENERGY] = s->energy;
    stats[ENERGY_ERROR] = change;
    stats[LOGP] = *s->logp;
    stats[STEPS] = steps;
    stats[ENDED] = taken;
    stats[DIVERGENCE] = why;
    return why == NOTHING ? FINE : write_divergence(m, d->pool, last, s);
}

/* A draw. In the scratch lie the last end, vectors for sums, and the pool. */
static int hamiltonian(struct steps *r, const struct method *m, double *stats)
{
    const int64_t n = m->size, length = m->length;
    double *x = r->state, *own = m->own, *told = m->more, *last = m->vector, *sums = last + length + n + 2;
    const int64_t kind = (int64_t)told[MASS];
    const int adapts_mass = kind == DIAGONAL_ADAPTED || kind == DIAGONAL_BY_GRADIENT || kind == DENSE_ADAPTED;
    const int adapts = m->tunes && told[ADAPTS], is_nuts = m->kind == NUTS;
    struct pool pool;
    struct dynamics d = {.method = m, .blas = r->blas, .stream = &r->stream, .pool = &pool};
    stats[BEGAN] = seconds();
    stats[PROCESSOR] = processor_seconds(m);
    d.until = stats[BEGAN] + TOO_LONG;
    d.mass = mass_matrix(kind, n, adapts_mass ? own + KNOWN + length - n : told + TOLD, m->counts + COUNTED);
    d.mass.by_columns = told[BY_COLUMNS] != 0.0;
    d.mass.every = (int64_t)told[EVERY];
    d.mass.growth = told[GROWTH];
    d.mass.scratch = sums;
    sums += n;
    pool.n = n;
    pool.length = length;
    pool.made = pool.n_free = 0;
    pool.room = sums + (is_nuts ? (2 * (int64_t)fmax(told[DEPTH], told[EARLY_DEPTH]) + 3) * n : 0);
    struct phase *start = new_phase(&pool), *end;
    for (int64_t k = 0; k < n; k++) start->q[k] = x[m->places[k]];
    for (int64_t k = n; k < length; k++) own[KNOWN + k - n] = start->q[k] = x[m->reads[k - n]];
    if (momentum(&r->stream, r->blas, &d.mass, start->p) || begin(&d, start, last)) return STOP;
    double step_size = own[STEP_SIZE] = exp(own[adapts ? LOG_STEP : LOG_MEAN]);
    if (told[LOW] < told[HIGH]) {
        double factor;
        if (between(&r->stream, told[LOW], told[HIGH], &factor)) return STOP;
        step_size = factor * step_size;
    }
    if (is_nuts ? nuts(&d, start, step_size, sums, &end, stats) : hmc(&d, start, step_size, &end, stats)) return STOP;
    stats[TOOK] = seconds() - stats[BEGAN];
    stats[PROCESSOR] = processor_seconds(m) - stats[PROCESSOR];
    if (adapts) adapt_step(m, stats[ACCEPTED]);
    stats[OWN_STEP] = exp(own[LOG_STEP]);
    stats[OWN_MEAN] = exp(own[LOG_MEAN]);
    if (m->tunes && learn(r->blas, &d.mass, end->q, end->logp + 1)) return STOP;
    m->counts[ITERATION]++;
    last[0] = 1.0;
    memcpy(last + 1, end->q, (size_t)(length + 1 + n) * sizeof(double));
    for (int64_t k = 0; k < n; k++) x[m->places[k]] = end->q[k];
    return FINE;
}
