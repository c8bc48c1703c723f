/* The derivative of lgamma, as gammaln.c: psi(z) = psi(z - k) + 1/(z - 1) + ... + 1/(z - k), the sum as one fraction.
   The polynomial is psi(u) / (u - root) on [1, 2]; the series has B_2k / 2k; cos(pi r) is its Taylor series in r^2. */

#include "polynomials.h"

double log(double);
double rint(double);
double floor(double);
/* z - j counts where k reaches j; straight code, so that loops vectorise */
#define STEP(j) \
    { \
        const int keep = k >= j; \
        const double factor = z - j; \
        above = keep ? above * factor + under : above; \
        under *= keep ? factor : 1; \
    }
static inline __attribute__((always_inline)) double compat_psi(double x)
{
    const double z = x < 0 ? 1 - x : x;
    const double k = z < 1 ? 0 : z < 10 ? floor(z - 1) : 0;
    double above = z < 1 ? -1 : 0, under = z < 1 ? z : 1;
    STEP(1)
    STEP(2)
    STEP(3)
    STEP(4)
    STEP(5)
    STEP(6)
    STEP(7)
    STEP(8)
    const double u = z < 1 ? z + 1 : z < 10 ? z - k : 1.5, t = 2 * u - 3, t4 = (t * t) * (t * t);
    const double from_root = (u - 1.4616321449683622) - 9.549995429965697e-17;
    const double near =
        from_root * FOURFOLD(PLAIN, t,
                             HORNER6(PLAIN, t4, 0.9510558760318328, 0.005936795278301875, 6.99501882655044e-05,
                                     8.589062683365892e-07, 1.0528133851878114e-08, 8.748420037436287e-11),
                             HORNER6(PLAIN, t4, -0.2118137106407303, -0.0019350666648612395, -2.325824251544362e-05,
                                     -2.863160919362698e-07, -3.7083497710030487e-09, -8.505290695018672e-11),
                             HORNER6(PLAIN, t4, 0.06013562106019684, 0.0006368880303847901, 7.741234441368395e-06,
                                     9.543261570760428e-08, 1.2466690231864029e-09, 2.916093601085364e-11),
                             HORNER5(PLAIN, t4, -0.01855061538173501, -0.00021074841138242768, -2.5780939660858183e-06,
                                     -3.162914359645596e-08, -2.758213228451124e-10));
    const double w = 1 / z, v = w * w;
    const double series =
        log(z) - 0.5 * w -
        v * HORNER8(PLAIN, v, 0.08333333333333333, -0.008333333333333333, 0.003968253968253968, -0.004166666666666667,
                    0.007575757575757576, -0.02109279609279609, 0.08333333333333334, -0.4432598039215686);
    const double value = z < 10 ? near + above / under : series;
    const double r = x - rint(x), q = r * r;
    const double sine = r * SINE_OVER_R(q),
                 cosine = HORNER12(PLAIN, q, 1.0, -4.934802200544679, 4.058712126416768, -1.3352627688545893,
                                   0.23533063035889312, -0.02580689139001405, 0.001929574309403922,
                                   -0.00010463810492484565, 4.303069587032944e-06, -1.387895246221376e-07,
                                   3.6047307974624982e-09, -7.700707130601346e-11);
    const double turned = value - 3.141592653589793 * cosine / sine;
    return x < 0 ? (r == 0 ? __builtin_nan("") : turned) : value;
}
#undef STEP
static inline float compat_psif(float x)
{
    return (float)compat_psi((double)x);
}
