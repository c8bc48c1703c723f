"""Special functions that neither libm nor SciPy has as a plain double function, and their coefficients.

Each is within a few units in the last place of mpmath's value (tests/ops/test_special_accuracy.py). The float form
computes in double.
"""

from __future__ import annotations

import math

from .text import SupportText


def _polynomial(variable: str, coefficients: tuple[float, ...]) -> str:
    """Return a polynomial in Horner's form; the lowest coefficient comes first."""
    text = repr(coefficients[-1])
    for c in coefficients[-2::-1]:
        text = f"({text}) * {variable} + {c!r}"
    return text


def _fourfold(variable: str, power: str, coefficients: tuple[float, ...]) -> str:
    """Return a polynomial as four independent ones in `power`, the fourth power of the variable."""
    a, b, c, d = (f"({_polynomial(power, coefficients[i::4])})" for i in range(4))
    return f"({a} + {variable} * {b}) + {variable} * {variable} * ({c} + {variable} * {d})"


def _ratio(variable: str, fraction: tuple[tuple[float, ...], tuple[float, ...]]) -> str:
    return f"({_polynomial(variable, fraction[0])}) / ({_polynomial(variable, fraction[1])})"


# lgamma(u) / ((u - 1) (u - 2)) on [0.875, 2.25] in powers of t = (u - 1.5625) / 0.6875, and psi(u) / (u - root) on
# [1, 2] in powers of t = 2 u - 3: Chebyshev interpolation of mpmath's values in 60 digits.
_GAMMALN_NEAR = (
    0.47424480866058843,
    -0.09518241764591494,
    0.027136573209675437,
    -0.008920697821903535,
    0.0031600922648443016,
    -0.001170738300775663,
    0.0004466294931872229,
    -0.0001739046084625608,
    6.873608547357048e-05,
    -2.7481037902688305e-05,
    1.1087271330282402e-05,
    -4.506163843877891e-06,
    1.8415506696014325e-06,
    -7.567143320264367e-07,
    3.1496473384116637e-07,
    -1.3093269879299017e-07,
    5.043160751938798e-08,
    -2.0604310488426263e-08,
    1.2825073929111362e-08,
    -5.682385943972294e-09,
    -4.0136416773094816e-10,
    2.909123174314589e-10,
    9.398699062589245e-10,
    -4.1840261801987934e-10,
)
_PSI_NEAR = (
    0.9510558760318328,
    -0.2118137106407303,
    0.06013562106019684,
    -0.01855061538173501,
    0.005936795278301875,
    -0.0019350666648612395,
    0.0006368880303847901,
    -0.00021074841138242768,
    6.99501882655044e-05,
    -2.325824251544362e-05,
    7.741234441368395e-06,
    -2.5780939660858183e-06,
    8.589062683365892e-07,
    -2.863160919362698e-07,
    9.543261570760428e-08,
    -3.162914359645596e-08,
    1.0528133851878114e-08,
    -3.7083497710030487e-09,
    1.2466690231864029e-09,
    -2.758213228451124e-10,
    8.748420037436287e-11,
    -8.505290695018672e-11,
    2.916093601085364e-11,
)
_BERNOULLI_2K = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510)
_GAMMALN_FAR = tuple(b / (2 * k * (2 * k - 1)) for k, b in enumerate(_BERNOULLI_2K, 1))
_PSI_FAR = tuple(b / (2 * k) for k, b in enumerate(_BERNOULLI_2K, 1))
# sin(pi r) / r and cos(pi r) for |r| <= 1/2, as Taylor series in r^2
_SINE = tuple((-1) ** k * math.pi ** (2 * k + 1) / math.factorial(2 * k + 1) for k in range(12))
_COSINE = tuple((-1) ** k * math.pi ** (2 * k) / math.factorial(2 * k) for k in range(12))
# Of the normal quantile, by M. J. Wichura (1988), algorithm AS 241 (PPND16): numerators and denominators.
_CENTRE = (
    (
        3.3871328727963666080,
        1.3314166789178437745e2,
        1.9715909503065514427e3,
        1.3731693765509461125e4,
        4.5921953931549871457e4,
        6.7265770927008700853e4,
        3.3430575583588128105e4,
        2.5090809287301226727e3,
    ),
    (
        1.0,
        4.2313330701600911252e1,
        6.8718700749205790830e2,
        5.3941960214247511077e3,
        2.1213794301586595867e4,
        3.9307895800092710610e4,
        2.8729085735721942674e4,
        5.2264952788528545610e3,
    ),
)
_MIDDLE = (
    (
        1.42343711074968357734,
        4.63033784615654529590,
        5.76949722146069140550,
        3.64784832476320460504,
        1.27045825245236838258,
        2.41780725177450611770e-1,
        2.27238449892691845833e-2,
        7.74545014278341407640e-4,
    ),
    (
        1.0,
        2.05319162663775882187,
        1.67638483018380384940,
        6.89767334985100004550e-1,
        1.48103976427480074590e-1,
        1.51986665636164571966e-2,
        5.47593808499534494600e-4,
        1.05075007164441684324e-9,
    ),
)
_FAR = (
    (
        6.65790464350110377720,
        5.46378491116411436990,
        1.78482653991729133580,
        2.96560571828504891230e-1,
        2.65321895265761230930e-2,
        1.24266094738807843860e-3,
        2.71155556874348757815e-5,
        2.01033439929228813265e-7,
    ),
    (
        1.0,
        5.99832206555887937690e-1,
        1.36929880922735805310e-1,
        1.48753612908506148525e-2,
        7.86869131145613259100e-4,
        1.84631831751005468180e-5,
        1.42151175831644588870e-7,
        2.04426310338993978564e-15,
    ),
)

_SINE_TEXT = _polynomial("q", _SINE)
_QUANTILE = {"CENTRE": _ratio("w", _CENTRE), "MIDDLE": _ratio("m", _MIDDLE), "FAR": _ratio("d", _FAR)}

SPECIAL = {
    "compat_gammaln": SupportText(
        "gammaln.c",
        words={
            "LGAMMA_NEAR": _fourfold("t", "t4", _GAMMALN_NEAR),
            "LGAMMA_FAR": _polynomial("v", _GAMMALN_FAR),
            "SINE": _SINE_TEXT,
        },
    ),
    "compat_psi": SupportText(
        "psi.c",
        words={
            "PSI_NEAR": _fourfold("t", "t4", _PSI_NEAR),
            "PSI_FAR": _polynomial("v", _PSI_FAR),
            "SINE": _SINE_TEXT,
            "COSINE": _polynomial("q", _COSINE),
        },
    ),
    "compat_trigamma": SupportText("trigamma.c", words={"TRIGAMMA_FAR": _polynomial("w", _BERNOULLI_2K)}),
    "compat_erfinv": SupportText("erfinv.c", words={"QUANTILE": "compat_erfinv_quantile", **_QUANTILE}),
    "compat_erfcinv": SupportText("erfcinv.c", words={"QUANTILE": "compat_erfcinv_quantile", **_QUANTILE}),
    "compat_erfcx": SupportText("erfcx.c"),
}
