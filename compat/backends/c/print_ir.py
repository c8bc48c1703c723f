"""Prints the loop IR at any stage, for people: as C, with comments in place of what passes replace by C."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from .expression_text import shown, text
from .ir.expressions import Expr, Unchanging, call, mapped
from .ir.statements import (
    Assign,
    Comment,
    Definition,
    Function,
    Functions,
    Kernel,
    Let,
    Line,
    Nested,
    Parts,
    Scratch,
    Seen,
    Temporary,
    Variable,
)
from .naming import spelled
from .print_c import definitions


def printed(unit: Iterable[Definition]) -> list[str]:
    """Return the lines of the definitions of a unit."""
    as_c = (replace(d, body=_block(d.body)) if isinstance(d, Function) else d for d in unit)
    return definitions(as_c).splitlines()


def _block(body: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(new for s in body for new in _statement(s))


def _statement(s: Any) -> list[Any]:
    match s:
        case Scratch(name, type_, lengths):
            return [_comment(f"scratch {type_} {spelled(name)}[{' * '.join(map(shown, lengths))}]")]
        case Temporary(name, dtype, value, before_loop):
            return [_comment(f"{dtype} {spelled(name)} = {text(_printable(value))}{', before the loop' * before_loop}")]
        case Seen(function, name, value):
            return [_comment(f"{spelled(name)} of {spelled(function)}: {text(value)}")]
        case Functions(inner):
            return [_comment(line) for line in ("functions:", *printed(inner))]
        case Kernel(body):
            return [_comment("kernel"), *_block(body)]
        case Parts(name, body, memory):
            return [_comment(f"in parts, by {spelled(name)}"), *_block((*memory, *body))]
        case Let() | Variable() | Assign() if s.value is not None:
            return [replace(s, value=_printable(s.value))]
        case Line(code):
            return [Line(_printable(code))]
    return [replace(s, body=_block(s.body)) if isinstance(s, Nested) else s]


def _printable(e: Expr) -> Expr:
    if isinstance(e, Unchanging):
        return call("unchanging", _printable(e.condition))
    return mapped(e, _printable)


def _comment(written: str) -> Comment:
    return Comment((f"/* {written} */",))
