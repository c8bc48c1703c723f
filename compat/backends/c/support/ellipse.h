/* Slices along an ellipse: infer/slices/elliptical_slice.py. */

/* more: as `correlated` reads the factor of the prior's covariance. */
static int ellipse(struct steps *r, const struct method *m)
{
    const int size = (int)m->size;
    const double circle = 2 * 3.14159265358979311600;
    double *q = r->state, *deviates = m->vector, *prior = deviates + size, *origin = prior + size, here, angle;
    for (int k = 0; k < size; k++) origin[k] = q[m->places[k]];
    correlated(r, m, deviates, prior);
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
