/* The derivative of lgamma, as gammaln.c: psi(z) = psi(z - k) + 1/(z - 1) + ... + 1/(z - k), the sum as one fraction. */

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
    const double near = from_root * (PSI_NEAR);
    const double w = 1 / z, v = w * w;
    const double series = log(z) - 0.5 * w - v * (PSI_FAR);
    const double value = z < 10 ? near + above / under : series;
    const double r = x - rint(x), q = r * r;
    const double sine = r * (SINE), cosine = COSINE;
    const double turned = value - 3.141592653589793 * cosine / sine;
    return x < 0 ? (r == 0 ? __builtin_nan("") : turned) : value;
}
#undef STEP
static inline float compat_psif(float x)
{
    return (float)compat_psi((double)x);
}
