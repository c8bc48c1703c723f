/* Steps of the leapfrog integrator: infer/hamiltonian/integration.py. */

#define TOO_LONG 2.0 /* seconds of a draw, in which Ctrl-C is not noticed */
/* What a draw needs. until: when it has taken too long. */
struct dynamics {
    const struct method *method;
    const struct routines *blas;
    struct stream *stream;
    struct mass mass;
    struct pool *pool;
    double until;
};

/* To be asked every few steps. */
static int too_long(const struct dynamics *d)
{
    return seconds() > d->until;
}

static double dot(const struct dynamics *d, const double *a, const double *b)
{
    const int n = (int)d->pool->n, one = 1;
    return d->blas->dot(&n, a, &one, b, &one);
}

/* y += factor * x */
static void add_to(const struct dynamics *d, double *y, double factor, const double *x)
{
    const int n = (int)d->pool->n, one = 1;
    d->blas->axpy(&n, &factor, x, &one, y, &one);
}

/* What follows from momentum, log density and gradient. STOP where NumPy warns. */
static int follow(struct dynamics *d, struct phase *s)
{
    if (velocity(d->blas, &d->mass, s->p, s->v)) return STOP;
    const double kinetic = 0.5 * dot(d, s->p, s->v);
    s->energy = kinetic - *s->logp;
    return isnan(s->energy) && !isnan(kinetic) && !isnan(*s->logp) ? STOP : FINE;
}

static int evaluate(const struct dynamics *d, struct phase *s)
{
    return d->method->density((size_t)d->pool->length, 1, s->q, s->logp, d->method->user) ? STOP : FINE;
}

/* `to`: from `from` on by `epsilon`. */
static int leap(struct dynamics *d, double epsilon, const struct phase *from, struct phase *to)
{
    const size_t n = (size_t)d->pool->n * sizeof(double);
    const double half = 0.5 * epsilon;
    memcpy(to->p, from->p, n);
    memcpy(to->q, from->q, (size_t)d->pool->length * sizeof(double));
    add_to(d, to->p, half, from->logp + 1);
    if (velocity(d->blas, &d->mass, to->p, to->v)) return STOP;
    add_to(d, to->q, epsilon, to->v);
    if (evaluate(d, to)) return STOP;
    add_to(d, to->p, half, to->logp + 1);
    return follow(d, to);
}
