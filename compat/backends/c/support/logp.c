/* The log density and its gradient, as samplers call it: see compilation/densities/density.py. */

#include "sampler_call.h"

int logp(size_t dim, const double *x, double *grad, double *logp, const void *user)
{
    void *outputs[2] = {logp, grad};
    return call(dim, x, user, outputs);
}
