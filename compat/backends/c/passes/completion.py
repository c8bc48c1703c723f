"""A pass that completes functions by what their final statements read: status, arguments, comment, constants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..ir.expressions import ZERO, Name
from ..ir.statements import (
    BAD,
    STOP,
    Definition,
    Function,
    Let,
    Nested,
    Return,
    Table,
    Variable,
    has_flag,
    ignored,
    names_in,
)
from .arrays_comment import arrays_comment


def completed(unit: Sequence[Definition]) -> list[Definition]:
    """Return the definitions of a unit, each function complete, without arrays of constants that none reads."""
    found: list[Definition] = []
    outside: set[Name] = set()  # what functions read that is not an array of constants of their own
    for d in unit:
        if isinstance(d, Function):
            body = d.body if has_flag(d.body) else _without_status(d.body)
            read = names_in(*body)
            outside |= read - {s.name for s in body if isinstance(s, Table)}
            d = _completed(d, body, read)
        found.append(d)
    return [d for d in found if not isinstance(d, Table) or d.name in outside]


def _completed(d: Function, body: tuple[Any, ...], read: set[Name]) -> Function:
    unused = [p.name for p in d.parameters if p.name not in read]
    lengths = {s.name for s in body if isinstance(s, Let)}
    comment = (*d.comment, *arrays_comment(d.arrays, lengths))
    return replace(d, body=(*([ignored(unused)] if unused else []), *body), comment=comment, arrays=())


def _without_status(body: Sequence[Any]) -> tuple[Any, ...]:
    """Return statements without the status, which nothing sets."""
    found: list[Any] = []
    for s in body:
        if s == STOP or (isinstance(s, Variable) and s.name == BAD):
            continue
        if isinstance(s, Return) and s.value == BAD:
            s = Return(ZERO)
        found.append(replace(s, body=_without_status(s.body)) if isinstance(s, Nested) else s)
    return tuple(found)
