/* Points of phase space: positions with momenta, and what follows from them. They lie in a pool, and one is free again
   when it is not used. */

enum { MOST_DEPTH = 60, MOST_POINTS = 3 * MOST_DEPTH + 10 };
/* q: the position, followed by the values that stay; logp, and the gradient behind it; v: the velocity. */
struct phase {
    int64_t uses;
    double *q, *logp, *p, *v, energy;
};
/* n: of variables that move; length: of what the density reads. room: of points that were not yet used. */
struct pool {
    int64_t n, length, made, n_free;
    double *room;
    struct phase points[MOST_POINTS], *free[MOST_POINTS];
};

static struct phase *new_phase(struct pool *pool)
{
    struct phase *s;
    if (pool->n_free)
        s = pool->free[--pool->n_free];
    else {
        s = pool->points + pool->made++;
        s->q = pool->room;
        s->logp = s->q + pool->length;
        s->p = s->logp + 1 + pool->n;
        s->v = s->p + pool->n;
        pool->room = s->v + pool->n;
    }
    s->uses = 1;
    return s;
}

static struct phase *keep(struct phase *s)
{
    s->uses++;
    return s;
}

static void release(struct pool *pool, struct phase *s)
{
    if (s && !--s->uses) pool->free[pool->n_free++] = s;
}
