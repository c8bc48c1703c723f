"""C text of special functions that neither libm nor, as a plain double function, SciPy has.

Each is within a few units in the last place of mpmath's value (tests/ops/test_special_accuracy.py). The float
form computes in double.
"""

from __future__ import annotations


def _with_float(name: str, text: str) -> str:
    return f"{text}static inline float {name}f(float x) {{ return (float){name}((double)x); }}\n"


def _polynomial(variable: str, coefficients: tuple[float, ...]) -> str:
    """Horner's form, lowest coefficient first."""
    text = repr(coefficients[-1])
    for c in coefficients[-2::-1]:
        text = f"({text}) * {variable} + {c!r}"
    return text


# psi(x) / (x - root) on [1, 2] in powers of 2 x - 3: Chebyshev interpolation of mpmath's values in 60 digits.
_PSI_1_2 = (
    0.9510558760318328, -0.2118137106407303, 0.06013562106019684, -0.01855061538173501, 0.005936795278301875,
    -0.0019350666648612395, 0.0006368880303847901, -0.00021074841138242768, 6.99501882655044e-05,
    -2.325824251544362e-05, 7.741234441368395e-06, -2.5780939660858183e-06, 8.589062683365892e-07,
    -2.863160919362698e-07, 9.543261570760428e-08, -3.162914359645596e-08, 1.0528133851878114e-08,
    -3.7083497710030487e-09, 1.2466690231864029e-09, -2.758213228451124e-10, 8.748420037436287e-11,
    -8.505290695018672e-11, 2.916093601085364e-11)
_BERNOULLI_2K = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510)
_PSI_TAIL = tuple(b / (2 * k) for k, b in enumerate(_BERNOULLI_2K, 1))

# Between 0 and 2 by the polynomial, so that the root at 1.46 keeps its digits; above, 1/x + 1/(x+1) + ... up to
# an argument of 10, and from there the asymptotic series; below 0 by reflection.
PSI = _with_float("compat_psi", f"""
double log(double);
double tan(double);
double rint(double);
static inline double compat_psi_positive(double x)
{{
    if (x <= 2) {{
        const double z = x < 1 ? x + 1 : x, t = 2 * z - 3;
        const double ratio = {_polynomial("t", _PSI_1_2)};
        const double value = ((z - 1.4616321449683622) - 9.549995429965697e-17) * ratio;
        return x < 1 ? value - 1 / x : value;
    }}
    double below = 0;
    for (; x < 10; x += 1)
        below += 1 / x;
    const double w = 1 / (x * x);
    return log(x) - 0.5 / x - w * ({_polynomial("w", _PSI_TAIL)}) - below;
}}
static inline double compat_psi(double x)
{{
    if (x > 0)
        return compat_psi_positive(x);
    if (x == 0)
        return -1 / x;
    const double rest = x - rint(x);
    if (rest == 0 || x != x)
        return __builtin_nan("");
    return compat_psi_positive(1 - x) - 3.141592653589793 / tan(3.141592653589793 * rest);
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
    const double rest = x - rint(x), s = sin(3.141592653589793 * rest);
    if (rest == 0)
        return __builtin_inf();
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
static inline double compat_erfcx(double x)
{
    if (x > 25) {
        const double w = 0.5 / (x * x);
        const double tail = 1 - 7 * w * (1 - 9 * w * (1 - 11 * w));
        return 0.5641895835477563 / x * (1 - w * (1 - 3 * w * (1 - 5 * w * tail)));
    }
    if (x < -27)
        return __builtin_inf();
    const double square = x * x;
    return exp(square) * (1 + fma(x, x, -square)) * erfc(x);
}
""")
