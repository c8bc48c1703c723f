/* Runs of step methods: many draws in one call, with the random numbers that numpy.random would give. */

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include "blas_routines.h"
/* What is not done here, or not for certain as Python does it, ends the run at the beginning of its draw. */
enum { FINE, STOP };
enum {
    METROPOLIS,
    BINARY,
    BINARY_GIBBS,
    UNIFORM_GIBBS,
    PROPORTIONAL_GIBBS,
    SLICE,
    ELLIPSE,
    DE_CHAINS,
    DE_PAST,
    NUTS,
    HMC
};
enum { NORMAL, UNIFORM, LAPLACE, CAUCHY, POISSON, COVARIANCE };
#define WHOLE 9007199254740992.0 /* up to which doubles have all whole numbers */
#define LARGEST_EXPONENT 709.0 /* of which NumPy's exp does not warn */
#define MOST_ROUNDS 100000.0 /* of one loop of a slice, in which Ctrl-C is not noticed */
#define SURE 1e-6 /* differences from 1 below have too few digits to decide by */
typedef int (*density_t)(size_t dim, size_t n, const double *x, double *out, const void *user);
typedef void *(*place_t)(void *context, int number, const int64_t *lengths);
typedef int (*program_t)(const void *const *in, const int64_t *const *lengths, place_t place, void *context);

/* A numpy.random.RandomState on MT19937: its generator, how many words of 32 bits were taken of that, and the second
   normal deviate of a pair. */
struct stream {
    void *generator;
    double (*next_double)(void *);
    uint32_t (*next_word)(void *);
    int64_t words, has_second;
    double second;
};
/* `size` elements of the point, at `places`; `discrete` says which are whole numbers.
   density: log density at the point, of `length` numbers; of METROPOLIS the difference of two at a vector of so many:
   the proposal, where it comes from, and the elements `reads` of the point. own, counts: its part of the state.
   chance: to propose a change of an element. categories: of each element; in counts is their order, new for each draw
   if it `shuffles`; of differences that says which of its own numbers is tuned. limit: of rounds in a loop. vector:
   scratch. more: further numbers that it reads. numbers: where it may write down `room` of them in a call. stats: so
   many `columns` a draw. terms, if any: writes in `table` the terms of the log density that depend on one element
   alone, at each of its values; `firsts` says where those of an element begin, `strides` how far it is from value to
   value. */
struct method {
    int64_t kind, size;
    const int64_t *places, *discrete;
    density_t density;
    const void *user;
    int64_t length;
    const int64_t *reads;
    double *vector, *own;
    int64_t *counts;
    int64_t proposal;
    const double *scale;
    int64_t tunes, interval;
    double chance;
    const int64_t *categories;
    int64_t shuffles;
    double limit;
    double *more;
    double *numbers;
    int64_t room;
    double *stats;
    int64_t columns;
    density_t terms;
    const void *terms_user;
    const int64_t *firsts, *strides;
    double *table;
};
/* What is kept of a draw: the outputs of a program, each in an array with a row for each draw.
   starts: where the inputs that are variables begin in the point; as_whole: whether they are of int64, at `whole`. */
struct recorder {
    program_t program;
    const void *const *in;
    const int64_t *const *lengths;
    int64_t variables;
    const int64_t *starts, *sizes, *as_whole;
    int64_t *whole;
    int64_t outputs;
    char *const *rows;
    const int64_t *elements, *bytes, *ranks;
};
/* state, counts: all that a draw changes, the point at first, and as it was before the present one.
   seconds: after which no further draw begins. stopped: whether a draw ended the run. */
struct steps {
    struct stream stream;
    double *state, *state_before;
    int64_t *counts, *counts_before;
    int64_t n_state, n_counts, n_methods;
    const struct method *methods;
    const struct routines *blas; /* none where no method calls one */
    struct recorder recorder; /* its program may be none */
    double *points; /* all points are kept here, if anywhere */
    int64_t dimension;
    double seconds;
    int64_t stopped;
};
struct drawn {
    const struct recorder *recorder;
    int64_t draw;
};

static double uniform(struct stream *s)
{
    s->words += 2;
    return s->next_double(s->generator);
}

static double normal(struct stream *s)
{
    if (s->has_second) {
        const double second = s->second;
        s->has_second = 0;
        s->second = 0.0;
        return second;
    }
    double a, b, r;
    do {
        a = 2.0 * uniform(s) - 1.0;
        b = 2.0 * uniform(s) - 1.0;
        r = a * a + b * b;
    } while (r >= 1.0 || r == 0.0);
    const double f = sqrt(-2.0 * log(r) / r);
    s->second = f * a;
    s->has_second = 1;
    return f * b;
}

static double exponential(struct stream *s)
{
    return -log(1.0 - uniform(s));
}

/* A whole number up to `most`. */
static int64_t whole_number(struct stream *s, int64_t most)
{
    uint32_t mask = (uint32_t)most, value;
    if (!most) return 0;
    for (int k = 1; k < 32; k *= 2) mask |= mask >> k;
    do {
        s->words++;
        value = s->next_word(s->generator) & mask;
    } while (value > (uint32_t)most);
    return value;
}

void shuffle(struct stream *s, int64_t n, int64_t *order)
{
    for (int64_t k = n - 1; k > 0; k--) {
        const int64_t other = whole_number(s, k), here = order[k];
        order[k] = order[other];
        order[other] = here;
    }
}

#include "proposals.h"

/* Whether `level` is below a ratio that is known up to `error`; STOP where that, or NumPy's logarithm, might decide. */
static int decide_at(double level, double ratio, double error, int *taken)
{
    if (!(fabs(level - ratio) > error + 1e-13 * fabs(level))) return STOP;
    *taken = level < ratio;
    return FINE;
}

/* Whether a proposal is taken: infer/steps/acceptance.py. STOP where NumPy's logarithm might decide otherwise. */
static int decide(struct stream *s, double ratio, int *taken)
{
    *taken = 0;
    if (!isfinite(ratio)) return FINE;
    if (ratio > LARGEST_EXPONENT) return STOP;
    return decide_at(log(uniform(s)), ratio, 0.0, taken);
}

/* The scale of proposals from the share that was accepted: the same file. */
static double tuned(double scale, double rate)
{
    if (rate < 0.001) return scale * 0.1;
    if (rate < 0.05) return scale * 0.5;
    if (rate < 0.2) return scale * 0.9;
    if (rate > 0.95) return scale * 10.0;
    if (rate > 0.75) return scale * 2.0;
    if (rate > 0.5) return scale * 1.1;
    return scale;
}

static int metropolis(struct steps *r, const struct method *m, double *stats)
{
    const int64_t n = m->size;
    double *x = r->state, *q = m->vector, *q0 = q + n, *scaling = m->own, ratio;
    int64_t *until = m->counts, *accepted = m->counts + 1;
    if (!*until && m->tunes) {
        *scaling = tuned(*scaling, (double)*accepted / (double)m->interval);
        *until = m->interval;
        *accepted = 0;
    }
    if (m->proposal == COVARIANCE)
        correlated(r, m, m->vector + m->length, q);
    else if (propose(&r->stream, m->proposal, n, m->scale, q))
        return STOP;
    for (int64_t k = 0; k < n; k++) {
        double move = q[k] * *scaling;
        q0[k] = x[m->places[k]];
        if (m->discrete[k]) move = rint(move);
        q[k] = q0[k] + move;
        if (m->discrete[k] && !(fabs(move) < WHOLE && fabs(q[k]) < WHOLE)) return STOP;
    }
    for (int64_t k = 2 * n; k < m->length; k++) q[k] = x[m->reads[k - 2 * n]];
    if (m->density((size_t)m->length, 1, q, &ratio, m->user)) return STOP;
    int taken;
    if (decide(&r->stream, ratio, &taken)) return STOP;
    if (taken)
        for (int64_t k = 0; k < n; k++) x[m->places[k]] = q[k];
    *accepted += taken;
    --*until;
    stats[0] = ratio;
    stats[1] = taken;
    stats[2] = *scaling;
    return FINE;
}

static int log_density(const struct method *m, const double *x, double *value)
{
    return m->density((size_t)m->length, 1, x, value, m->user) ? STOP : FINE;
}

/* The log of a ratio; STOP where NumPy warns of the difference. */
static int difference(double there, double here, double *ratio)
{
    *ratio = there - here;
    return isinf(there) && there == here ? STOP : FINE;
}

static int binary(struct steps *r, const struct method *m, double *stats)
{
    const int64_t n = m->size;
    double *x = r->state, *before = m->vector, there, here, ratio;
    int taken;
    for (int64_t k = 0; k < n; k++) before[k] = x[m->places[k]];
    if (log_density(m, x, &here)) return STOP;
    for (int64_t k = 0; k < n; k++)
        if (uniform(&r->stream) < m->chance) x[m->places[k]] = 1 - before[k];
    if (log_density(m, x, &there) || difference(there, here, &ratio) || decide(&r->stream, ratio, &taken)) return STOP;
    if (!taken)
        for (int64_t k = 0; k < n; k++) x[m->places[k]] = before[k];
    m->counts[0] += taken;
    stats[0] = ratio;
    return FINE;
}

#include "gibbs.h"

/* `to` between `low` and `high`; STOP where NumPy refuses. */
static int between(struct stream *s, double low, double high, double *to)
{
    const double range = high - low;
    if (!isfinite(range)) return STOP;
    *to = low + range * uniform(s);
    return FINE;
}

/* infer/slices/slicer.py */
static int slice(struct steps *r, const struct method *m)
{
    const size_t bytes = (size_t)m->length * sizeof(double);
    double *q = r->state, *low = m->vector, *high = low + m->length, *widths = m->own, *learnt = m->own + m->size;
    const double most = m->limit < MOST_ROUNDS ? m->limit : MOST_ROUNDS;
    memcpy(low, q, bytes);
    memcpy(high, q, bytes);
    for (int64_t k = 0; k < m->size; k++) {
        const int64_t i = m->places[k];
        const double origin = q[i];
        double level, here, from;
        if (log_density(m, q, &here)) return STOP;
        level = here - exponential(&r->stream);
        if (between(&r->stream, 0.0, widths[k], &from)) return STOP;
        low[i] = q[i] - from;
        high[i] = q[i] + widths[k];
        for (int side = 0; side < 2; side++) {
            double *end = side ? high : low, rounds = 0.0;
            for (;;) {
                if (log_density(m, end, &here)) return STOP;
                if (!(level <= here)) break;
                end[i] += side ? widths[k] : -widths[k];
                if (++rounds > most) return STOP;
            }
        }
        double rounds = 0.0;
        if (between(&r->stream, low[i], high[i], q + i)) return STOP;
        for (;;) {
            if (log_density(m, q, &here)) return STOP;
            if (!(here < level)) break;
            if (q[i] > origin)
                high[i] = q[i];
            else if (q[i] < origin)
                low[i] = q[i];
            if (between(&r->stream, low[i], high[i], q + i)) return STOP;
            if (++rounds > most) return STOP;
        }
        if (m->tunes) {
            widths[k] = widths[k] * (*learnt / (*learnt + 1)) + (high[i] - low[i]) / (*learnt + 1);
            low[i] = high[i] = q[i];
        }
    }
    if (m->tunes) *learnt += 1;
    return FINE;
}

#include "ellipse.h"
#include "differences.h"

/* Of a clock that only runs on. */
static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

#include "hamiltonian.h"

static void *row(void *context, int number, const int64_t *lengths)
{
    const struct drawn *d = context;
    const struct recorder *r = d->recorder;
    if (number < 0) return NULL;
    int64_t elements = 1;
    for (int64_t k = 0; k < r->ranks[number]; k++) elements *= lengths[k];
    return elements == r->elements[number] ? r->rows[number] + d->draw * r->bytes[number] : NULL;
}

static int record(const struct steps *s, int64_t draw)
{
    const struct recorder *r = &s->recorder;
    struct drawn drawn = {r, draw};
    if (!r->program) return FINE;
    for (int64_t v = 0; v < r->variables; v++)
        if (r->as_whole[v])
            for (int64_t k = r->starts[v]; k < r->starts[v] + r->sizes[v]; k++) r->whole[k] = (int64_t)s->state[k];
    return r->program(r->in, r->lengths, row, &drawn);
}

static int one(struct steps *r, const struct method *m, int64_t draw)
{
    double *stats = m->stats + m->columns * draw;
    return m->kind == METROPOLIS ? metropolis(r, m, stats)
           : m->kind == BINARY   ? binary(r, m, stats)
           : m->kind == SLICE    ? slice(r, m)
           : m->kind == ELLIPSE  ? ellipse(r, m)
           : m->kind >= NUTS     ? hamiltonian(r, m, stats)
           : m->kind > ELLIPSE   ? differences(r, m, draw, stats)
                                 : gibbs(r, m);
}

static int all(struct steps *r, int64_t draw)
{
    for (int64_t k = 0; k < r->n_methods; k++)
        if (one(r, r->methods + k, draw)) return STOP;
    if (r->points) memcpy(r->points + draw * r->dimension, r->state, (size_t)r->dimension * sizeof(double));
    return record(r, draw) ? STOP : FINE;
}

/* Up to `draws` draws; how many there are. Of one that ends the run nothing is left. */
int64_t run_steps(struct steps *r, int64_t draws)
{
    const size_t state = (size_t)r->n_state * sizeof(double), counts = (size_t)r->n_counts * sizeof(int64_t);
    const double until = seconds() + r->seconds;
    for (int64_t draw = 0; draw < draws; draw++) {
        const struct stream before = r->stream;
        if (draw && seconds() > until) return draw;
        memcpy(r->state_before, r->state, state);
        memcpy(r->counts_before, r->counts, counts);
        if (all(r, draw) == FINE) continue;
        r->stream = before;
        memcpy(r->state, r->state_before, state);
        memcpy(r->counts, r->counts_before, counts);
        r->stopped = 1;
        return draw;
    }
    return draws;
}

/* Records `draws` points that were kept; how many went well before one that did not. */
int64_t record_points(struct steps *r, int64_t draws)
{
    for (int64_t draw = 0; draw < draws; draw++) {
        memcpy(r->state, r->points + draw * r->dimension, (size_t)r->dimension * sizeof(double));
        if (record(r, draw)) return draw;
    }
    return draws;
}
