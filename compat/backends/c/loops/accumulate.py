"""Reductions as statements: an accumulator is initialised before the loops, updated inside, and read after them."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..computations.computation import Computation
from ..ctype import ctype, kind, literal
from ..ir import (
    ZERO,
    Assign,
    Bare,
    Code,
    Expr,
    For,
    If,
    Let,
    Linear,
    Literal,
    Load,
    Name,
    Variable,
    code,
    converted,
    joined,
)
from .loop_context import Where
from .writer_protocols import Writing

CLAUSE = {"sum": "+", "prod": "*", "max": "max", "min": "min", "all": "&", "any": "|"}
_AS_WIDE = {"float64": "int64", "float32": "int32", "float16": "int32"}


def clause(computation: Computation) -> str:
    """Return the operator of `computation` in an OpenMP reduction clause."""
    if computation.combine in ("max", "min") and kind(computation.accumulator) == "f":
        return "largest" if computation.combine == "max" else "smallest"
    return CLAUSE[computation.combine]


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


def _literal(value: Any, dtype: str) -> Literal:
    return Literal(literal(value, dtype), dtype, value)


def open_accumulator(w: Writing, computation: Computation, where: Where) -> None:
    """Declare the accumulator of `computation`, before the first loop that it is reduced over."""
    first = min(computation.reduced)
    dtype = computation.accumulator
    start = identity(computation.combine, dtype)
    if computation.in_memory_accumulator:
        lengths = [computation.space[p] for p in computation.result if p > first]
        size = joined(" * ", lengths)
        base = w.memory_at(computation, [Name(f"i{p}") if p < first else ZERO for p in computation.result])
        k = Name("k")
        cell = Load(base.array, k) if set(base.at.operands) <= {ZERO} else Load(Code("(&{})", (base,)), k)
        w.add(For("k", ZERO, size, (Assign(cell, start, bare=False),), in_line=True))
        return
    if computation.number in where.lanes:
        w.add(Variable(f"s{computation.number}", f"LANES({ctype(dtype)})", Literal("{0}", dtype)))
        return
    w.add(Variable(f"a{computation.number}", ctype(dtype), start))
    if computation.combine == "argmax":
        w.add(Variable(f"k{computation.number}", "int64_t", ZERO))
    elif computation.watches_nan:  # of the same width as the values: a vector has as many lanes
        w.add(Variable(f"nan{computation.number}", ctype(_AS_WIDE[dtype]), ZERO))


def open_running(w: Writing, computation: Computation) -> None:
    """Declare the accumulator of a scan, before the loop along which it runs."""
    floats = kind(computation.dtype) == "f"  # the sum starts from -0.0, as -0.0 + -0.0 is -0.0
    start = (
        _literal(-0.0 if floats else 0, computation.dtype)
        if computation.running == "sum"
        else _literal(1, computation.dtype)
    )
    w.add(Variable(f"a{computation.number}", ctype(computation.dtype), start))


def feed_running(w: Writing, computation: Computation, value: Expr, where: Where) -> None:
    """Update a scan inside its loop: the value at a point is what is accumulated up to it."""
    a = Name(f"a{computation.number}")
    w.add(Assign(a, value, "+=" if computation.running == "sum" else "*="))
    w.keep(computation, a, where)


def feed(w: Writing, computation: Computation, value: Expr, where: Where) -> None:
    """Combine `value` into the accumulator, inside the loops.

    Where a point may occur twice (nests/last_vectors.py), only sums and products check that it is new.
    """
    combine = computation.combine
    in_memory = computation.in_memory_accumulator
    a = where.fed.get(computation.number) or (
        w.memory_at(computation, [Name(f"i{p}") for p in computation.result])
        if in_memory
        else Name(f"a{computation.number}")
    )
    if combine in ("sum", "prod"):
        if where.new_point is not None:
            value = Code("{} ? {} : {}", (where.new_point, Bare(value), identity(combine, computation.accumulator)))
        if computation.accumulator == "bool":
            sign = "|=" if combine == "sum" else "&="
        else:
            sign = "=" if computation.number in where.lanes else "+=" if combine == "sum" else "*="
        w.add(Assign(a, value, sign))
    elif combine in ("all", "any"):
        w.add(Assign(a, value, "&=" if combine == "all" else "|="))
    elif combine == "argmax":
        _argmax(w, computation, value)
    else:
        _extreme(w, computation, value, a, in_memory)


def _extreme(w: Writing, computation: Computation, value: Expr, a: Expr, in_memory: bool) -> None:
    sign = ">" if computation.combine == "max" else "<"
    x = Name(f"x{computation.number}")
    w.add(Let(x.name, computation.accumulator, value, bare=True))
    floats = kind(computation.accumulator) == "f"
    if in_memory and floats:
        against = "<=" if computation.combine == "max" else ">="
        w.add(Assign(a, code(f"({{}} != {{}} || {{}} {against} {{}}) ? {{}} : {{}}", a, a, x, a, a, x)))
        return
    w.add(Assign(a, code(f"{{}} {sign} {{}} ? {{}} : {{}}", x, a, x, a)))
    if floats:
        w.add(Assign(Name(f"nan{computation.number}"), code("{} != {}", x, x), "|="))


def _argmax(w: Writing, computation: Computation, value: Expr) -> None:
    n = computation.number
    a, x = Name(f"a{n}"), Name(f"x{n}")
    at = Linear(
        tuple(Name(f"i{p}") for p in computation.reduced), tuple(computation.space[p] for p in computation.reduced)
    )
    nan = code(" || ({} != {} && {} == {})", x, x, a, a) if kind(computation.accumulator) == "f" else Code("")
    w.add(Let(x.name, computation.accumulator, value, bare=True))
    w.add(If(code("{} > {}{}", x, a, nan), (Assign(a, x), Assign(Name(f"k{n}"), at))))


def close_accumulator(w: Writing, computation: Computation, where: Where) -> None:
    """Declare the result after the loops, and store it where others read it from memory."""
    if computation.in_memory_accumulator:
        return
    value: Expr = Name(f"a{computation.number}")
    dtype = computation.accumulator
    if computation.number in where.lanes:
        value = code("SUM_OF_LANES({})", Name(f"s{computation.number}"))
    elif computation.combine == "argmax":
        value, dtype = Name(f"k{computation.number}"), "int64"
    elif computation.watches_nan:
        value = code("{} ? {} : {}", Name(f"nan{computation.number}"), _literal(np.nan, dtype), value)
        if dtype != computation.dtype:
            value = Code("({})", (value,))
    w.keep(computation, converted(value, dtype, computation.dtype), where)
