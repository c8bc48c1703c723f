"""Rounding: the result is a float, the gradient 0."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...graph.arrays import Array, ArrayModule
from .elemwise import Elementwise, entry
from .results import same_float, upcast_to_real_float

_EDGES = ((0.5,), (1.5,), (2.5,), (-0.5,), (-1.5,), (0.49999999999999994,), (float("nan"),), (float("inf"),), (1e300,))


def _rounding(
    name: str,
    array: Callable[..., Any],
    c: str,
    result: Callable[..., Any],
    doc: str,
    legacy: tuple[str, ...] = (),
    facts: frozenset[str] = frozenset(),
    **more: Any,
) -> Elementwise:
    return entry(
        name=name,
        result=result,
        array=array,
        c={"f": c},
        domain=((-3.0, 3.0),),
        hard=_EDGES,
        facts={"discrete", "increasing", *facts},
        legacy=(f"theano.tensor.{name}", *legacy),
        doc=doc,
        **more,
    )


def _half_away(xp: ArrayModule, x: Array) -> Any:  # x + 0.5 itself may round up, so the remainder is compared instead
    whole = xp.trunc(x)
    return xp.where(xp.abs(x - whole) >= 0.5, whole + xp.sign(x), whole)


ceil = _rounding(
    "ceil", lambda xp, x: xp.ceil(x), "ceil{f}({x})", upcast_to_real_float, "the integer at or above x", numpy="ceil"
)
floor = _rounding(
    "floor",
    lambda xp, x: xp.floor(x),
    "floor{f}({x})",
    upcast_to_real_float,
    "the integer at or below x",
    numpy="floor",
)
trunc = _rounding(
    "trunc",
    lambda xp, x: xp.trunc(x),
    "trunc{f}({x})",
    upcast_to_real_float,
    "x without its fraction",
    facts=frozenset({"floatX gradient"}),
    numpy="trunc",
)
round_half_to_even = _rounding(
    "round_half_to_even",
    lambda xp, x: xp.round(x),
    "rint{f}({x})",
    same_float,
    "the integer nearest to x, of two the even one",
    ("theano.tensor.round",),
    numpy="around",
    reference_array=lambda np, *x: np.rint(*x),
)
round_half_away_from_zero = _rounding(
    "round_half_away_from_zero",
    _half_away,
    "round{f}({x})",
    same_float,
    "the integer nearest to x, of two the one further from 0",
    reference_array=lambda np, x: np.copysign(np.floor(np.abs(x) + 0.5), x),
)
