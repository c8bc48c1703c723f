"""Values and reductions as statements: an accumulator is declared before the loops, updated inside, and read after."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..computations.computation import Computation
from ..ctype import ctype, kind, literal
from ..ir.expressions import (
    ZERO,
    Expr,
    Group,
    Linear,
    Literal,
    Load,
    Name,
    call,
    converted,
    joined,
    named,
    operation,
    point,
)
from ..ir.statements import Assign, For, If, Let, Variable
from ..naming import accumulator_of, candidate_of, lanes_of, nan_of, position_of, value_of
from .context import Context
from .loop_context import Where

_AS_WIDE = {"float64": "int64", "float32": "int32", "float16": "int32"}


def keep(c: Context, computation: Computation, value: Expr, where: Where) -> list[Any]:
    """Return the statements that store `value`, that of `computation` at this point, where its readers expect it."""
    found: list[Any] = []
    in_memory = computation.number in c.schedule.memory_from
    if computation.number in c.schedule.read_as_values or not in_memory:
        name = value_of(computation)
        found.append(Let(name, computation.dtype, value))
        value = name
    found += (Assign(place, value) for place in where.spilled_to(computation))
    return [*found, Assign(c.memory_here(computation), value)] if in_memory else found


def identity(combine: str, dtype: str) -> Literal:
    """Return the initial value of the accumulator."""
    if combine == "any":
        return Literal("0", dtype)
    if combine in ("sum", "prod", "all"):
        return _literal(int(combine != "sum"), dtype)
    low = combine in ("max", "argmax")
    if kind(dtype) == "f":
        return _literal(-np.inf if low else np.inf, dtype)
    if kind(dtype) == "b":
        return Literal("0" if low else "1", dtype)
    info = np.iinfo(dtype)
    return _literal(info.min if low else info.max, dtype)


def _literal(value: bool | complex | np.generic, dtype: str) -> Literal:
    return Literal(literal(value, dtype), dtype, value)


def open_accumulator(c: Context, computation: Computation, where: Where) -> list[Any]:
    """Return the declaration of the accumulator of `computation`, before the first loop that it is reduced over."""
    dtype, type_ = computation.accumulator, ctype(computation.accumulator)
    start = identity(computation.combine, dtype)
    if computation.in_memory_accumulator:
        return [_cleared(c, computation, start)]
    if computation.number in where.lanes:
        return [Variable(lanes_of(computation), f"LANES({type_})", Literal("{0}", dtype))]
    found = [Variable(accumulator_of(computation), type_, start)]
    if computation.combine == "argmax":
        found.append(Variable(position_of(computation), "int64_t", ZERO))
    elif computation.watches_nan:  # of the same width as the values: a vector has as many lanes
        found.append(Variable(nan_of(computation), ctype(_AS_WIDE[dtype]), ZERO))
    return found


def added_lanes(lanes: Expr, numbers: Expr, dtype: str) -> Assign:
    """Return the statement that adds eight numbers of an array to the eight sums of `lanes` (support/lanes.h)."""
    return Assign(lanes, call(f"compat_plus_{ctype(dtype)}", lanes, numbers))


def _cleared(c: Context, computation: Computation, start: Expr) -> For:
    """Return the loop that initialises an accumulator in memory."""
    first, k = min(computation.reduced), named("k")
    size = joined("*", [computation.space[p] for p in computation.result if p > first])
    base = c.memory_at(computation, [point(p) if p < first else ZERO for p in computation.result])
    cell = Load(base.array, k) if set(base.at.operands) <= {ZERO} else Load(Group(operation("&", base)), k)
    return For(k, ZERO, size, (Assign(cell, start),))


def open_running(computation: Computation) -> Variable:
    """Return the declaration of the accumulator of a scan, before the loop along which it runs."""
    zero = -0.0 if kind(computation.dtype) == "f" else 0  # as -0.0 + -0.0 is -0.0
    start = _literal(zero if computation.running == "sum" else 1, computation.dtype)
    return Variable(accumulator_of(computation), ctype(computation.dtype), start)


def feed_running(c: Context, computation: Computation, value: Expr, where: Where) -> list[Any]:
    """Return the update of a scan inside its loop: the value at a point is what is accumulated up to it."""
    a = accumulator_of(computation)
    update = Assign(a, value, "+=" if computation.running == "sum" else "*=")
    return [update, *keep(c, computation, a, where)]


def feed(c: Context, computation: Computation, value: Expr, where: Where) -> list[Any]:
    """Return the statements that combine `value` into the accumulator, inside the loops."""
    combine, in_memory = computation.combine, computation.in_memory_accumulator
    a = where.fed.get(computation.number) or (c.memory_here(computation) if in_memory else accumulator_of(computation))
    if combine in ("sum", "prod"):
        if computation.accumulator == "bool":
            sign = "|=" if combine == "sum" else "&="
        else:
            sign = "=" if computation.number in where.lanes else "+=" if combine == "sum" else "*="
        return [Assign(a, value, sign)]
    if combine in ("all", "any"):
        return [Assign(a, value, "&=" if combine == "all" else "|=")]
    x = candidate_of(computation)
    candidate = Let(x, computation.accumulator, value)
    return [candidate, *(_argmax(computation, x) if combine == "argmax" else _extreme(computation, x, a))]


def _extreme(computation: Computation, x: Name, a: Expr) -> list[Any]:
    sign = ">" if computation.combine == "max" else "<"
    floats = kind(computation.accumulator) == "f"
    if computation.in_memory_accumulator and floats:
        against = "<=" if computation.combine == "max" else ">="
        stays = operation("||", operation("!=", a, a), operation(against, x, a))
        return [Assign(a, operation("?", Group(stays), a, x))]
    larger = Assign(a, operation("?", operation(sign, x, a), x, a))
    return [larger, Assign(nan_of(computation), operation("!=", x, x), "|=")] if floats else [larger]


def _argmax(computation: Computation, x: Name) -> list[Any]:
    a, reduced = accumulator_of(computation), computation.reduced
    at = Linear(tuple(map(point, reduced)), tuple(computation.space[p] for p in reduced))
    larger = operation(">", x, a)
    if kind(computation.accumulator) == "f":
        first_nan = operation("&&", operation("!=", x, x), operation("==", a, a))
        larger = operation("||", larger, Group(first_nan))
    return [If(larger, (Assign(a, x), Assign(position_of(computation), at)))]


def close_accumulator(c: Context, computation: Computation, where: Where) -> list[Any]:
    """Return the declaration of the result after the loops, stored where others read it from memory."""
    if computation.in_memory_accumulator:
        return []
    value: Expr = accumulator_of(computation)
    dtype = computation.accumulator
    if computation.number in where.lanes:
        value = call(f"compat_total_{ctype(computation.accumulator)}", lanes_of(computation))
    elif computation.combine == "argmax":
        value, dtype = position_of(computation), "int64"
    elif computation.watches_nan:
        value = operation("?", nan_of(computation), _literal(np.nan, dtype), value)
        if dtype != computation.dtype:
            value = Group(value)
    return keep(c, computation, converted(value, dtype, computation.dtype), where)
