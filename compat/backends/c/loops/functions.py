"""The function of a Program: pointers, lengths, memory, then the statements of its nest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..ctype import ctype
from ..ir.expressions import ZERO, ArrayOf, Expr, Int, Load, Pointer, call, expression, operation
from ..ir.statements import (
    ALLOC,
    BAD,
    CONTEXT,
    IN,
    LENGTHS,
    OUT,
    Definition,
    Fail,
    Function,
    Kernel,
    Let,
    Listed,
    Return,
    Table,
    Variable,
)
from ..naming import input_of, lengths_of, output_of
from ..status import NO_ROOM
from .clock import parts, scalars, seen
from .context import Context
from .nodes import nodes
from .scratch import scratch


def function(c: Context) -> list[Definition]:
    """Return the arrays of constants, and the function of a Program, which passes rewrite."""
    memory = [s for output in _outputs(c) for s in (output, Fail(operation("!", output.name), NO_ROOM))]
    body = (*inputs(c), *length_statements(c), *memory, *scratch(c), bad(), *kernels(c), Return(BAD))
    given = (IN, LENGTHS, ALLOC, CONTEXT)
    return [*tables(c), Function(c.name, given, body, (), arrays(c), static=False, timed=c.timed, about=c)]


def bad() -> Variable:
    """Return the declaration of what a flag sets."""
    return Variable(BAD, "int", ZERO)


def arrays(c: Context) -> tuple[tuple[Listed, ...], ...]:
    """Return the arrays that a function reads and those that it writes, for the comment above it."""
    given = ((input_of, c.program.inputs), (output_of, c.program.outputs))
    return tuple(
        tuple(Listed(name(k), v.type.dtype, c.computations.lengths.of(v)) for k, v in enumerate(variables))  # type: ignore[attr-defined]
        for name, variables in given
    )


def kernels(c: Context) -> tuple[Kernel, ...]:
    """Return the statements of the kernels of a function."""
    return tuple(Kernel(tuple(nodes(c, part.body)), scalars(c.schedule, part)) for part in parts(c.schedule.body))


def tables(c: Context) -> list[Table]:
    """Return the arrays of constants that a function may read."""
    return [
        Table(name, v.type.dtype, tuple(v.data.ravel().tolist()))  # type: ignore[attr-defined]
        for name, v in c.constants.values()
    ]


def array_at(k: int) -> Expr:
    """Return the array of buffer `k` that the caller passes."""
    return Load(IN.name, Int(k))


def lengths_at(k: int) -> Expr:
    """Return the lengths of buffer `k`."""
    return Load(LENGTHS.name, Int(k))


def out_at(k: int) -> Expr:
    """Return where buffer `k` is written."""
    return Load(OUT.name, Int(k))


def inputs(c: Context) -> list[Variable]:
    """Return pointers to the inputs and to their lengths."""
    found = []
    for k, v in enumerate(c.program.inputs):
        element = Pointer(ctype(v.type.dtype), read_only=True, restrict=True)  # type: ignore[attr-defined]
        found.append(Variable(input_of(k), element, array_at(k), removable=True))
        length = Pointer("int64_t", read_only=True)
        found.append(Variable(lengths_of(input_of(k)), length, lengths_at(k), removable=True))
    return found


def _outputs(c: Context) -> list[Variable]:
    """Return pointers to the outputs, whose memory the caller allocates."""
    found = []
    for k, output in enumerate(c.program.outputs):
        lengths = ArrayOf("int64_t", tuple(map(expression, c.computations.lengths.of(output))))
        memory = call(ALLOC.name, CONTEXT.name, k, lengths)
        found.append(Variable(output_of(k), Pointer(ctype(output.type.dtype), restrict=True), memory))  # type: ignore
    return found


def length_statements(c: Context) -> list[Any]:
    """Return the statements that compute and compare lengths; those of a timed function store them too."""
    found = [replace(s, removable=not c.timed) if isinstance(s, Let) else s for s in c.computations.lengths.body]
    return [*found, *seen(c)] if c.timed else found
