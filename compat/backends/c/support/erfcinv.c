/* The inverse of erfc. */

#include "normal_quantile.h"

static inline double compat_erfcinv(double x)
{
    if (!(x >= 0 && x <= 2)) return __builtin_nan("");
    if (x == 0 || x == 2) return x == 0 ? __builtin_inf() : -__builtin_inf();
    return QUANTILE(0.5 * (1 - x), x < 1 ? 0.5 * x : 0.5 * (2 - x));
}
static inline float compat_erfcinvf(float x)
{
    return (float)compat_erfcinv((double)x);
}
