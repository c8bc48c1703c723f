/* What is recorded of a draw, OUTPUTS arrays one after the other: see compilation/densities/density.py. */

#include "sampler_call.h"

int expand(size_t dim, size_t n, const double *x, double *out, const void *user)
{
    void *outputs[OUTPUTS];
    const struct user *u = user;
    (void)n;
    for (int k = 0; k < OUTPUTS; k++) outputs[k] = out + u->offsets[k];
    return call(dim, x, u, outputs);
}
