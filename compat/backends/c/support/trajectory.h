/* A trajectory of NUTS: infer/hamiltonian/trajectory.py, with the same uniforms and the same order of sums. */

enum { GREW, TURNED, DIVERGED, FAILED };
/* A stretch of trajectory, in the direction of building, with its sum of momenta. */
struct tree {
    struct phase *left, *right, *proposal;
    const double *p_sum;
    double log_weight, log_accept, accept;
    int64_t size;
};
/* from, to: the points before and after the step that diverged. sums: of momenta, two at each depth. */
struct trajectory {
    struct dynamics *d;
    double step_size, initial_energy, largest, allowed, change;
    struct phase *from, *to;
    double *sums, *joint;
};

/* STOP where NumPy's logarithm might decide otherwise. */
static int happens(struct dynamics *d, double log_probability, int *answer)
{
    const double level = log(uniform(d->stream));
    if (!(fabs(level - log_probability) > 1e-13 * fabs(level))) return STOP;
    *answer = level < log_probability;
    return FINE;
}

static double log_of_sum(double a, double b)
{
    const double high = a >= b ? a : b, low = a >= b ? b : a;
    return low == -INFINITY ? high : high + log1p(exp(low - high));
}

static double log_minus_one(double a)
{
    return a + (a < log(2.0) ? log(-expm1(-a)) : log1p(-exp(-a)));
}

static int turns(const struct dynamics *d, const double *p_sum, const struct phase *first, const struct phase *last)
{
    return dot(d, p_sum, first->v) <= 0 || dot(d, p_sum, last->v) <= 0;
}

/* Either stretch, extended by the nearest point of the other, turns back. */
static int joint_turns(const struct trajectory *t, const struct tree *one, const struct tree *two)
{
    const int64_t n = t->d->pool->n;
    for (int64_t k = 0; k < n; k++) t->joint[k] = one->p_sum[k] + two->left->p[k];
    if (turns(t->d, t->joint, one->left, two->left)) return 1;
    for (int64_t k = 0; k < n; k++) t->joint[k] = one->right->p[k] + two->p_sum[k];
    return turns(t->d, t->joint, one->right, two->right);
}

static void drop(struct pool *pool, const struct tree *tree)
{
    release(pool, tree->left);
    release(pool, tree->right);
    release(pool, tree->proposal);
}

static int one_step(struct trajectory *t, struct phase *start, int direction, struct tree *made)
{
    struct phase *s = new_phase(t->d->pool);
    *made = (struct tree){.size = 1};
    if (leap(t->d, direction * t->step_size, start, s)) return FAILED;
    double change = s->energy - t->initial_energy;
    if (isnan(change)) change = INFINITY;
    if (fabs(change) > fabs(t->largest)) t->largest = change;
    if (fabs(change) >= t->allowed) {
        t->change = change;
        t->from = keep(start);
        t->to = s;
        return DIVERGED;
    }
    const double log_accept = -change < 0.0 ? -change : 0.0;
    *made = (struct tree){s, keep(s), keep(s), s->p, -change, -change + log_accept, exp(log_accept), 1};
    return GREW;
}

/* 2 to the power of `depth` steps from `start`. which: of two trees of this depth. Of one that did not grow there is
   nothing but its size and its acceptance. */
static int build(struct trajectory *t, struct phase *start, int depth, int which, int direction, struct tree *made)
{
    struct tree first, second;
    int taken, how;
    if (!depth) return one_step(t, start, direction, made);
    if (depth == 3 && too_long(t->d)) return FAILED;
    how = build(t, start, depth - 1, 0, direction, made);
    if (how != GREW) return how;
    first = *made;
    how = build(t, first.right, depth - 1, 1, direction, &second);
    made->accept = first.accept + second.accept;
    made->size = first.size + second.size;
    if (how != GREW) {
        drop(t->d->pool, &first);
        return how;
    }
    const int64_t n = t->d->pool->n;
    double *p_sum = t->sums + (2 * depth + which) * n;
    for (int64_t k = 0; k < n; k++) p_sum[k] = first.p_sum[k] + second.p_sum[k];
    how =
        turns(t->d, p_sum, first.left, second.right) || (depth > 1 && joint_turns(t, &first, &second)) ? TURNED : GREW;
    made->p_sum = p_sum;
    made->log_weight = log_of_sum(first.log_weight, second.log_weight);
    if (happens(t->d, second.log_weight - made->log_weight, &taken)) return FAILED;
    made->log_accept = log_of_sum(first.log_accept, second.log_accept);
    made->left = first.left;
    made->right = second.right;
    made->proposal = taken ? second.proposal : first.proposal;
    release(t->d->pool, first.right);
    release(t->d->pool, second.left);
    release(t->d->pool, taken ? first.proposal : second.proposal);
    if (how == TURNED) drop(t->d->pool, made);
    return how;
}

/* The next point, in `end`, after doublings until it turns, diverges, or has doubled `most` times. depth: how often it
   did; whole: the trajectory, without its points. */
static int run_trajectory(struct trajectory *t, struct phase *start, int most, struct phase **end, int *depth,
                          struct tree *whole)
{
    struct pool *pool = t->d->pool;
    const int64_t n = pool->n;
    double *p_sum = t->sums;
    struct tree here = {start, keep(start), keep(start), p_sum, 0.0, -INFINITY, 0.0, 0}, tree;
    int how = GREW, forward, taken;
    memcpy(p_sum, start->p, (size_t)n * sizeof(double));
    for (*depth = 0; *depth < most && how == GREW;) {
        if (happens(t->d, log(0.5), &forward)) return FAILED;
        how = build(t, forward ? here.right : here.left, *depth, 0, forward ? 1 : -1, &tree);
        if (how == FAILED) return FAILED;
        ++*depth;
        here.size += tree.size;
        here.accept += tree.accept;
        if (how != GREW) break;
        if (happens(t->d, tree.log_weight - here.log_weight, &taken)) return FAILED;
        if (taken) {
            release(pool, here.proposal);
            here.proposal = keep(tree.proposal);
        }
        here.log_weight = log_of_sum(here.log_weight, tree.log_weight);
        here.log_accept = log_of_sum(here.log_accept, tree.log_accept);
        for (int64_t k = 0; k < n; k++) p_sum[k] = p_sum[k] + tree.p_sum[k];
        const struct tree back = {.left = tree.right, .right = tree.left, .p_sum = tree.p_sum};
        const struct tree *one = forward ? &here : &back, *two = forward ? &tree : &here;
        if (turns(t->d, p_sum, one->left, two->right) || joint_turns(t, one, two)) how = TURNED;
        struct phase **grown = forward ? &here.right : &here.left;
        release(pool, *grown);
        *grown = keep(tree.right);
        drop(pool, &tree);
    }
    *end = keep(here.proposal);
    drop(pool, &here);
    *whole = here;
    return how;
}
