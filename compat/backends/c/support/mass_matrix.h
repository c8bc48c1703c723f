/* Mass matrices: infer/hamiltonian/potentials.py and dense_potentials.py, by the same routines of BLAS and LAPACK. */

enum { DIAGONAL, DIAGONAL_ADAPTED, DIAGONAL_BY_GRADIENT, DENSE, DENSE_ADAPTED, DENSE_INVERSE };
enum { EARLY_GRADIENTS = 150, GRADIENT_WINDOW = 100 };
/* Mean and variances, or covariances, of `weight` draws. */
struct moments {
    double *mean, *raw, *weight;
};
/* inverse: variances, or covariances, of which `root` has the inverse standard deviations, or the Cholesky factor by
   columns; of DENSE_INVERSE root is that of the matrix itself. by_columns: so lie the covariances.
   Of one that adapts itself two moments, the first being in use, and the second in its place after each window of
   draws, which grows by a factor. every: draws after which covariances are factorised; sums: of sizes of gradients. */
struct mass {
    int64_t kind, n, by_columns, every;
    double growth, *inverse, *root, *scratch;
    struct moments first, second;
    double *sums;
    int64_t *samples, *window, *updated, *gradients;
};

static int is_dense(int64_t kind)
{
    return kind == DENSE || kind == DENSE_ADAPTED || kind == DENSE_INVERSE;
}

static struct moments moments_at(double **at, int64_t n, int64_t size)
{
    const struct moments m = {*at, *at + n, *at + n + size};
    *at += n + size + 1;
    return m;
}

/* The mass matrix whose numbers begin at `at`, and of one that adapts itself its counts. */
static struct mass mass_matrix(int64_t kind, int64_t n, double *at, int64_t *counts)
{
    const int64_t size = is_dense(kind) ? n * n : n;
    struct mass m = {.kind = kind, .n = n, .inverse = at, .root = kind == DENSE_INVERSE ? at : at + size};
    if (kind == DIAGONAL || kind == DENSE || kind == DENSE_INVERSE) return m;
    at += 2 * size;
    m.first = moments_at(&at, n, size);
    m.second = moments_at(&at, n, size);
    m.sums = at;
    m.samples = counts;
    m.window = counts + 1;
    m.updated = counts + 2;
    m.gradients = counts + 3;
    return m;
}

/* The velocity of a momentum. STOP where NumPy warns of an overflow. */
static int velocity(const struct routines *blas, const struct mass *m, const double *p, double *v)
{
    const int n = (int)m->n, one = 1;
    const double whole = 1.0, none = 0.0;
    int wrong = 0;
    if (m->kind == DENSE_INVERSE) {
        memcpy(v, p, (size_t)n * sizeof(double));
        blas->potrs("L", &n, &one, m->root, &n, v, &n, &wrong);
        return wrong ? STOP : FINE;
    }
    if (is_dense(m->kind)) {
        blas->gemv(m->by_columns ? "N" : "T", &n, &n, &whole, m->inverse, &n, p, &one, &none, v, &one);
        return FINE;
    }
    for (int k = 0; k < n; k++) {
        v[k] = m->inverse[k] * p[k];
        wrong |= !isfinite(v[k]) && isfinite(p[k]);
    }
    return wrong ? STOP : FINE;
}

/* A momentum. */
static int momentum(struct stream *s, const struct routines *blas, const struct mass *m, double *p)
{
    const int n = (int)m->n, one = 1;
    const double whole = 1.0, none = 0.0;
    double *deviates = m->kind == DENSE_INVERSE ? m->scratch : p;
    int wrong = 0;
    for (int k = 0; k < n; k++) deviates[k] = 0.0 + normal(s);
    if (m->kind == DENSE_INVERSE)
        blas->gemv("N", &n, &n, &whole, m->root, &n, deviates, &one, &none, p, &one);
    else if (is_dense(m->kind))
        blas->trtrs("L", "T", "N", &n, &one, m->root, &n, p, &n, &wrong);
    else
        for (int k = 0; k < n; k++) p[k] = m->root[k] * p[k];
    return wrong ? STOP : FINE;
}

static void add_sample(const struct mass *m, const struct moments *to, const double *x)
{
    const int64_t n = m->n;
    double *before = m->scratch;
    *to->weight += 1.0;
    for (int64_t k = 0; k < n; k++) {
        before[k] = x[k] - to->mean[k];
        to->mean[k] += before[k] / *to->weight;
    }
    if (!is_dense(m->kind))
        for (int64_t k = 0; k < n; k++) to->raw[k] += before[k] * (x[k] - to->mean[k]);
    else
        for (int64_t i = 0; i < n; i++) {
            const double after = x[i] - to->mean[i];
            for (int64_t k = 0; k < n; k++) to->raw[i * n + k] += after * before[k];
        }
}

/* The second moments become the first ones, and begin anew. */
static int next_window(const struct mass *m)
{
    const size_t of_mean = (size_t)m->n * sizeof(double), of_raw = is_dense(m->kind) ? of_mean * (size_t)m->n : of_mean;
    memcpy(m->first.mean, m->second.mean, of_mean);
    memcpy(m->first.raw, m->second.raw, of_raw);
    *m->first.weight = *m->second.weight;
    memset(m->second.mean, 0, of_mean);
    memset(m->second.raw, 0, of_raw);
    *m->second.weight = 0.0;
    const double longer = trunc((double)*m->window * m->growth);
    if (!(longer >= 1.0 && longer < WHOLE)) return STOP;
    *m->window = (int64_t)longer;
    return FINE;
}

static void use_variances(const struct mass *m)
{
    for (int64_t k = 0; k < m->n; k++) m->root[k] = 1.0 / sqrt(m->inverse[k]);
}

static int learn_variances(const struct mass *m, const double *x)
{
    add_sample(m, &m->first, x);
    add_sample(m, &m->second, x);
    for (int64_t k = 0; k < m->n; k++) m->inverse[k] = m->first.raw[k] / *m->first.weight;
    use_variances(m);
    if (*m->samples > 0 && *m->samples % *m->window == 0 && next_window(m)) return STOP;
    ++*m->samples;
    return FINE;
}

/* STOP where a sum is 0, of which NumPy warns. */
static int learn_from_gradients(const struct mass *m, const double *x, const double *gradient)
{
    const int64_t n = m->n;
    double *first = m->sums, *second = first + n;
    for (int64_t k = 0; k < n; k++) {
        first[k] += fabs(gradient[k]);
        second[k] += fabs(gradient[k]);
    }
    m->gradients[0]++;
    m->gradients[1]++;
    if (*m->samples <= EARLY_GRADIENTS) {
        if (learn_variances(m, x)) return STOP;
    } else {
        for (int64_t k = 0; k < n; k++) {
            const double root = (double)m->gradients[0] / first[k];
            if (!isfinite(root)) return STOP;
            m->inverse[k] = root * root;
        }
        use_variances(m);
    }
    if (*m->samples > GRADIENT_WINDOW && *m->samples % GRADIENT_WINDOW == GRADIENT_WINDOW / 2) {
        for (int64_t k = 0; k < n; k++) {
            first[k] = second[k];
            second[k] = 1.0;
        }
        m->gradients[0] = m->gradients[1];
        m->gradients[1] = 1;
    }
    return FINE;
}

/* STOP where there is no factor. */
static int learn_covariances(const struct routines *blas, const struct mass *m, const double *x)
{
    const int64_t n = m->n, since = *m->samples - *m->updated;
    add_sample(m, &m->first, x);
    add_sample(m, &m->second, x);
    if ((since + 1) % m->every == 0) {
        for (int64_t k = 0; k < n * n; k++) {
            m->inverse[k] = m->first.raw[k] / (*m->first.weight - 1.0);
            if (!isfinite(m->inverse[k])) return STOP;
        }
        for (int64_t i = 0; i < n; i++)
            for (int64_t k = 0; k < n; k++) m->root[k * n + i] = k > i ? 0.0 : m->inverse[i * n + k];
        const int size = (int)n;
        int wrong = 0;
        blas->potrf("L", &size, m->root, &size, &wrong);
        if (wrong) return STOP;
    }
    if (since >= *m->window) {
        if (next_window(m)) return STOP;
        *m->updated = *m->samples;
    }
    ++*m->samples;
    return FINE;
}

/* Learns from a tuning draw. */
static int learn(const struct routines *blas, const struct mass *m, const double *x, const double *gradient)
{
    return m->kind == DIAGONAL_ADAPTED       ? learn_variances(m, x)
           : m->kind == DIAGONAL_BY_GRADIENT ? learn_from_gradients(m, x, gradient)
           : m->kind == DENSE_ADAPTED        ? learn_covariances(blas, m, x)
                                             : FINE;
}
