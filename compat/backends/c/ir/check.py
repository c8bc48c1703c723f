"""The verifier of the loop IR, which runs under COMPAT_CHECK=1 after each pass and before printing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .expressions import Expr, Field, Int, Load, Name, OfComputation
from .statements import (
    Array,
    Assign,
    Block,
    Comment,
    Definition,
    Fail,
    Flag,
    For,
    Function,
    If,
    Let,
    Line,
    Parts,
    Return,
    Scratch,
    Table,
    Together,
    Variable,
    expressions_in,
)


class IRError(AssertionError):
    """A function of the loop IR is not valid: a pass has a bug."""


def check(body: Sequence[Any]) -> None:
    """Raise IRError unless all of this holds for the statements of a function.

    - no expression that lowering replaces is left;
    - a name is declared once in its block, before all statements that read it, which stand in that block;
    - what is assigned is a name or an element of an array;
    - the sums that a loop promises are declared before it.
    """
    _Scope(_declared(body)).statements(body)


def check_unit(unit: Sequence[Definition]) -> None:
    """Raise IRError unless each function of a unit passes `check`, and reads only names that are known.

    A name is known if it is a parameter, declared in the function, or defined earlier in the unit; none is defined
    twice.
    """
    defined: set[str] = set()
    for d in unit:
        if d.name in defined:
            raise IRError(f"{d.name} is defined twice")
        if isinstance(d, Function):
            scope = _Scope(None)
            scope.blocks = [set(defined), {p.name for p in d.parameters}]
            scope.statements(d.body)
        defined.add(d.name)


def _declared(body: Sequence[Any]) -> set[str]:
    """Return all names that statements declare."""
    found: set[str] = set()
    for s in body:
        if isinstance(s, Let | Variable | Array | Table | Scratch):
            found.add(s.name)
        elif isinstance(s, For):
            found |= ({s.variable} if s.declared else set()) | _declared(s.body)
        elif isinstance(s, If | Block | Together):
            found |= _declared(s.body)
        elif isinstance(s, Parts):
            found |= {"part"} | _declared([*s.memory, *s.body])
    return found


class _Scope:
    """The names in scope: those in `known` (None: any); `blocks` are the open blocks with their own names."""

    def __init__(self, known: set[str] | None) -> None:
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
            case Let() | Variable() | Array() | Scratch():
                self.reads_all(s)
                self.declare(s.name, s)
            case Table(name):
                self.declare(name, s)
            case Assign(place):
                if not isinstance(place, Name | Load | Field):
                    raise IRError(f"{place!r} is no place, in {s!r}")
                self.reads_all(s)
            case Fail() | Flag() | Return() | Line():
                self.reads_all(s)
            case For(variable, first, end, body):
                self.reads(first, s)
                self.reads(end, s)
                if not s.declared:
                    self.read(variable, s)
                for _, names in () if s.promise is None else s.promise.sums:
                    for name in names:
                        self.read(name, s)
                self.block(body, [variable] if s.declared else [])
            case If(condition, body):
                self.reads(condition, s)
                self.block(body)
            case Block(body):
                self.block(body)
            case Parts():
                self.block([*s.memory, *s.body], ["part"])
                for one in s.sums:
                    self.read(one.name, s)
            case Together(body):
                self.statements(body)
            case Comment():
                pass
            case _:
                raise IRError(f"{s!r} is no statement")

    def declare(self, name: str, s: Any) -> None:
        if name in self.blocks[-1]:
            raise IRError(f"{name} is declared twice in one block: {s!r}")
        self.blocks[-1].add(name)

    def reads_all(self, s: Any) -> None:
        for expr in expressions_in(s):
            self.reads(expr, s)

    def reads(self, expr: Expr, s: Any) -> None:
        seen: set[int] = set()
        waiting = [expr]
        while waiting:  # most of the time of a check is spent here
            e = waiting.pop()
            if isinstance(e, Name):
                self.read(e.name, s)
            elif type(e) is not Int and id(e) not in seen:
                if isinstance(e, OfComputation):
                    raise IRError(f"{e!r} was not lowered, in {s!r}")
                seen.add(id(e))
                waiting.extend(e.operands)

    def read(self, name: str, s: Any) -> None:
        if self.known is not None and name not in self.known:
            return
        for block in reversed(self.blocks):
            if name in block:
                return
        raise IRError(f"{name} is read where it is not declared, in {s!r}")
