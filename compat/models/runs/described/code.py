"""What a function's code does, without where it stands: comments, lines and names of local variables do not count."""

from __future__ import annotations

import dis
import sys
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
    """Return what code does, as text; `text`: of its constants."""
    arguments = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    kind = (code.co_posonlyargcount, code.co_argcount, code.co_kwonlyargcount, code.co_flags & ~_HAS_DOCSTRING)
    cells = (len(code.co_freevars), len(code.co_cellvars), code.co_nlocals)
    constants = [
        "docstring" if k == 0 and _is_docstring(code) else text_of(c, text) if type(c) is CodeType else text(c)
        for k, c in enumerate(code.co_consts)
    ]
    table = getattr(code, "co_exceptiontable", b"").hex()  # since Python 3.11
    return f"code{arguments}{kind}{cells}{code.co_code.hex()} {table} {code.co_names}{constants}"


def _is_docstring(code: CodeType) -> bool:
    """Return whether the first constant is there to be read by people alone."""
    if not code.co_consts or type(code.co_consts[0]) is not str:
        return False
    if sys.version_info >= (3, 13):
        marked = bool(code.co_flags & _HAS_DOCSTRING)
    else:  # a function without one has None there
        marked = code.co_name != "<module>" and bool(code.co_flags & 0x2)
    loads = (i for i in dis.get_instructions(code) if i.opname in ("LOAD_CONST", "RETURN_CONST"))
    return marked and all(i.arg != 0 for i in loads)


__all__ = ["Reads", "reads", "text_of"]
