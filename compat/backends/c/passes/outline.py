"""Outlining: a long function becomes several short ones, as gcc's time grows faster than a function's length.

At -O1 gcc takes 2.7 s for a unit of 5,800 lines, and 1.3 s once it is outlined; at -O3, which shorter units get
(build.py), outlining costs: 1.5 s instead of 1.2. Values that one part computes and a later one reads are in a struct.
Returns and arrays on the stack stay in the function.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from ....rules import thresholds
from ..captured import captured, declarations, may_change, member, taken, written
from ..ir.expressions import ZERO, Field, Name, Pointer, call, named, operation
from ..ir.statements import (
    Array,
    Assign,
    Block,
    Declared,
    Definition,
    Fail,
    For,
    Function,
    If,
    Line,
    Return,
    Struct,
    Together,
    Variable,
    line,
    names_in,
    statements_in,
)
from ..naming import part_of, struct_shared
from ..status import NO_ROOM
from ..text_length import SHARED

_SHARED = named(SHARED)


def outlined(unit: Sequence[Definition]) -> list[Definition]:
    """Return a long `unit` with its long functions split."""
    if _height(unit) <= thresholds.OUTLINED_UNIT_LINES:
        return list(unit)
    found: list[Definition] = []
    for d in unit:
        found += _divided(d) if isinstance(d, Function) and height(d.body) > thresholds.OUTLINED_FUNCTION_LINES else [d]
    return found


def _height(unit: Iterable[Definition]) -> int:
    return sum(height(d.body) for d in unit if isinstance(d, Function))


def height(body: Iterable[Any]) -> int:
    """Return the number of lines in which statements are printed; a comment counts as one."""
    lines = 0
    for s in body:
        match s:
            case For():
                lines += (s.promise is not None) + 2 + height(s.body)
            case If() | Block():
                lines += 2 + height(s.body)
            case Together():
                lines += height(s.body)
            case _:
                lines += 1
    return lines


def _divided(function: Function) -> list[Definition]:
    """Return the struct, the parts, and `function`, which calls them; `function` alone if it cannot be split."""
    before, inside, behind = _apart(function.body)
    parts = [_Part.of(body) for body in _parts(inside)]
    if len(parts) < 2:
        return [function]
    outside = {p.name: p for p in function.parameters} | declarations([*before, *behind])
    made = {name: d for part in parts for name, d in part.declared.items()}
    read_behind, read = names_in(*behind), set().union(*(part.given for part in parts))
    crossing = {
        name: d for name, d in (outside | made).items() if name in read or (name in made and name in read_behind)
    }
    struct = Struct(struct_shared(function.name), tuple(map(member, crossing.values())))
    found: list[Definition] = [struct]
    names = [part_of(function.name, k) for k in range(1, len(parts) + 1)]
    found += [_function(name, part, crossing, struct) for name, part in zip(names, parts, strict=True)]
    changed = set().union(*(part.written for part in parts))
    body = [
        *before,
        Variable(_SHARED, struct.name, None),
        *(Assign(Field(_SHARED, name), name) for name in crossing if name in outside),
        *(_call(name, part) for name, part in zip(names, parts, strict=True)),
    ]
    for d in captured(read_behind, crossing):
        if d.name in made:
            body.append(taken(d, Field(_SHARED, d.name), d.name not in written(*behind)))
        elif may_change(d) and d.name in changed:
            body.append(Assign(d.name, Field(_SHARED, d.name)))
    return [*found, replace(function, body=(*body, *behind))]


def _apart(body: Sequence[Any]) -> tuple[list[Any], list[Any], list[Any]]:
    """Return the statements that stay before the parts, those that are split, and those that stay after them."""
    end = len(body)
    while end and isinstance(body[end - 1], Return | Line):  # the last line frees memory
        end -= 1
    stays = [-1, *(k for k, s in enumerate(body[:end]) if _stays(s)), end]
    first, last = max(pairwise(stays), key=lambda run: height(body[run[0] + 1 : run[1]]))
    inside = body[first + 1 : last]
    arrays = [s for s in inside if isinstance(s, Array)]
    return [*body[: first + 1], *arrays], [s for s in inside if not isinstance(s, Array)], list(body[last:])


def _stays(s: Any) -> bool:
    """Return whether a statement must stay: it returns, or allocates memory of a size computed before.

    A part may still report that there is no memory.
    """
    if isinstance(s, Fail | Return) or (isinstance(s, Array) and names_in(s)):
        return True
    return any(isinstance(r, Return) or r.status != NO_ROOM for r in _returns(s))


def _returns(*body: Any) -> list[Fail | Return]:
    """Return the statements that return."""
    return [s for s in statements_in(body) if isinstance(s, Fail | Return)]


def _parts(body: Sequence[Any]) -> list[list[Any]]:
    parts: list[list[Any]] = [[]]
    lines = 0
    for s in body:
        if lines >= thresholds.OUTLINED_PART_LINES:
            parts.append([])
            lines = 0
        parts[-1].append(s)
        lines += height([s])
    return parts


@dataclass(frozen=True)
class _Part:
    """Statements, what they declare for later ones, what else they read, and what they may write."""

    body: list[Any]
    declared: dict[Name, Declared]
    given: set[Name]
    written: set[Name]

    @classmethod
    def of(cls, body: list[Any]) -> _Part:
        declared = declarations(body)
        return cls(body, declared, names_in(*body) - declared.keys(), written(*body))


def _function(name: Name, part: _Part, crossing: dict[Name, Declared], struct: Struct) -> Function:
    """Return `part` as a function."""
    given = captured(part.given, crossing)
    changed = {d.name for d in given if may_change(d) and d.name in part.written}
    body = [
        *(taken(d, Field(_SHARED, d.name, through=True), d.name not in changed) for d in given),
        *part.body,
        *(Assign(Field(_SHARED, n, through=True), n) for n in crossing if n in part.declared or n in changed),
    ]
    shared = Declared(_SHARED, Pointer(struct.name), fixed=True)
    fails = bool(_returns(*part.body))
    return Function(
        name, (shared,), (*body, *([Return(ZERO)] if fails else [])), result="int" if fails else "void", inline=False
    )


def _call(name: Name, part: _Part) -> Fail | Line:
    called = call(name, operation("&", _SHARED))
    return Fail(called, NO_ROOM) if _returns(*part.body) else line("{};", called)
