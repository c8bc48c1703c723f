/* The logarithm of the absolute value of the gamma function.
   No branch and no loop, so that a loop over elements becomes vector code (which needs inlining, no int between the
   comparisons, and `log` called whether or not x is below 0). An argument up to 10 is brought near to the polynomial
   by lgamma(z) = lgamma(z - k) + log((z - 1) ... (z - k)), of which no term cancels another, one above has Stirling's
   series (the coefficients are B_2k / (2k (2k - 1))); below 0, by reflection. The polynomial is lgamma(u) / ((u - 1)
   (u - 2)) on [0.875, 2.25] in powers of t, interpolated at Chebyshev's points of mpmath's values in 60 digits. */

#include "polynomials.h"

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
    const double near =
        (u - 1) * (u - 2) *
        FOURFOLD(PLAIN, t,
                 HORNER6(PLAIN, t4, 0.47424480866058843, 0.0031600922648443016, 6.873608547357048e-05,
                         1.8415506696014325e-06, 5.043160751938798e-08, -4.0136416773094816e-10),
                 HORNER6(PLAIN, t4, -0.09518241764591494, -0.001170738300775663, -2.7481037902688305e-05,
                         -7.567143320264367e-07, -2.0604310488426263e-08, 2.909123174314589e-10),
                 HORNER6(PLAIN, t4, 0.027136573209675437, 0.0004466294931872229, 1.1087271330282402e-05,
                         3.1496473384116637e-07, 1.2825073929111362e-08, 9.398699062589245e-10),
                 HORNER6(PLAIN, t4, -0.008920697821903535, -0.0001739046084625608, -4.506163843877891e-06,
                         -1.3093269879299017e-07, -5.682385943972294e-09, -4.1840261801987934e-10));
    const double l = log(z < 0.875 ? z : z < 10 ? product : z);
    const double w = 1 / z, v = w * w;
    const double stirling =
        (z - 0.5) * (l - 1) + 0.4189385332046727 +
        w * HORNER8(PLAIN, v, 0.08333333333333333, -0.002777777777777778, 0.0007936507936507937, -0.0005952380952380952,
                    0.0008417508417508418, -0.0019175269175269174, 0.006410256410256411, -0.02955065359477124);
    const double above = z < 0.875 ? near - l : z < 10 ? near + l : stirling;
    const double r = x - rint(x), q = r * r;
    const double sine = r * SINE_OVER_R(q);
    const double extra = log(x < 0 ? 3.141592653589793 / fabs(sine) : 1);
    return x < -1e16 ? __builtin_inf() : extra + (x < 0 ? -1 : 1) * above;
}
#undef STEP
static inline float compat_gammalnf(float x)
{
    return (float)compat_gammaln((double)x);
}
