"""Classes of scalar functions. Here `Exp()` is the row `exp`, and `isinstance(row, Exp)` compares with that row."""

from __future__ import annotations

from typing import Any

from ...ops.elementwise.elemwise import Elementwise
from ...ops.elementwise.functions import CASTS, TABLE

_NAMES = {
    "Abs": "abs_",
    "ArcTan2": "arctan2",
    "ComplexFromPolar": "complex_from_polar",
    "Deg2Rad": "deg2rad",
    "Identity": "identity",
    "IntDiv": "int_div",
    "Invert": "invert",
    "IsInf": "isinf",
    "IsNan": "isnan",
    "OR": "or_",
    "AND": "and_",
    "Rad2Deg": "rad2deg",
    "RoundHalfAwayFromZero": "round_half_away_from_zero",
    "RoundHalfToEven": "round_half_to_even",
    "ScalarMaximum": "maximum",
    "ScalarMinimum": "minimum",
    "TrueDiv": "true_div",
    "TriGamma": "tri_gamma",
    "GammaLn": "gammaln",
    "GammaInc": "gammainc",
    "GammaIncC": "gammaincc",
    "GammaU": "gammau",
    "GammaL": "gammal",
}
_SAME = (
    "Add Sub Mul Mod Pow Clip Second Sgn Ceil Floor Trunc Neg Inv Log Log2 Log10 Log1p Exp Exp2 Expm1 Sqr Sqrt "
    "Cos ArcCos Cosh ArcCosh Sin ArcSin Sinh ArcSinh Tan ArcTan Tanh ArcTanh Real Imag Angle Complex Conj LT GT "
    "LE GE EQ NEQ Switch XOR Maximum Minimum Erf Erfc Erfcx Erfinv Erfcinv Psi Gamma Chi2SF J0 J1 Jv I0 I1 Iv"
)
_NAMES |= {name: name.lower() for name in _SAME.split()}


class _EntryClass(type):
    """The class that Theano had for an entry."""

    entries: tuple[Elementwise, ...] = ()

    def __instancecheck__(cls, value: object) -> bool:
        return any(value is entry for entry in cls.entries)

    def __call__(cls, *legacy: Any, **legacy_keywords: Any) -> Any:
        return cls.entries[0]


class _CastClass(_EntryClass):
    def __call__(cls, o_type: Any, name: str | None = None) -> Any:
        return CASTS[getattr(o_type, "dtype", o_type)]


Cast: Any = _CastClass("Cast", (), {"entries": tuple(CASTS.values()), "__doc__": "Conversion to a Scalar type."})


def class_of(name: str, entry: str) -> Any:
    """Return the class that Theano had for an entry, under its name."""
    return _EntryClass(name, (), {"entries": (TABLE[entry],), "__doc__": f"The class of `{entry}`."})


CLASSES: dict[str, Any] = {name: class_of(name, entry) for name, entry in _NAMES.items()}
