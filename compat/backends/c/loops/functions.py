"""The function of a Program: pointers, lengths, memory, then the statements of its nest."""

from __future__ import annotations

from functools import partial
from itertools import chain
from operator import attrgetter
from typing import Any

from ..ctype import ctype
from ..ir import (
    ALLOC,
    BAD,
    CONTEXT,
    IN,
    LENGTHS,
    OUT,
    ZERO,
    ArrayOf,
    Definition,
    ElementwiseCall,
    Expr,
    Fail,
    Function,
    Int,
    Let,
    Load,
    Name,
    Pointer,
    Return,
    Table,
    Variable,
    call,
    expression,
    freed,
    has_flag,
    ignored,
    names_in,
    operation,
    walk,
)
from ..naming import input_of, lengths_of, output_of, scratch_of
from ..nests.arrays_comment import arrays_comment
from ..nests.nest import loops
from ..status import NO_ROOM
from .clock import parts, scalars
from .context import Context
from .draft import Draft, Kernel
from .nodes import nodes
from .scratch import scratch


def function(c: Context) -> list[Draft | Definition]:
    """Return the functions that this one calls, and the function, which passes rewrite."""
    if c.clock is not None:
        c.clock.times(c)
    around = _around(c) if any(loop.cut for loop in loops(c.schedule.body)) else ()
    return drafted(c, Draft(c.name, kernels(c), partial(_completed, c), around, timed=c.clock is not None))


def _around(c: Context) -> tuple[Any, ...]:
    """Return what a function declares that its loops in parts may read."""
    lengths = sorted((s for s in c.computations.lengths.body if isinstance(s, Let)), key=attrgetter("name"))
    memory = [Variable(scratch_of(i).name, Pointer(ctype(i.dtype), restrict=True), None) for i in c.schedule.order]
    return (*lengths, *sorted([*inputs(c), *_outputs(c), *memory], key=attrgetter("name")))


def drafted(c: Context, draft: Draft) -> list[Draft | Definition]:
    """Return the functions that `draft` calls, and `draft`."""
    return [*chain(*c.called), draft]


def kernels(c: Context) -> tuple[Kernel, ...]:
    """Return the statements of the kernels of a function."""
    return tuple(Kernel(tuple(nodes(c, part.body)), scalars(c.schedule, part)) for part in parts(c.schedule.body))


def _completed(c: Context, body: list[Any]) -> list[Definition]:
    """Return the constants, and the function with the statements `body`."""
    memory = [s for output in _outputs(c) for s in (output, Fail(operation("!", Name(output.name)), NO_ROOM))]
    memory += scratch(c)
    fails = has_flag(body)
    if fails:
        memory.append(Variable(BAD.name, "int", ZERO))
    words = names_in(*memory, *body)
    lengths = length_statements(c, words)
    pointers = [s for s in inputs(c) if s.name in words]
    unused = [p.name for p in (IN, LENGTHS) if p.name not in names_in(*pointers)]
    if not c.program.outputs:
        unused += [ALLOC.name, CONTEXT.name]
    statements = [*([ignored(unused)] if unused else []), *pointers, *lengths, *memory, *body, *freed(words)]
    given, result = (IN, LENGTHS, ALLOC, CONTEXT), Return(BAD if fails else ZERO)
    comment = tuple(arrays_comment(c, words))
    return [*tables(c), Function(c.name, given, (*statements, result), comment, static=False)]


def tables(c: Context) -> list[Table]:
    """Return the arrays of constants that a function reads."""
    return [
        Table(name, v.type.dtype, tuple(v.data.ravel().tolist()))  # type: ignore[attr-defined]
        for name, v in c.constants.values()
    ]


def array_at(k: int) -> Expr:
    """Return the array of buffer `k` that the caller passes."""
    return Load(Name(IN.name), Int(k))


def lengths_at(k: int) -> Expr:
    """Return the lengths of buffer `k`."""
    return Load(Name(LENGTHS.name), Int(k))


def out_at(k: int) -> Expr:
    """Return where buffer `k` is written."""
    return Load(Name(OUT.name), Int(k))


def inputs(c: Context) -> list[Variable]:
    """Return pointers to the inputs and to their lengths."""
    found = []
    for k, v in enumerate(c.program.inputs):
        element = Pointer(ctype(v.type.dtype), read_only=True, restrict=True)  # type: ignore[attr-defined]
        found.append(Variable(input_of(k).name, element, array_at(k)))
        length = Pointer("int64_t", read_only=True)
        found.append(Variable(lengths_of(input_of(k)).name, length, lengths_at(k)))
    return found


def _outputs(c: Context) -> list[Variable]:
    """Return pointers to the outputs, whose memory the caller allocates."""
    found = []
    for k, output in enumerate(c.program.outputs):
        lengths = ArrayOf("int64_t", tuple(map(expression, c.computations.lengths.of(output))))
        memory = call(Name(ALLOC.name), Name(CONTEXT.name), k, lengths)
        found.append(Variable(output_of(k).name, Pointer(ctype(output.type.dtype), restrict=True), memory))  # type: ignore
    return found


def length_statements(c: Context, words: set[str]) -> list[Any]:
    """Return the statements that compute and compare lengths, without unused ones.

    words: the names that are read; those that these statements read are added.
    """
    statements = c.computations.lengths.body
    for part in (part for s in statements for part in walk(s.value if isinstance(s, Let) else s.condition)):
        if isinstance(part, ElementwiseCall):
            c.needs.entry(part.entry)
    if c.clock is not None:
        words.update(c.clock.wanted(c))
    kept = []
    for s in reversed(statements):
        if not isinstance(s, Let) or s.name in words:
            kept.append(s)
            words.update(names_in(s))
    return kept[::-1] if c.clock is None else [*kept[::-1], *c.clock.seen(c)]


__all__ = ["drafted", "function", "inputs", "kernels", "length_statements", "tables"]
