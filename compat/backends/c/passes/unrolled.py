"""Unrolls cheap sums and products of eight doubles inside another loop, as balanced trees.

gcc makes one vector of such a loop and adds up its lanes; unrolled, it vectorises the enclosing loop, which is twice as
fast. For fewer or more points, or floats, some are slower (measured: half to twice as fast, depending on what surrounds
them), and loops that divide or call functions are faster as a vector of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..ir import (
    ZERO,
    Assign,
    Block,
    Call,
    Cast,
    Code,
    ElementwiseCall,
    Expr,
    For,
    Group,
    If,
    Int,
    Let,
    Linear,
    Literal,
    Load,
    Name,
    Operation,
    Parts,
    TypeCast,
    Variable,
    names,
    operation,
    substituted,
)
from ..target import LANES

CHEAP = 1  # the cost of an addition, a subtraction, a multiplication


def unrolled(body: Sequence[Any]) -> list[Any]:
    """Return `body` with such sums unrolled."""
    return _in_block(body, frozenset(), inside=False)


def _in_block(body: Sequence[Any], doubles: frozenset[str], inside: bool) -> list[Any]:
    """Unroll such sums in a block. doubles: variables of that type in scope; inside: the block is in a loop."""
    new = []
    for s in body:
        if isinstance(s, Variable):
            doubles = doubles | {s.name} if s.type == "double" else doubles - {s.name}
        elif isinstance(s, For):
            s = (_written_out(s, doubles) if inside else None) or replace(
                s, body=tuple(_in_block(s.body, doubles, inside=True))
            )
        elif isinstance(s, If | Block):
            s = replace(s, body=tuple(_in_block(s.body, doubles, inside)))
        elif isinstance(s, Parts):
            s = replace(s, body=tuple(unrolled(s.body)))
        new.append(s)
    return new


def _written_out(loop: For, doubles: frozenset[str]) -> Block | None:
    """Return the iterations of `loop` as statements; None if that gains nothing, or if it is no sum of doubles."""
    if loop.first != ZERO or loop.end != Int(LANES) or loop.step != 1 or loop.promise is None:
        return None
    signs = {name: sign for sign, own in loop.promise.sums for name in own}
    if not signs or not signs.keys() <= doubles or not set(signs.values()) <= {"+", "*"}:
        return None
    read = _values_and_terms(loop, signs)
    if read is None:
        return None
    values, terms = read
    lets: list[Any] = []
    for k in range(LANES):
        by: dict[str, Expr] = {loop.variable: Int(k), **{name: Name(_at(name, k)) for name in values}}
        lets += [replace(v, name=_at(v.name, k), value=substituted(v.value, by)) for v in values.values()]
    for name, value in terms.items():
        whole = _balanced([Name(_at(value, k)) for k in range(LANES)], signs[name])
        lets.append(Assign(Name(name), whole, f"{signs[name]}="))
    return Block(tuple(lets))


def _values_and_terms(loop: For, signs: Mapping[str, str]) -> tuple[dict[str, Let], dict[str, str]] | None:
    """Return the values of one iteration, and for each sum the name of the value that it adds."""
    values: dict[str, Let] = {}
    terms: dict[str, str] = {}
    for s in loop.body:
        if not isinstance(s, Let | Assign) or not _is_cheap(s.value, loop.variable):
            return None
        if isinstance(s, Let):
            values[s.name] = s
            continue
        name = s.place.name if isinstance(s.place, Name) else ""
        if name in terms or s.sign != f"{signs.get(name)}=" or names(s.value) & signs.keys():
            return None
        known = values.get(s.value.name) if isinstance(s.value, Name) else None
        if known is None or known.dtype != "float64":
            known = values[f"{name}_of"] = Let(f"{name}_of", "float64", s.value, bare=True)
        terms[name] = known.name
    return values, terms


def _at(name: str, point: int) -> str:
    return f"{name}_at{point}"


def _balanced(terms: Sequence[Expr], sign: str) -> Expr:
    """Return the sum or product of `terms` as a balanced tree, so that few operations wait for others."""
    if len(terms) == 1:
        return terms[0]
    half = len(terms) // 2
    return Group(operation(sign, _balanced(terms[:half], sign), _balanced(terms[half:], sign)))


def _is_cheap(e: Expr, variable: str, in_index: bool = False) -> bool:
    """Return whether `e` is known to be cheap, and uses the loop variable in indices only."""
    match e:
        case Name(name):
            return in_index or name != variable
        case Int() | Literal():
            return True
        case Load(array, at):
            return _is_cheap(array, variable) and _is_cheap(at, variable, True)
        case Linear(index):
            return all(_is_cheap(i, variable, True) for i in index)
        case Operation() | Code() | Call() if in_index or (isinstance(e, Operation) and e.sign == "*"):
            return all(_is_cheap(part, variable, in_index) for part in e.parts)
        case ElementwiseCall(entry, arguments):
            return entry.cost <= CHEAP and all(_is_cheap(a, variable, in_index) for a in arguments)
        case Cast(value) | Group(value) | TypeCast(value):
            return _is_cheap(value, variable, in_index)
    return False


__all__ = ["unrolled"]
