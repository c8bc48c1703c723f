"""C text of special functions that neither libm nor, as a plain double function, SciPy has.

Each is within a few units in the last place of mpmath's value (tests/ops/test_special_accuracy.py). The float
form computes in double.
"""

from __future__ import annotations

import math


def _with_float(name: str, text: str) -> str:
    return f"{text}static inline float {name}f(float x) {{ return (float){name}((double)x); }}\n"


def _polynomial(variable: str, coefficients: tuple[float, ...]) -> str:
    """Horner's form, lowest coefficient first."""
    text = repr(coefficients[-1])
    for c in coefficients[-2::-1]:
        text = f"({text}) * {variable} + {c!r}"
    return text


def _fourfold(variable: str, power: str, coefficients: tuple[float, ...]) -> str:
    """The same as four polynomials in `power`, the fourth power of the variable: they do not wait for one another."""
    a, b, c, d = (f"({_polynomial(power, coefficients[i::4])})" for i in range(4))
    return f"({a} + {variable} * {b}) + {variable} * {variable} * ({c} + {variable} * {d})"


# lgamma(u) / ((u - 1) (u - 2)) on [0.875, 2.25] in powers of t = (u - 1.5625) / 0.6875, and psi(u) / (u - root) on
# [1, 2] in powers of t = 2 u - 3: Chebyshev interpolation of mpmath's values in 60 digits.
_GAMMALN_NEAR = (
    0.47424480866058843, -0.09518241764591494, 0.027136573209675437, -0.008920697821903535,
    0.0031600922648443016, -0.001170738300775663, 0.0004466294931872229, -0.0001739046084625608,
    6.873608547357048e-05, -2.7481037902688305e-05, 1.1087271330282402e-05, -4.506163843877891e-06,
    1.8415506696014325e-06, -7.567143320264367e-07, 3.1496473384116637e-07, -1.3093269879299017e-07,
    5.043160751938798e-08, -2.0604310488426263e-08, 1.2825073929111362e-08, -5.682385943972294e-09,
    -4.0136416773094816e-10, 2.909123174314589e-10, 9.398699062589245e-10, -4.1840261801987934e-10)
_PSI_NEAR = (
    0.9510558760318328, -0.2118137106407303, 0.06013562106019684, -0.01855061538173501, 0.005936795278301875,
    -0.0019350666648612395, 0.0006368880303847901, -0.00021074841138242768, 6.99501882655044e-05,
    -2.325824251544362e-05, 7.741234441368395e-06, -2.5780939660858183e-06, 8.589062683365892e-07,
    -2.863160919362698e-07, 9.543261570760428e-08, -3.162914359645596e-08, 1.0528133851878114e-08,
    -3.7083497710030487e-09, 1.2466690231864029e-09, -2.758213228451124e-10, 8.748420037436287e-11,
    -8.505290695018672e-11, 2.916093601085364e-11)
_BERNOULLI_2K = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510)
_GAMMALN_FAR = tuple(b / (2 * k * (2 * k - 1)) for k, b in enumerate(_BERNOULLI_2K, 1))
_PSI_FAR = tuple(b / (2 * k) for k, b in enumerate(_BERNOULLI_2K, 1))
# sin(pi r) / r and cos(pi r) for |r| <= 1/2, in powers of r^2: Taylor.
_SINE = tuple((-1) ** k * math.pi ** (2 * k + 1) / math.factorial(2 * k + 1) for k in range(12))
_COSINE = tuple((-1) ** k * math.pi ** (2 * k) / math.factorial(2 * k) for k in range(12))


def _masked(steps: int, update: str) -> str:
    """`update` for j = 1 ... steps, where `keep` tells whether k reaches j: straight code, so that loops vectorise."""
    return "\n".join("    { const int keep = k >= J; const double factor = z - J; UPDATE }".replace(
        "UPDATE", update).replace("J", str(j)) for j in range(1, steps + 1))


# No branch and no loop, so that a loop over elements becomes vector code (which needs inlining, no int between the
# comparisons, and `log` called whether or not x is below 0). An argument up to 10 is brought near to the polynomial
# by lgamma(z) = lgamma(z - k) + log((z - 1) ... (z - k)), of which no term cancels another, one above has Stirling's
# series; below 0, by reflection.
GAMMALN = _with_float("compat_gammaln", f"""
double log(double);
double rint(double);
double fabs(double);
double floor(double);
static inline __attribute__((always_inline)) double compat_gammaln(double x)
{{
    const double z = x < 0 ? 1 - x : x;
    const double k = z < 2.25 ? 0 : z < 10 ? floor(z - 1.25) : 0;
    double product = 1;
{_masked(8, "product *= keep ? factor : 1;")}
    const double u = z < 0.875 ? z + 1 : z < 10 ? z - k : 1.5;
    const double t = (u - 1.5625) * {1 / 0.6875!r}, t4 = (t * t) * (t * t);
    const double near = (u - 1) * (u - 2) * ({_fourfold("t", "t4", _GAMMALN_NEAR)});
    const double l = log(z < 0.875 ? z : z < 10 ? product : z);
    const double w = 1 / z, v = w * w;
    const double stirling = (z - 0.5) * (l - 1) + 0.4189385332046727 + w * ({_polynomial("v", _GAMMALN_FAR)});
    const double above = z < 0.875 ? near - l : z < 10 ? near + l : stirling;
    const double r = x - rint(x), q = r * r;
    const double sine = r * ({_polynomial("q", _SINE)});
    const double extra = log(x < 0 ? 3.141592653589793 / fabs(sine) : 1);
    return x < -1e16 ? __builtin_inf() : extra + (x < 0 ? -1 : 1) * above;
}}
""")

# The same for the derivative: psi(z) = psi(z - k) + 1/(z - 1) + ... + 1/(z - k), the sum as one fraction.
PSI = _with_float("compat_psi", f"""
double log(double);
double rint(double);
double floor(double);
static inline __attribute__((always_inline)) double compat_psi(double x)
{{
    const double z = x < 0 ? 1 - x : x;
    const double k = z < 1 ? 0 : z < 10 ? floor(z - 1) : 0;
    double above = z < 1 ? -1 : 0, under = z < 1 ? z : 1;
{_masked(8, "above = keep ? above * factor + under : above; under *= keep ? factor : 1;")}
    const double u = z < 1 ? z + 1 : z < 10 ? z - k : 1.5, t = 2 * u - 3, t4 = (t * t) * (t * t);
    const double from_root = (u - 1.4616321449683622) - 9.549995429965697e-17;
    const double near = from_root * ({_fourfold("t", "t4", _PSI_NEAR)});
    const double w = 1 / z, v = w * w;
    const double series = log(z) - 0.5 * w - v * ({_polynomial("v", _PSI_FAR)});
    const double value = z < 10 ? near + above / under : series;
    const double r = x - rint(x), q = r * r;
    const double sine = r * ({_polynomial("q", _SINE)}), cosine = {_polynomial("q", _COSINE)};
    const double turned = value - 3.141592653589793 * cosine / sine;
    return x < 0 ? (r == 0 ? __builtin_nan("") : turned) : value;
}}
""")

TRIGAMMA = _with_float("compat_trigamma", f"""
double sin(double);
double rint(double);
static inline double compat_trigamma_positive(double x)
{{
    double below = 0;
    for (; x < 12; x += 1)
        below += 1 / (x * x);
    const double w = 1 / (x * x);
    return (1 / x) * (1 + 0.5 / x + w * ({_polynomial("w", _BERNOULLI_2K)})) + below;
}}
static inline double compat_trigamma(double x)
{{
    if (x > 0)
        return compat_trigamma_positive(x);
    if (x == rint(x))
        return __builtin_inf();
    const double s = sin(3.141592653589793 * (x - rint(x)));
    return 9.869604401089358 / (s * s) - compat_trigamma_positive(1 - x);
}}
""")

# The normal quantile of M. J. Wichura (1988), algorithm AS 241 (PPND16), on the scale of erfinv and erfcinv.
_CENTRE = (
    (3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
     4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3),
    (1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4,
     3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3))
_MIDDLE = (
    (1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
     1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4),
    (1.0, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1,
        1.48103976427480074590e-1,
     1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9))
_FAR = (
    (6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1,
     2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5,
     2.01033439929228813265e-7),
    (1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
     2.04426310338993978564e-15))


def _ratio(variable: str, fraction: tuple[tuple[float, ...], tuple[float, ...]]) -> str:
    return f"({_polynomial(variable, fraction[0])}) / ({_polynomial(variable, fraction[1])})"


def _quantile(name: str) -> str:
    """A function of q = p - 1/2 and of the smaller tail r, min(p, 1 - p): |quantile of p| / sqrt(2)."""
    return f"""
double log(double);
double sqrt(double);
static inline double {name}(double q, double r)
{{
    if (q >= -0.425 && q <= 0.425) {{
        const double w = 0.180625 - q * q;
        return 0.7071067811865476 * q * {_ratio("w", _CENTRE)};
    }}
    const double s = sqrt(-log(r)), m = s - 1.6, d = s - 5;
    const double size = 0.7071067811865476 * (s <= 5 ? {_ratio("m", _MIDDLE)} : {_ratio("d", _FAR)});
    return q < 0 ? -size : size;
}}
"""


ERFINV = _with_float("compat_erfinv", _quantile("compat_erfinv_quantile") + """
double fabs(double);
static inline double compat_erfinv(double x)
{
    const double a = fabs(x);
    if (!(a < 1))
        return a == 1 ? x * __builtin_inf() : __builtin_nan("");
    return compat_erfinv_quantile(0.5 * x, 0.5 * (1 - a));
}
""")

ERFCINV = _with_float("compat_erfcinv", _quantile("compat_erfcinv_quantile") + """
static inline double compat_erfcinv(double x)
{
    if (!(x >= 0 && x <= 2))
        return __builtin_nan("");
    if (x == 0 || x == 2)
        return x == 0 ? __builtin_inf() : -__builtin_inf();
    return compat_erfcinv_quantile(0.5 * (1 - x), x < 1 ? 0.5 * x : 0.5 * (2 - x));
}
""")

# exp(x^2) erfc(x), with the rounding error of x^2 carried along; above 25 erfc nears the smallest double, so
# there the asymptotic series; below -27 the value is beyond the largest.
ERFCX = _with_float("compat_erfcx", """
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
""")
