/* Slices along an ellipse: samplers/steps/slices.py. */

/* more[0] says whether the factor of the prior's covariance, which follows, lies by columns. */
static int ellipse(struct steps *r, const struct method *m)
{
    const int size = (int)m->size, step = 1;
    const double whole = 1.0, none = 0.0, circle = 2 * 3.14159265358979311600;
    double *q = r->state, *deviates = m->vector, *prior = deviates + size, *origin = prior + size, here, angle;
    for (int k = 0; k < size; k++) {
        deviates[k] = normal(&r->stream);
        origin[k] = q[m->places[k]];
    }
    r->blas->gemv(m->more[0] != 0.0 ? "N" : "T", &size, &size, &whole, m->more + 1, &size, deviates, &step, &none, prior,
                  &step);
    if (log_density(m, q, &here)) return STOP;
    const double level = here - exponential(&r->stream);
    if (between(&r->stream, 0.0, circle, &angle)) return STOP;
    double high = angle, low = angle - circle;
    for (double rounds = 0.0; rounds < MOST_ROUNDS; rounds++) {
        const double c = cos(angle), s = sin(angle);
        for (int k = 0; k < size; k++) q[m->places[k]] = origin[k] * c + prior[k] * s;
        if (log_density(m, q, &here)) return STOP;
        if (here > level) return FINE;
        if (angle < 0)
            low = angle;
        else
            high = angle;
        if (between(&r->stream, low, high, &angle)) return STOP;
    }
    return STOP;
}
