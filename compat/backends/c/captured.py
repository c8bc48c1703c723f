"""Captured variables: what statements read from the enclosing function, and how a struct passes it to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from .ctype import ctype
from .ir.expressions import Expr, Name, Pointer
from .ir.statements import (
    BAD,
    Array,
    Assign,
    Block,
    Declared,
    Flag,
    For,
    If,
    Let,
    Line,
    Member,
    Table,
    Together,
    Variable,
    names_in,
)


def declarations(body: Iterable[Any]) -> dict[Name, Declared]:
    """Return what statements declare for later ones, by name.

    An array is declared as its readers see it: as a pointer.
    """
    found: dict[Name, Declared] = {}
    for s in body:
        match s:
            case Let(name, dtype):
                found[name] = Declared(name, ctype(dtype), fixed=True)
            case Variable(name, type_, _, fixed):
                found[name] = Declared(name, type_, fixed)
            case Array(name, type_):
                found[name] = Declared(name, Pointer(type_, s.fixed, restrict=True), fixed=True)
            case Table(name, dtype):
                found[name] = Declared(name, Pointer(ctype(dtype), read_only=True, restrict=True), fixed=True)
            case Together(inner):
                found |= declarations(inner)
    return found


def captured(read: Collection[Name], around: Mapping[Name, Declared]) -> list[Declared]:
    """Return the declarations of `around` whose names are read, in their order."""
    return [d for name, d in around.items() if name in read]


def written(*body: Any) -> set[Name]:
    """Return the names of variables that statements may change; a line of C may change any name in it."""
    found: set[Name] = set()
    for s in body:
        match s:
            case Assign(Name() as name):
                found.add(name)
            case Flag():
                found.add(BAD)
            case Line():
                found |= names_in(s)
            case For() if not s.declared:
                found.add(s.variable)
        if isinstance(s, For | If | Block | Together):
            found |= written(*s.body)
    return found


def may_change(d: Declared) -> bool:
    """Return whether a captured variable may be changed; a `restrict` pointer never is."""
    return not d.fixed and not (isinstance(d.type, Pointer) and d.type.restrict)


def member(d: Declared) -> Member:
    """Return the struct member that holds a captured variable."""
    return Member(d.name, replace(d.type, restrict=False) if isinstance(d.type, Pointer) else d.type)


def taken(d: Declared, value: Expr, fixed: bool = True) -> Variable:
    """Return the declaration of a captured variable inside the outlined function, initialised from `value`."""
    return Variable(d.name, d.type, value, fixed)
