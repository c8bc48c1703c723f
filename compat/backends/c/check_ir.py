"""What is legal in a function of the loop IR. Runs under COMPAT_CHECK=1 before a function is printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from compat.backends.c.ir import (
    Array,
    Asked,
    Assign,
    Block,
    Checked,
    Comment,
    Element,
    Expr,
    Fail,
    Flag,
    For,
    Guarded,
    Held,
    If,
    Let,
    Line,
    Load,
    Name,
    Result,
    Variable,
    Whole,
    expression,
    walk,
)

OF_ITEMS = Asked, Checked, Element, Guarded, Held, Result, Whole  # lowering replaces them


class IRError(AssertionError):
    """A function of the loop IR is not legal: a pass made a mistake."""


def check(body: Sequence[Any]) -> None:
    """Raise IRError unless all of this holds in the statements of a function:

    - no expression of items is left;
    - what a statement declares is declared once in its block, and stands before all that read it, in their blocks;
    - a place that is written to is a name or an element of an array;
    - the sums that a loop promises are declared before it.
    """
    _Scope(_declared(body)).statements(body)


def _declared(body: Sequence[Any]) -> set[str]:
    """All names that statements declare."""
    found: set[str] = set()
    for s in body:
        if isinstance(s, Let | Variable | Array):
            found.add(s.name)
        elif isinstance(s, For):
            found |= {s.variable} | _declared(s.body)
        elif isinstance(s, If | Block):
            found |= _declared(s.body)
    return found


class _Scope:
    """The names that may be read, of those that are declared anywhere: `blocks` are the open ones, with theirs."""

    def __init__(self, known: set[str]) -> None:
        self.known = known
        self.blocks: list[set[str]] = [set()]

    def statements(self, body: Sequence[Any]) -> None:
        for s in body:
            self.statement(s)

    def block(self, body: Sequence[Any], names: Sequence[str] = ()) -> None:
        self.blocks.append(set(names))
        self.statements(body)
        self.blocks.pop()

    def statement(self, s: Any) -> None:
        match s:
            case Let(name, _, value) | Variable(name, _, value):
                self.reads(value, s)
                self.declare(name, s)
            case Array(name, _, length):
                self.reads(expression(length), s)
                self.declare(name, s)
            case Assign(place, value):
                if not isinstance(place, Name | Load):
                    raise IRError(f"{place!r} is no place, in {s!r}")
                self.reads(place, s)
                self.reads(value, s)
            case Fail(condition) | Flag(condition):
                self.reads(condition, s)
            case For(variable, first, end, body):
                self.reads(first, s)
                self.reads(end, s)
                for _, names in () if s.promise is None else s.promise.sums:
                    for name in names:
                        self.read(name, s)
                self.block(body, [variable])
            case If(condition, body):
                self.reads(condition, s)
                self.block(body)
            case Block(body):
                self.block(body)
            case Line(code):
                self.reads(code, s)
            case Comment():
                pass
            case _:
                raise IRError(f"{s!r} is no statement")

    def declare(self, name: str, s: Any) -> None:
        if name in self.blocks[-1]:
            raise IRError(f"{name} is declared twice in one block: {s!r}")
        self.blocks[-1].add(name)

    def reads(self, expr: Expr, s: Any) -> None:
        for e in walk(expr):
            if isinstance(e, OF_ITEMS):
                raise IRError(f"{e!r} was not lowered, in {s!r}")
            if isinstance(e, Name):
                self.read(e.name, s)

    def read(self, name: str, s: Any) -> None:
        if name in self.known and not any(name in block for block in self.blocks):
            raise IRError(f"{name} is read where it is not declared, in {s!r}")


__all__ = ["IRError", "check"]
