/* The inverse of erf. */

#include "normal_quantile.h"

double fabs(double);
static inline double compat_erfinv(double x)
{
    const double a = fabs(x);
    if (!(a < 1)) return a == 1 ? x * __builtin_inf() : __builtin_nan("");
    return QUANTILE(0.5 * x, 0.5 * (1 - a));
}
static inline float compat_erfinvf(float x)
{
    return (float)compat_erfinv((double)x);
}
