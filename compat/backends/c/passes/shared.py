"""A pass that names temporaries: equal values in open blocks are computed once, and checked once.

What a loop does not change is declared before it. Temporary and Unchanging are only in statements before this pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..ir.expressions import Expr, Name, names, substituted
from ..ir.statements import (
    BAD,
    Array,
    Assign,
    Block,
    Fail,
    Flag,
    For,
    If,
    Let,
    Line,
    Nested,
    Parts,
    Simd,
    Temporary,
    Together,
    Variable,
    has_flag,
)
from ..naming import temporary_of


def shared(body: Sequence[Any]) -> list[Any]:
    """Return `body` with each value of a temporary computed once in a block and those around it."""
    return _Naming().block(body)


class _Naming:
    """The names in the open blocks.

    known: for each block (dtype, value) -> name. before: for each loop what is declared before it. by: the name of a
    temporary -> what it became.
    """

    def __init__(self) -> None:
        self.known: list[dict[Any, Name | None]] = [{}]
        self.before: list[list[Let]] = [[]]
        self.by: dict[Name, Expr | None] = {}
        self.count = 0

    def block(self, body: Sequence[Any]) -> list[Any]:
        return [new for s in body for new in self.statement(s)]

    def inside(self, body: Sequence[Any]) -> tuple[Any, ...]:
        """Return a block with names of its own."""
        around, self.by = self.by, dict(self.by)
        self.known.append({})
        new = self.block(body)
        self.known.pop()
        self.by = around
        return tuple(new)

    def expr(self, e: Expr) -> Expr:
        return substituted(e, self.by) if self.by else e

    def statement(self, s: Any) -> list[Any]:
        if not self.by and not isinstance(s, Temporary | Flag | Nested):
            return [s]  # most statements: nothing is to be put in
        match s:
            case Temporary():
                return self.temporary(s)
            case Flag():
                return self.flag(replace(s, condition=self.expr(s.condition)))
            case For():
                return self.loop(s)
            case Block() | Parts():
                return [replace(s, body=self.inside(s.body))]
            case If():
                return [replace(s, condition=self.expr(s.condition), body=tuple(self.block(s.body)))]
            case Together():
                return [replace(s, body=tuple(self.block(s.body)))]
            case Assign():
                return [replace(s, place=self.expr(s.place), value=self.expr(s.value))]
            case Let() | Variable() if s.value is not None:
                return [replace(s, value=self.expr(s.value))]
            case Line():
                return [replace(s, code=self.expr(s.code))]
            case Fail():
                return [replace(s, condition=self.expr(s.condition))]
            case Array() if s.values:
                return [replace(s, values=tuple(map(self.expr, s.values)))]
        return [s]

    def temporary(self, s: Temporary) -> list[Let]:
        value = self.expr(s.value)
        if s.before_loop:
            self.by[s.name] = self.before_loop(s, value)
            return []
        key = (s.dtype, value)
        known = next((block[key] for block in self.known if key in block), None)
        if known is not None:
            self.by[s.name] = known
            return []
        return [self.declared(s, value, key)]

    def declared(self, s: Temporary, value: Expr, key: Any) -> Let:
        """Return the declaration of a new name."""
        self.count += 1
        name = self.by[s.name] = self.known[-1][key] = temporary_of(s.name.of[0], self.count)
        return Let(name, s.dtype, value, removable=True)

    def before_loop(self, s: Temporary, value: Expr) -> Name | None:
        """Return a name that is declared before the innermost loop; None if the loop declares what `value` reads."""
        block = self.known[-1]
        if names(value) & set(block.values()):
            return None
        key = ("before", s.dtype, value)
        if key not in block:
            self.before[-1].append(self.declared(s, value, key))
        return block[key]

    def flag(self, s: Flag) -> list[Flag]:
        key = (BAD, s.condition)
        if any(key in block for block in self.known):
            return []
        self.known[-1][key] = None
        return [s]

    def loop(self, s: For) -> list[Any]:
        first, end = self.expr(s.first), self.expr(s.end)
        self.before.append([])
        body = self.inside(s.body)
        promise = s.promise
        if promise is not None and has_flag(body):
            promise = _with_bad(promise)
        return [*self.before.pop(), replace(s, first=first, end=end, body=body, promise=promise)]


def _with_bad(promise: Simd) -> Simd:
    """Return the promise of a loop that may also set the flag of a failure."""
    sums = dict(promise.sums)
    sums["|"] = (*sums.get("|", ()), BAD)
    return replace(promise, sums=tuple(sums.items()))
