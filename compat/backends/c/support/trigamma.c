/* The derivative of psi: the series far out, by steps from below 12, by reflection below 0. */

double sin(double);
double rint(double);
static inline double compat_trigamma_positive(double x)
{
    double below = 0;
    for (; x < 12; x += 1) below += 1 / (x * x);
    const double w = 1 / (x * x);
    return (1 / x) * (1 + 0.5 / x + w * (TRIGAMMA_FAR)) + below;
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
