"""Outlining: a long function becomes several short ones, as gcc's time grows faster than a function's length.

One that takes a compiler long is split too, so that several compilers work on it side by side (compilers/pieces.py).

At -O1 gcc takes 2.7 s for a unit of 5,800 lines, and 1.3 s once it is outlined; at -O3, which shorter units get
(build.py), outlining costs: 1.5 s instead of 1.2. Values that one part computes and a later one reads are in a struct.
Returns and arrays on the stack stay in the function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from ....rules import thresholds
from ..captured import captured, declarations, may_change, member, taken, written
from ..ir.expressions import ZERO, ElementwiseCall, Field, Name, Pointer, call, named, operation, walk
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
    expressions_in,
    line,
    names_in,
    statements_in,
)
from ..naming import part_of, struct_shared
from ..status import NO_ROOM
from ..text_length import SHARED

_SHARED = named(SHARED)


def outlined(unit: Sequence[Definition]) -> list[Definition]:
    """Return a long `unit` with its long functions split, and one that takes compilers long in pieces for several."""
    functions = [d for d in unit if isinstance(d, Function)]
    if sum(height(d.body) for d in functions) > thresholds.OUTLINED_UNIT_LINES:
        long = {d.name for d in functions if height(d.body) > thresholds.OUTLINED_FUNCTION_LINES}
        return _in_pieces(_split(unit, long, height, thresholds.OUTLINED_PART_LINES))
    costs = {d.name: compile_cost(d.body) for d in functions}
    if sum(costs.values()) < thresholds.PIECES_UNIT_COST:
        return list(unit)
    return _in_pieces(_split(unit, {max(costs, key=costs.__getitem__)}, compile_cost, thresholds.PIECE_COST))


def _split(
    unit: Iterable[Definition], names: set[Name], weight: Callable[[Sequence[Any]], float], most: float
) -> list[Definition]:
    """Return `unit` with the functions of these names in parts of that weight."""
    found: list[Definition] = []
    for d in unit:
        found += _divided(d, weight, most) if isinstance(d, Function) and d.name in names else [d]
    return found


def _in_pieces(unit: Sequence[Definition]) -> list[Definition]:
    """Return a unit whose parts of functions are in so many pieces as pay, of about the same cost."""
    costs = {d.name: compile_cost(d.body) for d in unit if isinstance(d, Function) and not d.inline}
    whole = sum(costs.values())
    number = min(thresholds.MOST_PIECES, int(whole / thresholds.PIECE_COST))
    if number < 2:
        return list(unit)
    piece_of, before = dict[Name, int](), 0.0
    for name, cost in costs.items():
        piece_of[name] = int((before + cost / 2) / whole * number)
        before += cost
    numbers = sorted(set(piece_of.values()))  # an expensive part may leave the piece behind it empty
    return [
        replace(d, piece=numbers.index(piece_of[d.name])) if isinstance(d, Function) and d.name in piece_of else d
        for d in unit
    ]


def compile_cost(body: Iterable[Any], in_vectors: bool = False) -> float:
    """Return how long gcc takes for statements, in lines of plain C: about half a millisecond each.

    The numbers are fitted to the units of 17 models. in_vectors: in a loop that runs in vectors, which is compiled for
    vectors, for shorter ones and for numbers.
    """
    cost = 0.0
    for s in body:
        match s:
            case For():
                cost += 2 + compile_cost(s.body, in_vectors or s.promise is not None)
            case If() | Block():
                cost += 2 + compile_cost(s.body, in_vectors)
            case Together():
                factors = sum(name.startswith("compat_cholesky") for name in s.matrix_functions)
                cost += compile_cost(s.body, in_vectors) + thresholds.COMPILED_FACTOR * factors
            case _:
                calls = (e.entry.cost / 20 for e in walk(*expressions_in(s)) if isinstance(e, ElementwiseCall))
                special = sum(one for one in calls if one >= 0.5)
                cost += 1.7 + 26 * special if in_vectors else 1 + 12 * special
    return cost


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


def _divided(function: Function, weight: Callable[[Sequence[Any]], float], most: float) -> list[Definition]:
    """Return the struct, the parts, and `function`, which calls them; `function` alone if it cannot be split."""
    before, inside, behind = _apart(function.body)
    parts = [_Part.of(body) for body in _parts(inside, weight, most)]
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


def _parts(body: Sequence[Any], weight: Callable[[Sequence[Any]], float], most: float) -> list[list[Any]]:
    parts: list[list[Any]] = [[]]
    weighed = 0.0
    for s in body:
        if weighed >= most:
            parts.append([])
            weighed = 0.0
        parts[-1].append(s)
        weighed += weight([s])
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
