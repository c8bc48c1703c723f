"""A scan whose steps vary in length: a loop that calls a function for each step.

Such steps, for instance, concatenate a growing row. What is stacked has the shape of the first step's result at all
steps; the function compares.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ....graph.program import Program
from ....graph.variable import Apply, Variable
from ....ops.scan.layout import Layout
from ..computations.building import Computations
from ..ctype import ctype
from ..errors import CannotCompile
from ..ir.expressions import ArrayOf, Expr, Group, Int, Name, Pointer, TypeCast, call, joined, named, operation
from ..ir.statements import ALLOC, CONTEXT, IN, LENGTHS, OUT, Assign, Declared, Definition, For, Function, Return, line
from ..ir.statements import Variable as Declaration
from ..naming import room_of, step_of
from .context import Context
from .functions import array_at, lengths_at, out_at
from .graph_function import GraphFunction
from .scan import call_of_loop, copied, guards, room_for, size_at

_STEPS, _T = named("steps"), named("t")


def loop_by_step(node: Apply, computations: Computations) -> Callable[[Any], str]:
    """Return the function that writes the call of the loop of `node`; raise CannotCompile if the loop may end early."""
    layout = node.op.layout
    if layout.until or layout.window:
        raise CannotCompile(
            f"a length inside {node.op.compat_plain_name} depends on a value that changes from step to step", node
        )
    step = GraphFunction(node, node.op.inner, computations)

    def functions(context: Context, name: Name, signs: Sequence[int]) -> list[Definition]:
        called = step.function(context, step_of(name), "A step of a loop.", compared=True)
        return [called, _loop(layout, step.program, name, signs)]

    return lambda c: call_of_loop(node, c, functions, with_outputs=True)


def _loop(layout: Layout, program: Program, name: Name, signs: Sequence[int]) -> Definition:
    """Return the function of the loop; what is only carried has two buffers, as a step must not write what it reads."""
    inputs, outputs = program.inputs, program.outputs
    n_states, n_rows = len(layout.taps), len(layout.taps) + layout.stacked
    first_out = layout.sequences + n_states + layout.carried + layout.fixed
    given = _inputs(layout, inputs, signs, first_out)
    outs: list[Expr] = []
    before: list[Any] = []
    after: list[Any] = []
    freed: list[Any] = []
    for k, v in enumerate(outputs):
        t, place, source = ctype(v.type.dtype), first_out + k, array_at(layout.sequences + k)  # type: ignore
        if k < n_rows:
            depth = layout.depth(k) if k < n_states else 0
            outs.append(_row(out_at(k), place, v, Int(depth) + _T))
            if depth:
                before.append(copied(t, out_at(k), source, Int(depth) * Group(size_at(place, v))))
            continue
        room, size, source = room_of(k), size_at(place, v, 0), array_at(layout.sequences + n_states + k - n_rows)
        before.append(copied(t, out_at(k), source, size))
        before.append(Declaration(room, Pointer(t), room_for(size, t), fixed=True))
        after.append(copied(t, out_at(k), room, size))
        freed.append(line("free({});", room))
        outs.append(room)
    lengths = [*(shape for _, shape in given), *_lengths_of_outputs(len(outputs), first_out, n_rows)]
    step = call(
        step_of(name),
        ArrayOf(Pointer("void", read_only=True), tuple(array for array, _ in given)),
        ArrayOf(Pointer("int64_t", read_only=True), tuple(lengths)),
        ArrayOf(Pointer("void"), tuple(outs)),
        ALLOC.name,
        CONTEXT.name,
    )
    room_missing = joined("||", [operation("!", room) for room in outs[n_rows:]], 0)
    failed = named("failed")
    statements = [
        *guards(layout),
        *before,
        Declaration(failed, "int", room_missing),
        For(_T, Int(0), _STEPS, (line("if ({}) break;", failed), Assign(failed, step), *after)),
        *freed,
        Return(failed),
    ]
    parameters = (Declared(_STEPS, "int64_t", fixed=True), IN, LENGTHS, OUT, ALLOC, CONTEXT)
    title = "A loop, whose steps have lengths of their own."
    return Function(name, parameters, tuple(statements), (title,))


def _inputs(
    layout: Layout, inputs: Sequence[Variable], signs: Sequence[int], first_out: int
) -> list[tuple[Expr, Expr]]:
    """Return, for each input of a step, its address and where its lengths are."""
    inside = layout.inner(range(len(inputs)))
    found: dict[int, tuple[Expr, Expr]] = {}
    for k, i in enumerate(inside.sequences):
        row = _row(array_at(k), k, inputs[i], _T, "+" if signs[k] > 0 else "-")
        found[i] = row, lengths_at(k) + 1
    for k, taps in enumerate(inside.states):
        for tap, i in zip(layout.taps[k], taps, strict=True):
            at = Int(layout.depth(k) + tap) + _T
            found[i] = _row(out_at(k), first_out + k, inputs[i], at), lengths_at(first_out + k) + 1
    for k, i in enumerate(inside.carried, len(inside.states) + layout.stacked):
        found[i] = out_at(k), lengths_at(first_out + k)
    for k, i in enumerate(inside.fixed, first_out - layout.fixed):
        found[i] = array_at(k), lengths_at(k)
    return [found[i] for i in range(len(inputs))]


def _lengths_of_outputs(count: int, first: int, n_rows: int) -> list[Expr]:
    """Return where the lengths of a step's outputs are; for rows, those after the first dimension."""
    return [lengths_at(first + k) + 1 if k < n_rows else lengths_at(first + k) for k in range(count)]


def _row(array: Expr, place: int, v: Variable, at: Expr, sign: str = "+") -> Expr:
    start = TypeCast(array, Pointer(ctype(v.type.dtype)))  # type: ignore[attr-defined]
    return Group(operation(sign, start, at * Group(size_at(place, v))))
