/* exp(x^2) erfc(x), with the rounding error of x^2 carried along; above 25 erfc nears the smallest double, so there the
   asymptotic series; below -27 the value is beyond the largest. */

double exp(double);
double erfc(double);
double fma(double, double, double);
static inline __attribute__((always_inline)) double compat_erfcx(double x)
{
    const double square = x * x, w = 0.5 / square;
    const double near = exp(square) * (1 + fma(x, x, -square)) * erfc(x);
    const double tail = 1 - 7 * w * (1 - 9 * w * (1 - 11 * w));
    const double far = 0.5641895835477563 / x * (1 - w * (1 - 3 * w * (1 - 5 * w * tail)));
    return x > 25 ? far : x < -27 ? __builtin_inf() : near;
}
static inline float compat_erfcxf(float x)
{
    return (float)compat_erfcx((double)x);
}
