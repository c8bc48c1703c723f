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
    Functions,
    If,
    Kernel,
    Let,
    Line,
    Parts,
    Return,
    Scratch,
    Seen,
    Table,
    Temporary,
    Together,
    Variable,
    expressions_in,
)


class IRError(AssertionError):
    """A function of the loop IR is not valid: a pass has a bug."""


def check_unit(unit: Sequence[Definition]) -> None:
    """Raise IRError unless all of this holds for the functions of a unit.

    - no expression that lowering replaces is left;
    - a name that is read is a parameter, or defined earlier in the unit, or declared before, in the same block or one
      around it; none is defined twice in a unit, or declared twice in a block;
    - what is assigned is a name or an element of an array;
    - the sums that a loop promises are declared before it.
    """
    defined: set[str] = set()
    for d in unit:
        if d.name in defined:
            raise IRError(f"{d.name} is defined twice")
        if isinstance(d, Function):
            _Scope([set(defined), {p.name for p in d.parameters}]).statements(d.body)
        defined.add(d.name)


class _Scope:
    """The names in scope: of each open block its own, the innermost last."""

    def __init__(self, blocks: list[set[str]]) -> None:
        self.blocks = blocks

    def statements(self, body: Sequence[Any]) -> None:
        for s in body:
            self.statement(s)

    def block(self, body: Sequence[Any], names: Sequence[str] = ()) -> None:
        self.blocks.append(set(names))
        self.statements(body)
        self.blocks.pop()

    def statement(self, s: Any) -> None:
        match s:
            case Let() | Variable() | Array() | Scratch() | Temporary() | Table():
                self.reads_all(s)
                self.declare(s.name, s)
            case Assign(place):
                if not isinstance(place, Name | Load | Field):
                    raise IRError(f"{place!r} is no place, in {s!r}")
                self.reads_all(s)
            case Fail() | Flag() | Return() | Line() | Seen():
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
            case Together(body) | Kernel(body):
                self.statements(body)
            case Functions(definitions):
                check_unit(definitions)
                self.blocks[-1] |= {d.name for d in definitions}
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
        for block in reversed(self.blocks):
            if name in block:
                return
        raise IRError(f"{name} is read where it is not declared, in {s!r}")
