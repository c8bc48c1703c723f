"""A pass that places scratch memory: on the stack if it is small, else in one block."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..ir.expressions import Expr, Group, Pointer, TypeCast, call, code, joined, named, operation
from ..ir.statements import Array, Fail, Kernel, Line, Parts, Scratch, Variable, line
from ..naming import bytes_of
from ..status import NO_ROOM
from ..target import ALIGNMENT, UNROLLED_ELEMENTS, current

_ARENA, _SMALL, _SIZE = named("arena"), named("small"), named("arena_size")


def with_scratch(body: Sequence[Any]) -> list[Any]:
    """Return the statements of a function, whose last is its return, with scratch memory in its place.

    A loop in parts has memory of its own, which the function of a part frees.
    """
    *new, result = _placed(_with_memory_of_parts(body))
    return [*new, *freed(new), result]


def _with_memory_of_parts(body: Sequence[Any]) -> list[Any]:
    new = []
    for s in body:
        if isinstance(s, Parts):
            s = replace(s, memory=tuple(_placed(s.memory)))
        elif isinstance(s, Kernel):
            s = replace(s, body=tuple(_with_memory_of_parts(s.body)))
        new.append(s)
    return new


def _placed(body: Sequence[Any]) -> list[Any]:
    """Return statements with arrays and a block in place of their scratch memory, which stands together."""
    wanted = [s for s in body if isinstance(s, Scratch)]
    if not wanted:
        return list(body)
    at = body.index(wanted[0])
    behind = [s for s in body[at:] if not isinstance(s, Scratch)]
    return [*body[:at], *_declarations(wanted), *behind]


def _declarations(wanted: Sequence[Scratch]) -> list[Any]:
    found: list[Any] = []
    large = []
    total = 0
    for s in wanted:
        lengths = [n for n in s.lengths if isinstance(n, int)]
        if len(lengths) == len(s.lengths):
            count = math.prod(lengths)
            total += max(count, 1) * 16
            if total <= current().stack_bytes:
                # a loop that fails leaves its results unwritten, and an empty array is never written
                zero = not count or (count <= UNROLLED_ELEMENTS and s.unwritten)
                found.append(Array(s.name, s.type, max(count, 1), zero=zero))
                continue
        large.append(s)
    return [*found, *_block(large)] if large else found


def _block(wanted: Sequence[Scratch]) -> list[Any]:
    """Return the declaration of a block, and of the place of each array in it."""
    sizes = [code(f"PADDED({{}}, {s.type})", joined("*", s.lengths)) for s in wanted]
    fits, taken = operation("<=", _SIZE, operation("sizeof ", _SMALL)), call("TAKE", _SIZE + (ALIGNMENT - 1))
    found: list[Any] = [
        *(Variable(bytes_of(s.name), "size_t", n, fixed=True) for s, n in zip(wanted, sizes, strict=True)),
        Variable(_SIZE, "size_t", joined("+", [bytes_of(s.name) for s in wanted]), fixed=True),
        Array(_SMALL, "char", current().stack_bytes),
        Variable(_ARENA, Pointer("char"), operation("?", fits, _SMALL, taken), fixed=True),
        Fail(operation("!", _ARENA), NO_ROOM),
    ]
    place: Expr = call("ALIGNED", _ARENA)
    for s in wanted:
        found.append(Variable(s.name, Pointer(s.type, restrict=True), TypeCast(Group(place), Pointer("void"))))
        place = TypeCast(s.name, Pointer("char")) + bytes_of(s.name)
    return found


def freed(body: Sequence[Any]) -> list[Line]:
    """Return a line that frees the block which the statements declare, if there is one."""
    if not any(isinstance(s, Variable) and s.name == _ARENA for s in body):
        return []
    return [line(f"if ({{}} != {{}}) GIVE({{}}, {{}} + {ALIGNMENT - 1});", _ARENA, _SMALL, _ARENA, _SIZE)]
