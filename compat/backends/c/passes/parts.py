"""A pass on loops that are cut into parts for threads: a function of its own runs one part.

The number of parts follows from the lengths alone. Each part has its own sums, which are added up in order, so the
result does not depend on the number of threads. If a sum is a whole array, the first part uses the array itself, and
each other part a copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ....rules import thresholds
from ..captured import captured, declarations, member, taken
from ..ctype import kind
from ..ir.expressions import (
    ZERO,
    Expr,
    Field,
    Group,
    Int,
    Load,
    Name,
    Pointer,
    TypeCast,
    call,
    expression,
    named,
    names,
    operation,
)
from ..ir.statements import (
    BAD,
    PART,
    Assign,
    Block,
    Declared,
    Definition,
    Flag,
    For,
    Function,
    Let,
    Member,
    Parts,
    Return,
    Struct,
    Sum,
    Variable,
    line,
    names_in,
)
from ..loops.accumulate import added_lanes
from ..naming import copies_for, struct_of_parts
from ..support_functions.text import SupportText
from .scratch import freed

_COMBINED = {"sum": "+", "prod": "*", "all": "&", "any": "|"}
_VALUES, _NUMBER, _PARTS = named("values"), named("number"), named("parts")


def support(pooled: bool, loops: bool = True) -> str:
    """Return the support text of what is in parts; pooled: the unit has the pointer to the thread pool.

    loops: loops are; else products alone, which know their blocks.
    """
    words = {"PART": repr(thresholds.PARALLEL_PART_COST), "COPY": repr(thresholds.PARALLEL_COPY_COST)}
    files = [*["parts_of_loops.c"] * loops, "in_parts_on_threads.c" if pooled else "in_parts.c"]
    return "#define COMPAT_POOLED\n" * pooled + "".join(SupportText(file, words=words).text for file in files)


def in_functions(unit: Sequence[Definition]) -> list[Definition]:
    """Return a unit with calls in place of its loops in parts, and with functions that run a part."""
    found: list[Definition] = []
    for d in unit:
        if isinstance(d, Function):
            body: list[Any] = []
            for s in d.body:
                if isinstance(s, Parts):
                    given = _given(s, body)
                    found += _functions(s, given)
                    s = _call(s, given)
                body.append(s)
            d = replace(d, body=tuple(body))
        found.append(d)
    return found


def _given(s: Parts, around: Sequence[Any]) -> list[Declared]:
    """Return the variables of `around` that are passed to a part."""
    words = names_in(*s.memory, *s.body).union(names(expression(s.length), *(one.size for one in _arrays(s))))
    words -= {BAD, *declarations([*s.memory, *s.body])}  # each part has its own status
    return captured(words, declarations(d for d in around if not isinstance(d, Let | Variable) or d.name in words))


def _arrays(s: Parts) -> list[Any]:
    """Return the sums that are arrays."""
    return [one for one in s.sums if one.size is not None]


def _registers(s: Parts) -> list[Sum]:
    """Return the sums that are variables."""
    return [one for one in s.sums if one.size is None]


def _functions(s: Parts, given: Sequence[Declared]) -> tuple[Definition, ...]:
    """Return the struct that is passed to the parts, and the function that runs one."""
    arrays = {one.name: one for one in _arrays(s)}
    members = [Member(_PARTS, "int64_t"), *map(member, given)]
    members += [Member(r.name, r.type, "MOST_PARTS") for r in _registers(s)]
    members += [Member(copies_for(name), Pointer(one.type)) for name, one in arrays.items()]
    part = call("part_of", s.length, Field(_VALUES, _PARTS, through=True), _NUMBER, s.step)
    struct = Struct(struct_of_parts(s.name), tuple(members))
    statements = [
        Variable(_VALUES, Pointer(struct.name), named("given"), fixed=True),
        # arrays with copies come last: their offsets depend on lengths
        *(taken(d, _own(d.name, arrays)) for d in sorted(given, key=lambda d: d.name in arrays)),
        Variable(PART, "struct part", part, fixed=True),
        *([Variable(BAD, "int", ZERO)] if s.fails else []),
        *s.memory,
        *s.body,
        *(Assign(Load(Field(_VALUES, r.name, through=True), _NUMBER), r.name) for r in _registers(s)),
        *freed(s.memory),
        Return(BAD if s.fails else ZERO),
    ]
    parameters = Declared(named("given"), Pointer("void")), Declared(_NUMBER, "int64_t")
    return struct, Function(s.name, parameters, tuple(statements))


def _own(name: Name, arrays: dict[Name, Any]) -> Expr:
    """Return where a part has its own array `name`."""
    array = Field(_VALUES, name, through=True)
    if name not in arrays:
        return array
    copies = Field(_VALUES, copies_for(name), through=True)
    return operation("?", _NUMBER, copies + (_NUMBER - 1) * _factor(arrays[name].size), array)


def _call(s: Parts, given: Sequence[Declared]) -> Block:
    parts, k = Field(_VALUES, _PARTS), named("k")
    body: list[Any] = [Variable(_VALUES, struct_of_parts(s.name), None)]
    number = call("parts_of", s.work)
    body.append(Assign(parts, operation("?", operation("<", s.points, s.fewest), 1, number) if s.fewest else number))
    for one in _arrays(s):
        copies = Field(_VALUES, copies_for(one.name))
        size = TypeCast(Group((parts - 1) * _factor(one.size)), "size_t") * operation("sizeof *", one.name)
        body.append(Assign(copies, operation("?", operation(">", parts, 1), call("malloc", size), 0)))
        body.append(line("if (!{}) {} = 1;", copies, parts))
    body += (Assign(Field(_VALUES, d.name), d.name) for d in given)
    run = call("in_parts", s.name, operation("&", _VALUES), parts)
    body.append(Flag(run) if s.fails else line("{};", run))
    if registers := _registers(s):
        added = (_combined(r, r.name, Load(Field(_VALUES, r.name), k)) for r in registers)
        body.append(For(k, ZERO, parts, tuple(added)))
    for one in _arrays(s):
        copies, j = Field(_VALUES, copies_for(one.name)), named("j")
        at = (k - 1) * _factor(one.size) + j
        added_up = _combined(one, Load(one.name, j), Load(copies, at))
        each = For(j, ZERO, one.size, (added_up,))
        body.append(For(k, Int(1), parts, (each,)))
        body.append(line("free({});", copies))
    return Block(tuple(body))


def _factor(size: Expr) -> Expr:
    """Return a size as a factor of a product."""
    return size if isinstance(size, Name | Int) else Group(size)


def _combined(s: Sum, a: Expr, more: Expr) -> Assign:
    """Return the statement that accumulates `more` into `a`."""
    if s.flag:
        return Assign(a, more, "|=")
    if s.in_lanes:
        return added_lanes(a, operation("&", more), s.dtype)
    if s.combine in ("max", "min"):
        better = operation(">" if s.combine == "max" else "<", more, a)
        if kind(s.dtype) == "f":
            better = operation("||", better, call("__builtin_isnan", more))
        return Assign(a, operation("?", better, more, a))
    if s.dtype == "bool":
        return Assign(a, more, "|=" if s.combine in ("sum", "any") else "&=")
    return Assign(a, more, f"{_COMBINED[s.combine]}=")
