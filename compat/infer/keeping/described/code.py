"""What a function's code does, without where it stands: comments, lines and names of local variables do not count."""

from __future__ import annotations

import dis
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

_HAS_DOCSTRING = 0x4000000  # a flag of code since Python 3.13


@dataclass
class Reads:
    """What code looks up by name.

    globals: names of its module or of builtins. attributes: of any object. imports: (level, module, names).
    """

    globals: dict[str, None] = field(default_factory=dict)
    attributes: set[str] = field(default_factory=set)
    imports: list[tuple[int, str, tuple[str, ...]]] = field(default_factory=list)


def reads(code: CodeType) -> Reads:
    """Return what code, and the code within it, looks up."""
    found = Reads()
    for one in _with_inner(code):
        last: list[Any] = [0, None]
        for instruction in dis.get_instructions(one):
            name, value = instruction.opname, instruction.argval
            if name in ("LOAD_GLOBAL", "LOAD_NAME"):
                found.globals[value] = None
            elif name in ("LOAD_ATTR", "LOAD_METHOD", "IMPORT_FROM"):
                found.attributes.add(value)
            elif name == "IMPORT_NAME":
                level, names = last[-2:]
                found.imports.append((level if type(level) is int else 0, value, tuple(names or ())))
            elif name in ("LOAD_CONST", "LOAD_SMALL_INT"):
                last.append(value)
    return found


def _with_inner(code: CodeType) -> Iterator[CodeType]:
    yield code
    for value in code.co_consts:
        if type(value) is CodeType:
            yield from _with_inner(value)


def text_of(code: CodeType, text: Callable[[Any], str]) -> str:
    """Return what code does, as text; `text`: of its constants.

    A docstring is a constant that nothing loads.
    """
    arguments = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    counts = (code.co_posonlyargcount, code.co_argcount, code.co_kwonlyargcount, code.co_flags & ~_HAS_DOCSTRING)
    places = (len(code.co_freevars), len(code.co_cellvars), code.co_nlocals)
    steps = []
    for one in dis.get_instructions(code):
        if one.opcode in dis.hasconst:
            inner = one.argval
            what: Any = text_of(inner, text) if type(inner) is CodeType else text(inner)
        else:
            what = one.argval if one.opcode in dis.hasname else one.arg
        steps.append(f"{one.opname} {what}")
    table = getattr(code, "co_exceptiontable", b"").hex()  # since Python 3.11
    return f"code{arguments}{counts}{places}{steps}{table}"


__all__ = ["Reads", "reads", "text_of"]
