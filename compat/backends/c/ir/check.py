"""The verifier of the loop IR, which runs under COMPAT_CHECK=1 after each pass and before printing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..naming import spelled
from .expressions import Expr, Field, Int, Load, Name, OfComputation
from .statements import (
    PART,
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
      around it; none is defined twice in a unit, or declared twice in a block; no two that are declared there have one
      spelling;
    - what is assigned is a name or an element of an array;
    - the sums that a loop promises are declared before it.
    """
    defined = _Scope([{}])
    for d in unit:
        if isinstance(d, Function):
            inside = _Scope([*defined.blocks, {}])
            inside.declare_all([p.name for p in d.parameters], d)
            inside.statements(d.body)
        defined.declare(d.name, d)


class _Scope:
    """The names in scope, by spelling: of each open block its own, the innermost last."""

    def __init__(self, blocks: list[dict[str, Name]]) -> None:
        self.blocks = blocks

    def statements(self, body: Sequence[Any]) -> None:
        for s in body:
            self.statement(s)

    def block(self, body: Sequence[Any], names: Sequence[Name] = ()) -> None:
        self.blocks.append({})
        self.declare_all(names, body)
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
                self.block([*s.memory, *s.body], [PART])
                for one in s.sums:
                    self.read(one.name, s)
            case Together(body) | Kernel(body):
                self.statements(body)
            case Functions(definitions):
                check_unit(definitions)
                self.declare_all([d.name for d in definitions], s)
            case Comment():
                pass
            case _:
                raise IRError(f"{s!r} is no statement")

    def declare_all(self, names: Sequence[Name], s: Any) -> None:
        for name in names:
            self.declare(name, s)

    def declare(self, name: Name, s: Any) -> None:
        if spelled(name) in self.blocks[-1]:
            raise IRError(f"{spelled(name)} is declared twice in one block: {s!r}")
        self.blocks[-1][spelled(name)] = name

    def reads_all(self, s: Any) -> None:
        for expr in expressions_in(s):
            self.reads(expr, s)

    def reads(self, expr: Expr, s: Any) -> None:
        seen: set[int] = set()
        waiting = [expr]
        while waiting:  # most of the time of a check is spent here
            e = waiting.pop()
            if isinstance(e, Name):
                self.read(e, s)
            elif type(e) is not Int and id(e) not in seen:
                if isinstance(e, OfComputation):
                    raise IRError(f"{e!r} was not lowered, in {s!r}")
                seen.add(id(e))
                waiting.extend(e.operands)

    def read(self, name: Name, s: Any) -> None:
        text = spelled(name)
        declared = next((block[text] for block in reversed(self.blocks) if text in block), None)
        if declared is None:
            raise IRError(f"{text} is read where it is not declared, in {s!r}")
        if declared is not name:
            raise IRError(f"{text} is the spelling of {name!r} and, where it is read, of {declared!r}, in {s!r}")
