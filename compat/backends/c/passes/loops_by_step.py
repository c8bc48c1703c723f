"""A scan whose steps have lengths of their own, such as rows that are joined of two parts: a loop that calls a function
for each step, which computes them.

What is stacked has one shape at all steps: that of the first, with which each step compares its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from compat.backends.c.arrays_comment import arrays_comment
from compat.backends.c.ctype import ctype
from compat.backends.c.errors import CannotCompile
from compat.backends.c.ir import (
    ALLOC,
    BAD,
    CONTEXT,
    IN,
    LENGTHS,
    OUT,
    ZERO,
    Assign,
    Declared,
    Definition,
    Expr,
    Fail,
    For,
    Function,
    Int,
    Name,
    Pointer,
    Return,
    code,
    has_flag,
    ignored,
    joined,
    line,
    names_in,
)
from compat.backends.c.ir import Variable as Declaration
from compat.backends.c.items import Items
from compat.backends.c.lengths import Lengths
from compat.backends.c.passes.order import scheduled
from compat.backends.c.writing import FunctionWriter
from compat.graph.program import Program
from compat.graph.variable import Apply, Variable

_STEPS, _T = Name("steps"), Name("t")


def loop_by_step(node: Apply, items: Items) -> Callable[[Any], str]:
    """Return what writes the call of the loop of `node`; CannotCompile where it may end early."""
    layout = node.op.layout
    if layout.until or layout.window:
        raise CannotCompile(f"a length inside {node.op} depends on a value that changes from step to step", node)
    step = _Step(node, items)

    def call(c: Any) -> str:
        given = layout.outer(node.inputs)
        read = [*given.sequences, *given.states, *given.carried, *given.fixed]
        rows = [c.rows(v) if k < layout.sequences else (v, "0", 1) for k, v in enumerate(read)]
        arrays = [str(c.array(v)) for v, _, _ in rows]
        outs = [str(c.out(v)) for v in node.outputs]
        shapes = [(c.lengths(v)[:1] + c.lengths(row)[1:]) for v, (row, _, _) in zip(read, rows, strict=True)]
        shapes += [c.lengths(v) for v in node.outputs]
        steps = c.element(node.inputs[0], ())
        writer = c.writer
        if writer is None:
            return ""
        name = writer.defines("loop", lambda name: step.functions(writer, name, [sign for _, _, sign in rows]))
        for k, (v, first, _) in enumerate(rows[: layout.sequences]):
            if first != "0":
                size = " * ".join(map(str, c.lengths(v)[1:])) or "1"
                arrays[k] = f"(const {ctype(v.type.dtype)} *){arrays[k]} + ({first}) * {size}"
        c.flag(
            f"{name}({steps}, (const void *const[]){{{', '.join(arrays) or '0'}}}, (const int64_t *const[])"
            f"{{{', '.join(map(_numbers, shapes))}}}, (void *const[]){{{', '.join(outs)}}}, {c.parameter(ALLOC.name)}, "
            f"{c.parameter(CONTEXT.name)})"
        )
        return ""

    return call


def _numbers(lengths: Sequence[Any]) -> str:
    return f"(const int64_t[]){{{', '.join(map(str, lengths)) or '1'}}}"


class _Step:
    """The Program of one step, scheduled."""

    def __init__(self, node: Apply, around: Items) -> None:
        self.node, self.layout = node, node.op.layout
        inner = node.op.inner
        self.program = Program(inner.inputs, inner.outputs, inner.nodes)
        names = {id(v): f"in{k}" for k, v in enumerate(inner.inputs)}
        self.lengths = Lengths(inner.inputs, names)
        self.items = around.part(self.program, self.lengths, names)
        self.schedule = scheduled(self.items)

    def functions(self, outer: FunctionWriter, name: str, signs: Sequence[int]) -> list[Definition]:
        """Return the function of a step, those that it calls, and that of the loop."""
        return [*self._step(outer, f"{name}_step"), self._loop(name, signs)]

    def _step(self, outer: FunctionWriter, name: str) -> list[Definition]:
        w = outer.inner(self.program, self.items, self.schedule, name, self.node)
        body, memory = w.computed(), w.memory_statements()
        fails = has_flag(body)
        n, outputs = len(self.program.inputs), self.program.outputs
        compared = [
            Fail(code(f"{{}} != {{}}[{n + k}][{d}]", length, Name(LENGTHS.name)))
            for k, v in enumerate(outputs)
            for d, length in enumerate(self.lengths.of(v))
        ]
        words = names_in(*memory, *body, *compared)
        lengths = w.length_statements(words)
        outs = [
            Declaration(f"out{k}", Pointer(ctype(v.type.dtype), restrict=True), code(f"{{}}[{k}]", Name(OUT.name)))  # type: ignore
            for k, v in enumerate(outputs)
        ]
        statements = [
            ignored(p.name for p in (IN, LENGTHS, ALLOC, CONTEXT)),
            *w.tables(),
            *(s for s in w.inputs if s.name in words),
            *outs,
            *lengths,
            *compared,
            *memory,
            *([Declaration(BAD.name, "int", ZERO)] if fails else []),
            *body,
            *w.freed(words),
            Return(BAD if fails else ZERO),
        ]
        parameters = (IN, LENGTHS, OUT, ALLOC, CONTEXT)
        return [
            *w.called(),
            Function(name, parameters, tuple(statements), tuple(arrays_comment(w, words, "A step of a loop."))),
        ]

    def _loop(self, name: str, signs: Sequence[int]) -> Definition:
        """What is carried is copied: a step writes it where it does not read it."""
        layout, inputs, outputs = self.layout, self.program.inputs, self.program.outputs
        inside = layout.inner(range(len(inputs)))
        n_states, n_rows = len(layout.taps), len(layout.taps) + layout.stacked
        first_fixed = layout.sequences + n_states + layout.carried
        first_out = first_fixed + layout.fixed
        arrays: dict[int, Expr] = {}
        shapes: dict[int, Expr] = {}
        for k, i in enumerate(inside.sequences):
            arrays[i] = _row(_at(IN, k), k, inputs[i], _T, "+" if signs[k] > 0 else "-")
            shapes[i] = code("{} + 1", _at(LENGTHS, k))
        for k, taps in enumerate(inside.states):
            for tap, i in zip(layout.taps[k], taps, strict=True):
                at = code(f"({layout.depth(k) + tap} + {{}})", _T)
                arrays[i] = _row(_at(OUT, k), first_out + k, inputs[i], at)
                shapes[i] = code("{} + 1", _at(LENGTHS, first_out + k))
        for k, i in enumerate(inside.carried):
            arrays[i], shapes[i] = _at(OUT, n_rows + k), _at(LENGTHS, first_out + n_rows + k)
        for k, i in enumerate(inside.fixed, first_fixed):
            arrays[i], shapes[i] = _at(IN, k), _at(LENGTHS, k)
        outs: list[Expr] = []
        before: list[Any] = []
        after: list[Any] = []
        freed: list[Any] = []
        for k, v in enumerate(outputs):
            t, place, source = ctype(v.type.dtype), first_out + k, _at(IN, layout.sequences + k)  # type: ignore
            if k < n_rows:
                depth = layout.depth(k) if k < n_states else 0
                outs.append(_row(_at(OUT, k), place, v, code(f"({depth} + {{}})", _T)))
                if depth:
                    before.append(_copied(t, _at(OUT, k), source, code(f"{depth} * ({{}})", _size(place, v))))
                continue
            room, size, source = Name(f"room{k}"), _size(place, v, 0), _at(IN, layout.sequences + n_states + k - n_rows)
            memory = code(f"malloc((size_t)({{}}) * sizeof({t}) + 64)", size)
            before.append(_copied(t, _at(OUT, k), source, size))
            before.append(Declaration(room.name, Pointer(t), memory, fixed=True))
            after.append(_copied(t, _at(OUT, k), room, size))
            freed.append(line("free({});", room))
            outs.append(room)
        lengths = [*(shapes[i] for i in range(len(inputs))), *self._out_lengths(first_out, n_rows)]
        call = code(
            f"{name}_step((const void *const[]){{{{{{}}}}}}, (const int64_t *const[]){{{{{{}}}}}}, "
            "(void *const[]){{{}}}, {}, {})",
            joined(", ", [arrays[i] for i in range(len(inputs))], 0),
            joined(", ", lengths, 0),
            joined(", ", outs, 0),
            Name(ALLOC.name),
            Name(CONTEXT.name),
        )
        fewest = [_STEPS] * layout.sequences + [Int(layout.depth(k)) for k in range(n_states)]
        room_missing = joined(" || ", [code("!{}", room) for room in outs[n_rows:]], 0)
        failed = Name("failed")
        statements = [
            ignored(p.name for p in (IN, LENGTHS, ALLOC, CONTEXT)),
            *(Fail(code("{}[0] < {}", _at(LENGTHS, k), n)) for k, n in enumerate(fewest)),
            *before,
            Declaration(failed.name, "int", room_missing),
            For(
                _T.name,
                Int(0),
                _STEPS,
                (line("if ({}) break;", failed), Assign(failed, call), *after),
            ),
            *freed,
            Return(failed),
        ]
        given = (Declared(_STEPS.name, "int64_t", fixed=True), IN, LENGTHS, OUT, ALLOC, CONTEXT)
        title = "/* A loop, whose steps have lengths of their own. */"
        return Function(name, given, tuple(statements), (title,))

    def _out_lengths(self, first: int, n_rows: int) -> list[Expr]:
        """Return where the lengths of a step's outputs are: of rows, those after the first."""
        return [
            code("{} + 1", _at(LENGTHS, first + k)) if k < n_rows else _at(LENGTHS, first + k)
            for k in range(len(self.program.outputs))
        ]


def _at(array: Declared, k: int) -> Expr:
    return code(f"{{}}[{k}]", Name(array.name))


def _copied(ctype: str, to: Expr, source: Expr, size: Expr) -> Any:
    return line(f"memcpy({{}}, {{}}, (size_t)({{}}) * sizeof({ctype}));", to, source, size)


def _size(place: int, v: Variable, first: int = 1) -> Expr:
    """Return the number of elements of `v`, by the lengths at `place`, of which the first ones may be others'."""
    return joined(" * ", [code(f"{{}}[{d + first}]", _at(LENGTHS, place)) for d in range(v.type.ndim)])  # type: ignore


def _row(array: Expr, place: int, v: Variable, at: Expr, sign: str = "+") -> Expr:
    return code(f"(({ctype(v.type.dtype)} *){{}} {sign} {{}} * ({{}}))", array, at, _size(place, v))  # type: ignore


__all__ = ["loop_by_step"]
