"""Classes of scalar functions. Here `Exp()` is the row `exp`, and `isinstance(row, Exp)` compares with that row."""

from __future__ import annotations

from typing import Any

from ...docstrings import text
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


Cast: Any = _CastClass("Cast", (), {"entries": tuple(CASTS.values())})
Cast.__doc__ = text(
    "Conversion to a Scalar type: a call gives the function.",
    {"o_type": "the type of one number, a scalar, such as theano.scalar.int32", "name": "without an effect"},
    ">>> tt.Elemwise(theano.scalar.Cast(theano.scalar.int32))([1.7]).eval()\narray([1], dtype=int32)",
    "theano.scalar",
)


def class_of(name: str, entry: str, home: str = "theano.scalar", known: str = "") -> Any:
    """Return the class that Theano had for an entry, under its name, in the module `home`.

    known: the name of the entry there, if it is another.
    """
    said = f"The class that Theano had for `{entry}`: {TABLE[entry].doc or entry}. A call gives the function."
    place = home.replace("pymc3.", "pm.")
    shown = f">>> isinstance({place}.{known or entry}, {place}.{name})\nTrue"
    return _EntryClass(name, (), {"entries": (TABLE[entry],), "__doc__": text(said, {}, shown, home)})


CLASSES: dict[str, Any] = {name: class_of(name, entry) for name, entry in _NAMES.items()}
