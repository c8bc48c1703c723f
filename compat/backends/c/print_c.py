"""Prints the loop IR as C: expressions, statements, and the definitions of a unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .ctype import ctype, literal
from .expression_text import declared, text, whole
from .ir.expressions import expression
from .ir.statements import (
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
    Return,
    Simd,
    Struct,
    Table,
    Together,
    Variable,
)
from .naming import spelled
from .status import UNDEFINED
from .target import ALIGNMENT


def lines(body: Iterable[Any], depth: int = 1) -> list[str]:
    """Return statements as lines of C, indented by `depth` levels."""
    found: list[str] = []
    for statement in body:
        _write(statement, "    " * depth, found, depth)
    return found


def _write(s: Any, margin: str, found: list[str], depth: int) -> None:
    match s:
        case For():
            found += _loop(s, margin, depth)
        case If(condition, body):
            found.append(f"{margin}if ({text(condition)}) {{")
            found += [*lines(body, depth + 1), margin + "}"]
        case Block(body):
            found += [margin + "{", *lines(body, depth + 1), margin + "}"]
        case Together(body):
            found += lines(body, depth)
        case Comment(texts):
            found += [margin + t for t in texts]
        case _:
            found.append(margin + _line(s))


def _line(s: Any) -> str:
    """Return a statement that takes one line."""
    match s:
        case Let(name, dtype, value):
            return f"const {ctype(dtype)} {spelled(name)} = {whole(value)};"
        case Assign(place, value, sign):
            return f"{text(place)} {sign} {whole(value)};"
        case Variable(name, type_, value, fixed):
            return f"{declared(type_, name, fixed)}{'' if value is None else f' = {text(value)}'};"
        case Array(name, type_, length):
            first = "0" if s.zero else ", ".join(map(text, s.values))
            start = (
                f"{f'_Alignas({ALIGNMENT}) ' * s.aligned}{declared(type_, name, s.fixed)}[{text(expression(length))}]"
            )
            return f"{start}{f' = {{{first}}}' if first else ''};"
        case Table(name, dtype, values):
            elements = ", ".join(literal(v, dtype) for v in values) or "0"
            return f"static const {ctype(dtype)} {spelled(name)}[] = {{{elements}}};"
        case Fail(condition, status):
            return f"if ({text(condition)}) return {status};"
        case Flag(condition, undefined):
            return f"bad |= {text(condition)}{f' ? {UNDEFINED} : 0' * undefined};"
        case Return(value):
            return f"return {whole(value)};"
        case Line(code):
            return text(code)
    raise TypeError(f"{s!r} is no statement")


def _loop(s: For, margin: str, depth: int) -> list[str]:
    promise = [] if s.promise is None else [margin + pragma(s.promise)]
    more = "++" if s.step == 1 else f" += {s.step}"
    i = spelled(s.variable)
    first = f"int64_t {i} = {text(s.first)}" if s.declared else ""
    head = f"{margin}for ({first}; {i} < {text(s.end)}; {i}{more})"
    return [*promise, head + " {", *lines(s.body, depth + 1), margin + "}"]


def definitions(defined: Iterable[Definition]) -> str:
    """Return the definitions of a unit, in order."""
    return _text(one for d in defined for one in _definition(d))


def are_in_pieces(unit: Iterable[Definition]) -> bool:
    """Return whether several compilers are to work on a unit (support/pieces.h)."""
    return any(isinstance(d, Function) and d.piece is not None for d in unit)


def unit_text(unit: Sequence[Definition], entry: str) -> str:
    """Return the definitions of a unit, with the text of its entry behind them."""
    return _in_pieces(unit, entry) if are_in_pieces(unit) else definitions(unit) + entry


def _in_pieces(unit: Sequence[Definition], entry: str) -> str:
    """Return what all pieces need, then each piece, the first last.

    What only this unit calls is in all pieces, where a compiler leaves out what they do not call.
    """
    shared: list[str] = []
    pieces: dict[int, list[str]] = {}
    for d in unit:
        if isinstance(d, Function) and (d.piece is not None or not d.static):
            pieces.setdefault(d.piece or 0, []).extend(_definition(d))
            shared += [f"{_head(d)};"] * d.static
        else:
            shared += _definition(d)
    return _text(shared) + "".join(
        in_piece(_text(pieces[k]) + entry * (k == 0), k) for k in sorted(pieces, reverse=True)
    )


def in_piece(text: str, piece: int = 0) -> str:
    """Return a text that is of one piece."""
    return f"#if PIECE({piece})\n{text}#endif\n"


def _text(written: Iterable[str]) -> str:
    return "".join(f"{one}\n" for one in written)


def _definition(d: Definition) -> list[str]:
    match d:
        case Struct(name, members):
            inner = [f"    {declared(m.type, m.name)}{f'[{m.length}]' if m.length else ''};" for m in members]
            return [f"struct {spelled(name)} {{", *inner, "};"]
        case Function():
            return [*_comment(d.comment), _head(d), "{", *lines(d.body), "}"]
    return lines([d], 0)


def _head(d: Function) -> str:
    seen = "" if not d.static else "static " if d.piece is None else "OF_UNIT "
    taken = ", ".join(declared(p.type, p.name, p.fixed) for p in d.parameters)
    return f"{seen}{'' if d.inline else '__attribute__((noinline)) '}{d.result} {spelled(d.name)}({taken})"


def _comment(texts: Sequence[str]) -> list[str]:
    found = [f"{'   ' if k else '/* '}{one}" for k, one in enumerate(texts)]
    return [*found[:-1], f"{found[-1]} */"] if found else []


def pragma(promise: Simd) -> str:
    """Return a promise as an OpenMP pragma."""
    sums = "".join(f" reduction({sign}:{', '.join(map(spelled, names))})" for sign, names in promise.sums)
    return f"#pragma omp simd{sums}"
