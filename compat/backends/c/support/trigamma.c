/* The derivative of psi: the series far out, whose coefficients are B_2k, by steps from below 12, by reflection below 0. */

#include "polynomials.h"

double sin(double);
double rint(double);
static inline double compat_trigamma_positive(double x)
{
    double below = 0;
    for (; x < 12; x += 1) below += 1 / (x * x);
    const double w = 1 / (x * x);
    return (1 / x) * (1 + 0.5 / x +
                      w * HORNER8(PLAIN, w, 0.16666666666666666, -0.03333333333333333, 0.023809523809523808,
                                  -0.03333333333333333, 0.07575757575757576, -0.2531135531135531, 1.1666666666666667,
                                  -7.092156862745098)) +
           below;
}
static inline double compat_trigamma(double x)
{
    if (x > 0) return compat_trigamma_positive(x);
    if (x == rint(x)) return __builtin_inf();
    const double s = sin(3.141592653589793 * (x - rint(x)));
    return 9.869604401089358 / (s * s) - compat_trigamma_positive(1 - x);
}
static inline float compat_trigammaf(float x)
{
    return (float)compat_trigamma((double)x);
}
