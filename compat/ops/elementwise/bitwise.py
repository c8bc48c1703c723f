"""Bitwise functions of integers, logical functions of bools."""

from __future__ import annotations

from typing import Any

from .elemwise import Elementwise, entry
from .results import bits

_BITS = ((0.0, 100.0), (0.0, 100.0))


def _bitwise(name: str, function: str, symbol: str, alias: str, **more: Any) -> Elementwise:
    return entry(
        name=name,
        nin=2,
        result=bits,
        array=lambda xp, x, y: getattr(xp, function)(x, y),
        c=f"({{x}} {symbol} {{y}})",
        domain=_BITS,
        facts={"discrete", "commutative", "associative"},
        legacy=(f"theano.tensor.{name}", f"theano.tensor.{alias}"),
        doc=f"x {symbol} y, bit by bit",
        **more,
    )


and_ = _bitwise("and_", "bitwise_and", "&", "bitwise_and", numpy="bitwise_and")
or_ = _bitwise("or_", "bitwise_or", "|", "bitwise_or", numpy="bitwise_or")
xor = _bitwise("xor", "bitwise_xor", "^", "bitwise_xor", numpy="bitwise_xor")

invert = entry(
    name="invert",
    result=bits,
    array=lambda xp, x: xp.invert(x),
    c={"b": "(!{x})", "i": "(~{x})", "u": "(~{x})"},
    domain=((0.0, 100.0),),
    facts={"discrete"},
    legacy=("theano.tensor.invert", "theano.tensor.bitwise_not"),
    doc="not x for bools, ~x for integers",
    numpy="invert",
)
