"""Reductions as statements: an accumulator opened before the loops, fed inside, closed behind them."""

from __future__ import annotations

from typing import Any

import numpy as np

from compat.backends.c.access import linear_index
from compat.backends.c.ctype import cast, ctype, kind, literal
from compat.backends.c.item import Item

CLAUSE = {"sum": "+", "prod": "*", "max": "max", "min": "min", "all": "&", "any": "|"}
REDUCTIONS = {  # clang's own max of floats begins at the lowest finite number, so that -inf is never the largest
    name: f"#pragma omp declare reduction({name} : double, float : omp_out = omp_in {sign} omp_out ? omp_in : omp_out) "
          f"initializer(omp_priv = {start}__builtin_inf())\n"
    for name, sign, start in (("largest", ">", "-"), ("smallest", "<", ""))}


_AS_WIDE = {"float64": "int64", "float32": "int32", "float16": "int32"}


def clause(item: Item) -> str:
    """The operator of `item` in a promise to the compiler."""
    if item.combine in ("max", "min") and kind(item.accumulator) == "f":
        return "largest" if item.combine == "max" else "smallest"
    return CLAUSE[item.combine]


def identity(combine: str, dtype: str) -> str:
    """What accumulation starts from."""
    if combine == "sum":
        return literal(0, dtype)
    if combine in ("prod", "all"):
        return literal(1, dtype)
    if combine == "any":
        return "0"
    low = combine in ("max", "argmax")
    if kind(dtype) == "f":
        return literal(-np.inf if low else np.inf, dtype)
    if kind(dtype) == "b":
        return "0" if low else "1"
    info = np.iinfo(dtype)
    return literal(info.min if low else info.max, dtype)


def watches_nan(item: Item) -> bool:
    """Whether a NaN among floats must come out, which comparisons alone would lose."""
    return item.combine in ("max", "min") and kind(item.accumulator) == "f" and not item.in_memory_accumulator


def open_accumulator(w: Any, item: Item) -> None:
    """Before the first loop over which `item` is reduced. `w` is the writer."""
    first = min(item.reduced)
    dtype = item.accumulator
    start = identity(item.combine, dtype)
    if item.in_memory_accumulator:
        size = " * ".join(str(item.domain[p]) for p in item.result if p > first) or "1"
        base = w.memory_at(item, [f"i{p}" if p < first else "0" for p in item.result])
        cell = f"{base[:-3]}[k]" if base.endswith("[0]") else f"(&{base})[k]"
        w.line(f"for (int64_t k = 0; k < {size}; k++) {cell} = {start};")
        return
    if item.number in w.lanes:
        w.line(f"LANES({ctype(dtype)}) s{item.number} = {{0}};")
        return
    w.line(f"{ctype(dtype)} a{item.number} = {start};")
    if item.combine == "argmax":
        w.line(f"int64_t k{item.number} = 0;")
    elif watches_nan(item):
        w.line(f"{ctype(_AS_WIDE[dtype])} nan{item.number} = 0;")  # of the same width: as many lanes in a vector


def feed(w: Any, item: Item, value: str) -> None:
    """Inside the loops: combine `value` into the accumulator. Where the point may have been met before (last_vector.py)
    what is no sum or product may be combined again."""
    combine = item.combine
    in_memory = item.in_memory_accumulator
    a = w.fed.get(item.number) or (
        w.memory_at(item, [f"i{p}" for p in item.result]) if in_memory else f"a{item.number}")
    if combine in ("sum", "prod"):
        if w.new_point:
            value = f"{w.new_point} ? {value} : {identity(combine, item.accumulator)}"
        if item.accumulator == "bool":
            w.line(f"{a} {'|' if combine == 'sum' else '&'}= {value};")
        elif item.number in w.lanes:
            w.line(f"{a} = {value};")
        else:
            w.line(f"{a} {'+' if combine == 'sum' else '*'}= {value};")
    elif combine in ("all", "any"):
        w.line(f"{a} {'&' if combine == 'all' else '|'}= {value};")
    elif combine == "argmax":
        _argmax(w, item, value)
    else:
        _extreme(w, item, value, a, in_memory)


def _extreme(w: Any, item: Item, value: str, a: str, in_memory: bool) -> None:
    sign = ">" if item.combine == "max" else "<"
    name = f"x{item.number}"
    w.line(f"const {ctype(item.accumulator)} {name} = {value};")
    floats = kind(item.accumulator) == "f"
    if in_memory and floats:
        against = "<=" if item.combine == "max" else ">="
        w.line(f"{a} = ({a} != {a} || {name} {against} {a}) ? {a} : {name};")
        return
    w.line(f"{a} = {name} {sign} {a} ? {name} : {a};")
    if floats:
        w.line(f"nan{item.number} |= {name} != {name};")


def _argmax(w: Any, item: Item, value: str) -> None:
    n = item.number
    at = linear_index(tuple(f"i{p}" for p in item.reduced), tuple(item.domain[p] for p in item.reduced))
    nan = f" || (x{n} != x{n} && a{n} == a{n})" if kind(item.accumulator) == "f" else ""
    w.line(f"const {ctype(item.accumulator)} x{n} = {value};")
    w.line(f"if (x{n} > a{n}{nan}) {{")
    w.line(f"    a{n} = x{n};")
    w.line(f"    k{n} = {at};")
    w.line("}")


def close_accumulator(w: Any, item: Item) -> None:
    """Behind the loops: the result as a value, and in memory where others read it there."""
    if item.in_memory_accumulator:
        return
    if item.number in w.lanes:
        value, dtype = f"SUM_OF_LANES(s{item.number})", item.accumulator
    elif item.combine == "argmax":
        value, dtype = f"k{item.number}", "int64"
    else:
        value, dtype = f"a{item.number}", item.accumulator
        if watches_nan(item):
            value = f"nan{item.number} ? {literal(np.nan, dtype)} : {value}"
    if dtype != item.dtype:
        value = cast(f"({value})" if "?" in value else value, dtype, item.dtype)
    w.keep(item, value)
