"""Comparisons and tests for NaN and infinity: the result is bool."""

from __future__ import annotations

from typing import Any

from .elemwise import Elementwise, entry
from .results import truth

_NUMBERS = ((-3.0, 3.0), (-3.0, 3.0))
_EDGES = ((1.0, 1.0), (0.0, -0.0), (float("inf"), float("inf")), (float("nan"), 1.0), (float("nan"), float("nan")))


def _comparison(name: str, function: str, symbol: str, *facts: str, **more: Any) -> Elementwise:
    return entry(
        name=name,
        nin=2,
        result=truth,
        compute="common",
        array=lambda xp, x, y: getattr(xp, function)(x, y),
        c={k: f"({{x}} {symbol} {{y}})" for k in ("biuf" if symbol[0] in "<>" else "biufc")},
        domain=_NUMBERS,
        hard=_EDGES,
        facts={"discrete", *facts},
        legacy=(f"theano.tensor.{name}", f"theano.tensor.basic.{name}"),
        **more,
    )


eq = _comparison("eq", "equal", "==", "commutative", doc="x == y", numpy="equal")
neq = _comparison("neq", "not_equal", "!=", "commutative", doc="x != y", numpy="not_equal")
lt = _comparison("lt", "less", "<", doc="x < y", numpy="less")
gt = _comparison("gt", "greater", ">", doc="x > y", numpy="greater")
le = _comparison("le", "less_equal", "<=", doc="x <= y", numpy="less_equal")
ge = _comparison("ge", "greater_equal", ">=", doc="x >= y", numpy="greater_equal")

isnan = entry(
    name="isnan",
    result=truth,
    compute="common",
    array=lambda xp, x: xp.isnan(x),
    c={"f": "({x} != {x})", "c": "({x} != {x})", "b": "0", "i": "0", "u": "0"},
    domain=((-3.0, 3.0),),
    hard=((float("nan"),), (float("inf"),)),
    facts={"discrete"},
    legacy=("theano.tensor.isnan", "theano.tensor.isnan_"),
    doc="whether x is NaN",
    numpy="isnan",
)

isinf = entry(
    name="isinf",
    result=truth,
    compute="common",
    array=lambda xp, x: xp.isinf(x),
    c={
        "f": "(fabs{f}({x}) == __builtin_inf())",
        "b": "0",
        "i": "0",
        "u": "0",
        "c": "((fabs{f}(__real__ {x}) == __builtin_inf()) | (fabs{f}(__imag__ {x}) == __builtin_inf()))",
    },
    domain=((-3.0, 3.0),),
    hard=((float("nan"),), (float("inf"),), (-float("inf"),)),
    facts={"discrete"},
    legacy=("theano.tensor.isinf", "theano.tensor.isinf_"),
    doc="whether x is +inf or -inf",
    numpy="isinf",
)
