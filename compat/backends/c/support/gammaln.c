/* The logarithm of the absolute value of the gamma function.
   No branch and no loop, so that a loop over elements becomes vector code (which needs inlining, no int between the
   comparisons, and `log` called whether or not x is below 0). An argument up to 10 is brought near to the polynomial
   by lgamma(z) = lgamma(z - k) + log((z - 1) ... (z - k)), of which no term cancels another, one above has Stirling's
   series; below 0, by reflection. */

double log(double);
double rint(double);
double fabs(double);
double floor(double);
/* z - j counts where k reaches j; straight code, so that loops vectorise */
#define STEP(j) \
    { \
        const int keep = k >= j; \
        const double factor = z - j; \
        product *= keep ? factor : 1; \
    }
static inline __attribute__((always_inline)) double compat_gammaln(double x)
{
    const double z = x < 0 ? 1 - x : x;
    const double k = z < 2.25 ? 0 : z < 10 ? floor(z - 1.25) : 0;
    double product = 1;
    STEP(1)
    STEP(2)
    STEP(3)
    STEP(4)
    STEP(5)
    STEP(6)
    STEP(7)
    STEP(8)
    const double u = z < 0.875 ? z + 1 : z < 10 ? z - k : 1.5;
    const double t = (u - 1.5625) * 1.4545454545454546, t4 = (t * t) * (t * t);
    const double near = (u - 1) * (u - 2) * (LGAMMA_NEAR);
    const double l = log(z < 0.875 ? z : z < 10 ? product : z);
    const double w = 1 / z, v = w * w;
    const double stirling = (z - 0.5) * (l - 1) + 0.4189385332046727 + w * (LGAMMA_FAR);
    const double above = z < 0.875 ? near - l : z < 10 ? near + l : stirling;
    const double r = x - rint(x), q = r * r;
    const double sine = r * (SINE);
    const double extra = log(x < 0 ? 3.141592653589793 / fabs(sine) : 1);
    return x < -1e16 ? __builtin_inf() : extra + (x < 0 ? -1 : 1) * above;
}
#undef STEP
static inline float compat_gammalnf(float x)
{
    return (float)compat_gammaln((double)x);
}
