"""Our own functions of libm (support/vector_functions.h): their names and polynomials, by tools/polynomials.py."""

from __future__ import annotations

from .text import SupportText

OWN = ("exp", "expm1", "log", "log1p", "tanh", "erf", "erfc", "sin", "cos", "pow")
# Calls in forms of entries, and the calls that loops in vectors have in their places; the first that fits is taken.
CALLS = {
    "log1p{f}(exp{f}(-fabs{f}(": "own_log1p_to_1{f}(own_exp{f}(-fabs{f}(",  # half of the time of own_log1p
    **{f"{name}{{f}}(": f"own_{name}{{f}}(" for name in OWN},
}

_EXP = (
    0.5,
    0.1666666666666667,
    0.04166666666666667,
    0.008333333333326136,
    0.0013888888888883748,
    0.00019841269874820627,
    2.4801587325547743e-05,
    2.7557255400206422e-06,
    2.75572736431103e-07,
    2.5105217004720745e-08,
    2.0914686968086876e-09,
)
_LOG = (
    0.666666666666667,
    0.39999999999899444,
    0.2857142862600327,
    0.22222211130259878,
    0.18182889455674947,
    0.15331710618210773,
    0.14616585424888623,
)
_POWER_LOG = (
    0.285714285714286,
    0.22222222222140664,
    0.1818181822608058,
    0.15384606389061298,
    0.13334202049145272,
    0.11721811990546963,
    0.11566360418810438,
)
_SINE = (
    -0.16666666666666666,
    0.008333333333330948,
    -0.00019841269836756774,
    2.7557316101617874e-06,
    -2.505113165023518e-08,
    1.5918115263265974e-10,
)
_COSINE = (
    0.041666666666666664,
    -0.0013888888888887398,
    2.480158729876456e-05,
    -2.7557317271145144e-07,
    2.087614614655861e-09,
    -1.1382623647474604e-11,
)
_TANH = (
    -0.3333333333333333,
    0.13333333333333183,
    -0.05396825396808037,
    0.0218694885283181,
    -0.00886323534557735,
    0.0035921254479696534,
    -0.0014558109507053411,
    0.0005898843923888812,
    -0.0002385260361392742,
    9.514406287829865e-05,
    -3.567392597709144e-05,
    1.0938896099319773e-05,
    -1.935265368692235e-06,
)
_ERF = (
    -0.37612638903183754,
    0.11283791670954912,
    -0.026866170645005797,
    0.005223977622581728,
    -0.0008548326691844037,
    0.00012055310864853685,
    -1.4924750056067421e-05,
    1.6439333839347387e-06,
    -1.6014521789871175e-07,
    1.1743869671620036e-08,
)
_ERFC = (
    0.013489190776264358,
    -0.046381913292873035,
    -0.08301519880764427,
    0.08202564001672673,
    -0.027110000496058228,
    -0.004017007541495524,
    0.004361326939360767,
    0.0006356694892267181,
    -0.0007284070034095274,
    -0.00022717048690294465,
    0.00010318395734005676,
    7.552001637809144e-05,
    -7.575219152725655e-07,
    -1.821271083732315e-05,
    -6.734099023140001e-06,
    1.8529539292757632e-06,
    2.5746984735643505e-06,
    7.76454354855245e-07,
    -2.803433058606185e-07,
    -4.903235203686588e-07,
    -1.9318175481703752e-07,
    1.7334885453463918e-07,
    9.173016308939654e-08,
    -5.102521905463854e-08,
)
_TWO_OVER_PI = (  # its bits, behind 64 that are 0
    0x0000000000000000,
    0xA2F9836E4E441529,
    0xFC2757D1F534DDC0,
    0xDB6295993C439041,
    0xFE5163ABDEBBC561,
    0xB7246E3A424DD2E0,
    0x06492EEA09D1921C,
    0xFE1DEB1CB129A73E,
    0xE88235F52EBB4484,
    0xE99C7026B45F7E41,
    0x3991D639835339F4,
    0x9C845F8BBDF9283B,
    0x1FF897FFDE05980F,
    0xEF2F118B5A0A6D1F,
    0x6D367ECF27CB09B7,
    0x4F463F669E5FEA2D,
    0x7527BAC7EBE5F17B,
    0x3D0739F78A5292EA,
    0x6BFB5FB11F8D5D08,
    0x56033046FC7B6BAB,
)


def _polynomial(variable: str, coefficients: tuple[float, ...]) -> str:
    """Return a polynomial in Horner's form, by FMA; the lowest coefficient comes first."""
    text = repr(coefficients[-1])
    for c in coefficients[-2::-1]:
        text = f"FMA({text}, {variable}, {c!r})"
    return text


def _fourfold(variable: str, coefficients: tuple[float, ...]) -> str:
    """Return a polynomial as four independent ones in the fourth power of the variable: z4 that of z."""
    a, b, c, d = (_polynomial(f"{variable}4", coefficients[i::4]) for i in range(4))
    return f"FMA({variable} * {variable}, FMA({d}, {variable}, {c}), FMA({b}, {variable}, {a}))"


VECTOR_FUNCTIONS = SupportText(
    "vector_functions.h",
    words={
        "EXP_PART": _fourfold("r", _EXP),
        "LOG_PART": _fourfold("z", _LOG),
        "POWER_LOG_PART": _fourfold("z", _POWER_LOG),
        "SINE_PART": _polynomial("z", _SINE),
        "COSINE_PART": _polynomial("z", _COSINE),
        "TANH_PART": _fourfold("z", _TANH),
        "ERF_PART": _fourfold("z", _ERF),
        "ERFC_PART": _fourfold("t", _ERFC),
        "TWO_OVER_PI": ", ".join(map(hex, _TWO_OVER_PI)),
    },
)

LIBM_IN_SCALARS = SupportText("libm_in_scalars.h", ("double", "float"))
