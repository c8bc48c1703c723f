/* Deviates of a random walk: infer/steps/proposals.py. */

#define FEW \
    10.0 /* mean of a Poisson deviate, from which on NumPy rejects (PTRS: Hoermann, 1993) and no longer counts */

static double poisson_by_counting(struct stream *s, double mean)
{
    const double end = exp(-mean);
    double product = 1.0, count = 0.0;
    if (mean == 0.0) return 0.0;
    while ((product *= uniform(s)) > end) count += 1.0;
    return count;
}

/* STOP where NumPy's logarithm of the gamma function might decide otherwise. */
static int poisson_by_rejection(struct stream *s, double mean, double *count)
{
    const double log_mean = log(mean), b = 0.931 + 2.53 * sqrt(mean), a = -0.059 + 0.02483 * b;
    const double level = log(1.1239 + 1.1328 / (b - 3.4)), sure = 0.9277 - 3.6224 / (b - 2);
    for (;;) {
        const double u = uniform(s) - 0.5, v = uniform(s), us = 0.5 - fabs(u);
        const double k = *count = floor((2 * a / us + b) * u + mean + 0.43);
        if (!(fabs(k) < WHOLE)) return STOP;
        if (us >= 0.07 && v <= sure) return FINE;
        if (k < 0 || (us < 0.013 && v > us)) continue;
        const double left = log(v) + level - log(a / (us * us) + b), factorial = lgamma(k + 1);
        const double right = -mean + k * log_mean - factorial;
        if (!(fabs(left - right) > 1e-13 * (1 + mean + k * log_mean + factorial))) return STOP;
        if (left <= right) return FINE;
    }
}

int propose(struct stream *s, int64_t proposal, int64_t n, const double *scale, double *out)
{
    switch (proposal) {
    case NORMAL:
        for (int64_t k = 0; k < n; k++) out[k] = 0.0 + scale[k] * normal(s);
        return FINE;
    case UNIFORM:
        for (int64_t k = 0; k < n; k++) out[k] = -scale[k] + (scale[k] - -scale[k]) * uniform(s);
        return FINE;
    case LAPLACE:
        for (int64_t k = 0; k < n; k++) out[k] = exponential(s);
        for (int64_t k = 0; k < n; k++) out[k] = (out[k] - exponential(s)) * scale[k];
        return FINE;
    case CAUCHY:
        for (int64_t k = 0; k < n; k++) {
            const double above = normal(s), below = normal(s);
            out[k] = above / below * scale[k];
        }
        return FINE;
    case POISSON:
        for (int64_t k = 0; k < n; k++) {
            if (scale[k] < FEW)
                out[k] = poisson_by_counting(s, scale[k]);
            else if (poisson_by_rejection(s, scale[k], out + k))
                return STOP;
            out[k] -= scale[k];
        }
        return FINE;
    default:
        return STOP;
    }
}

/* Normal deviates times a factor of their covariance, which follows more[0]; that says whether it lies by columns. */
static void correlated(struct steps *r, const struct method *m, double *deviates, double *out)
{
    const int size = (int)m->size, step = 1;
    const double whole = 1.0, none = 0.0;
    for (int k = 0; k < size; k++) deviates[k] = normal(&r->stream);
    r->blas->gemv(m->more[0] != 0.0 ? "N" : "T", &size, &size, &whole, m->more + 1, &size, deviates, &step, &none, out,
                  &step);
}
