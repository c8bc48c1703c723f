"""A scan as one C loop, in a function of its own: the body is the statements of its inner Program.

Loop-invariant values (lengths, scratch memory) are computed before the loop. States are read from the output, where
they were written; scalar states stay in registers. A state that is only carried has two buffers, which swap at each
step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ....graph.program import Program
from ....graph.variable import Apply, Variable
from ....ops.scan.layout import Layout
from ..computations.building import Computations
from ..computations.lengths import Lengths
from ..ctype import ctype
from ..errors import CannotCompile
from ..ir.expressions import (
    ZERO,
    Expr,
    Group,
    Int,
    Length,
    Literal,
    Load,
    Name,
    Pointer,
    TypeCast,
    call,
    joined,
    named,
    operation,
)
from ..ir.statements import (
    ALLOC,
    BAD,
    CONTEXT,
    IN,
    LENGTHS,
    OUT,
    STOP,
    Array,
    Assign,
    Block,
    Declared,
    Definition,
    Fail,
    For,
    Function,
    If,
    Let,
    Line,
    Return,
    line,
    names_in,
)
from ..ir.statements import Variable as Declaration
from ..naming import buffer_of, carried_of, input_of, lengths_of, output_of, tap_of
from ..nests.inner_axes import Step
from ..nests.order import scheduled
from ..status import NO_ROOM
from .context import Context
from .functions import array_at, arrays, bad, kernels, length_statements, lengths_at, out_at, tables
from .scratch import scratch


class LengthsVary(CannotCompile):
    """A length inside the loop depends on a value that changes from step to step."""


def loop(node: Apply, computations: Computations) -> Callable[[Any], str]:
    """Return the function that writes the call of the loop of `node`, which belongs to `computations`."""
    outside = computations.lengths
    if node.op.compat_watched is not None:
        raise CannotCompile(f"{node.op.compat_plain_name} is watched by a mode", node)
    if node.op.layout.taps or node.op.layout.stacked:
        steps = outside.value(node.inputs[0])
        if not isinstance(steps, int):
            outside.require_at_least(steps, 0)
    return _Body(node, computations).call


class _Body:
    """The inner Program of one loop, scheduled; `call` writes its function and the call."""

    def __init__(self, node: Apply, around: Computations) -> None:
        self.node, self.op, self.layout = node, node.op, node.op.layout
        inner = self.op.inner
        self.program = Program(inner.inputs, inner.outputs, inner.nodes)
        known = self._known(around.lengths)
        self.lengths = Lengths(inner.inputs, known)
        self.computations = around.part(self.program, self.lengths)
        self._same_shapes()
        self.schedule = scheduled(self.computations)
        n_fixed = self.layout.fixed
        varying = {input_of(k) for k in range(len(inner.inputs) - n_fixed)}
        for statement in self.lengths.body:
            if varying & names_in(statement):
                raise LengthsVary(f"a length inside {self.op} depends on a value that changes from step to step", node)
        around.steps.append(
            Step(
                self.computations,
                self.schedule.body,
                {(k, d): n for k, v in enumerate(inner.inputs) for d, n in enumerate(known.get(id(v), ()))},
            )
        )

    def _known(self, outside: Lengths) -> dict[int, tuple[Length, ...]]:
        """Return the lengths of the inner inputs that the enclosing program knows."""
        given, inside = self.layout.outer(self.node.inputs), self.op.inside
        rows = [
            *zip(inside.sequences, given.sequences, strict=True),
            *((tap, v) for taps, v in zip(inside.states, given.states, strict=True) for tap in taps),
        ]
        whole = zip([*inside.carried, *inside.fixed], [*given.carried, *given.fixed], strict=True)
        found = {id(inner): outside.of(v)[1:] for inner, v in rows}
        return found | {id(inner): outside.of(v) for inner, v in whole if hasattr(v.type, "broadcastable")}

    def _same_shapes(self) -> None:
        """Require that a step does not change the shape of a state."""
        inside, step = self.op.inside, self.op.step
        pairs = [(taps[0], y) for taps, y in zip(inside.states, step.states, strict=True)]
        pairs += list(zip(inside.carried, step.carried, strict=True))
        pairs += [(taps[0], v) for taps in inside.states for v in taps[1:]]
        for before, after in pairs:
            for a, b in zip(self.lengths.of(before), self.lengths.of(after), strict=True):
                self.lengths.require_equal(a, b)

    def size(self, v: Variable) -> Expr:
        """Return the number of elements of an inner variable."""
        return _product(self.lengths.of(v))

    def is_scalar(self, v: Variable) -> bool:
        return all(n == 1 for n in self.lengths.of(v))

    def call(self, c: Any) -> str:
        return call_of_loop(
            self.node, c, lambda context, name, strides: [_Function(self, context, name, strides).function()]
        )


def call_of_loop(
    node: Apply,
    c: Any,
    functions: Callable[[Context, Name, Sequence[int]], Sequence[Definition]],
    with_outputs: bool = False,
) -> str:
    """Return the statement that calls the loop of `node`; add its functions.

    functions: (context, name, 1 or -1 for each sequence) -> definitions. with_outputs: the lengths of the outputs are
    passed too, after those of the inputs.
    """
    layout = node.op.layout
    given = layout.outer(node.inputs)
    steps = [str(c.element(v, ())) for v in given.steps]
    own = len(given.steps)
    sources = [
        c.rows(v) if k < layout.sequences else (v, "0", 1)
        for k, v in enumerate([*given.sequences, *given.states, *given.carried, *given.fixed])
    ]
    arrays = [str(c.array(v)) for v, _, _ in sources]
    outs = [str(c.out(v)) for v in node.outputs]
    strides = [step for _, _, step in sources[: layout.sequences]]
    name = c.function("loop", lambda context, name: functions(context, name, strides))
    lengths = []
    for k, ((v, first, _), whole) in enumerate(zip(sources, node.inputs[own:], strict=True)):
        lengths.append(c.lengths(v))
        if k < layout.sequences:
            if first != "0":
                row, t = c.asked(_product(lengths[k][1:])), c.ctype(v.type.dtype)
                arrays[k] = f"(const {t} *){arrays[k]} + ({first}) * {row}"
            lengths[k] = (c.lengths(whole)[0], *lengths[k][1:])
    if with_outputs:
        lengths += [c.lengths(v) for v in node.outputs]
    shapes = [f"(const int64_t[]){{{', '.join(map(str, shape)) or '1'}}}" for shape in lengths]
    words = [
        *steps,
        f"(const void *const[]){{{', '.join(arrays)}}}" if arrays else "0",
        f"(const int64_t *const[]){{{', '.join(shapes)}}}" if shapes else "0",
        f"(void *const[]){{{', '.join(outs)}}}",
        f"{c.parameter(ALLOC.name)}",
        f"{c.parameter(CONTEXT.name)}",
    ]
    c.flag(f"{name}({', '.join(words)})")
    return ""


_STEPS, _START, _STOP, _T = named("steps"), named("start"), named("stop"), named("t")


class _Function:
    """The function of one loop."""

    def __init__(self, body: _Body, outer: Context, name: Name, strides: Sequence[int]) -> None:
        self.body, self.strides = body, strides
        self.c = Context(name, body.program, body.computations, body.schedule, body.node, outer.timed)
        self.head: list[Any] = []  # statements before the loop
        self.start: list[Declaration | Array] = []  # at the start of each step
        self.end: list[Any] = []
        self.after: list[Any] = []
        self.nothing: list[Any] = []  # statements for a loop without steps
        self._inputs()
        self._outputs()

    def function(self) -> Function:
        """Return the function: pointers, lengths, memory, the loop."""
        c = self.c
        nothing = If(operation("!", _STEPS), (*self.nothing, Return(ZERO)))
        loop = For(_T, _START, _STOP, (*self.start, *kernels(c), *self.end, STOP), declared=False)
        statements = [
            *tables(c),
            Fail(operation("<", _STEPS, 0)),
            *self._bounds(),
            *guards(self.body.layout),
            *self._pointers(),
            nothing,
            *length_statements(c),
            *scratch(c),
            bad(),
            *self.head,
            Declaration(_T, "int64_t", _START),
            loop,
            *self.after,
            Return(BAD),
        ]
        window = (Declared(_START, "int64_t"), Declared(_STOP, "int64_t"))
        given = (*(window if self.body.layout.window else ()), IN, LENGTHS, OUT, ALLOC, CONTEXT)
        parameters = (Declared(_STEPS, "int64_t", fixed=True), *given)
        return Function(c.name, parameters, tuple(statements), ("A loop. At each step:",), arrays(c), about=c)

    def _bounds(self) -> list[Any]:
        if not self.body.layout.window:
            return [Let(_START, "int64", ZERO), Let(_STOP, "int64", _STEPS)]
        return [Assign(_STOP, _between_0_and(_STEPS, _STOP)), Assign(_START, _between_0_and(_STOP, _START))]

    def _pointers(self) -> list[Declaration]:
        """Return the lengths of inner inputs, and pointers to the arrays that do not change."""
        body, layout = self.body, self.body.layout
        inside = layout.inner(range(len(body.program.inputs)))
        rows, states, carried, fixed = inside.sequences, inside.states, inside.carried, inside.fixed
        found = [_lengths_of(i, lengths_at(k) + 1) for k, i in enumerate(rows)]
        at = layout.sequences
        for k, taps in enumerate(states):
            found += [_lengths_of(i, lengths_at(at + k) + 1) for i in taps]
        at += len(layout.taps)
        found += [_lengths_of(i, lengths_at(at + k)) for k, i in enumerate(carried)]
        at += layout.carried
        for k, i in enumerate(fixed):
            array = Pointer(ctype(body.program.inputs[i].type.dtype), read_only=True, restrict=True)  # type: ignore
            found.append(_lengths_of(i, lengths_at(at + k)))
            found.append(Declaration(input_of(i), array, array_at(at + k), fixed=True, removable=True))
        return found

    def _inputs(self) -> None:
        """Declare the inputs of a step: sequences, states and what does not change."""
        body, layout = self.body, self.body.layout
        for k in range(layout.sequences):
            v = body.program.inputs[k]
            t = ctype(v.type.dtype)  # type: ignore[attr-defined]
            size = body.size(v)
            row = operation(
                "+" if self.strides[k] > 0 else "-",
                TypeCast(array_at(k), Pointer(t, read_only=True)),
                _T if size == Int(1) else _rows(_T, size),
            )
            self.start.append(_input(k, t, row))

    def _outputs(self) -> None:
        body, layout = self.body, self.body.layout
        inside = layout.inner(range(len(body.program.inputs)))
        step = layout.results(range(len(body.program.outputs)))
        for k in range(len(layout.taps)):
            self._state(k, inside.states[k], step.states[k])
        for k, number in enumerate(step.stacked):
            v = body.program.outputs[number]
            t = ctype(v.type.dtype)  # type: ignore[attr-defined]
            place = len(layout.taps) + k
            row = TypeCast(out_at(place), Pointer(t)) + _rows(_T, body.size(v))
            self.start.append(Declaration(output_of(number), Pointer(t, restrict=True), row))
            self._clear(place, 0, v)
        for k, number in enumerate(step.carried):
            self._carried(k, inside.carried[k], number)
        if layout.until:
            v = body.program.outputs[step.end]
            end, count = output_of(step.end), out_at(len(self.body.node.outputs) - 1)
            steps_done = operation("*", TypeCast(count, Pointer("int64_t")))
            self.head.append(Array(end, ctype(v.type.dtype), 1, aligned=False))  # type: ignore[attr-defined]
            self.end.append(line("if ({}[0]) {{ {}++; break; }}", end, _T))
            self.after.append(line("{} = {};", steps_done, _T))
            self.nothing.append(line("{} = 0;", steps_done))

    def _clear(self, place: int, depth: int, v: Variable) -> None:
        """Clear the rows before the first computed step, and after the last."""
        layout = self.body.layout
        t = ctype(v.type.dtype)  # type: ignore[attr-defined]
        row = self.body.size(v)
        cleared, out = f"memset({{}}, 0, (size_t)({{}}) * sizeof({t}));", TypeCast(out_at(place), Pointer(t))
        if layout.window:
            self.head.append(line(cleared, out, _rows(_START, row)))
        if layout.until or layout.window:
            self.after.append(line(cleared, out + _rows(Int(depth) + _T, row), _rows(_STEPS - _T, row)))

    def _state(self, k: int, taps: Sequence[int], number: int) -> None:
        body, layout = self.body, self.body.layout
        v = body.program.inputs[taps[0]]
        t = ctype(v.type.dtype)  # type: ignore[attr-defined]
        depth, row = layout.depth(k), body.size(v)
        buffer = Group(TypeCast(out_at(k), Pointer(t)))
        first = Group(TypeCast(array_at(layout.sequences + k), Pointer(t, read_only=True)))
        whole = size_at(layout.sequences + k, v)
        fill = copied(t, buffer + _rows(_START, whole), first, _rows(Int(depth), whole))
        self.nothing.append(fill)
        self.head.append(fill)
        self._clear(k, depth, v)
        out = output_of(number)
        at = buffer + _rows(Int(depth) + _T, row)
        self.start.append(Declaration(out, Pointer(t, restrict=True), at))
        if body.is_scalar(v) and depth <= 4:  # the last `depth` values, in registers
            last = [tap_of(k, j) for j in range(depth)]  # oldest first
            self.head += [Declaration(w, t, Load(first, Int(j))) for j, w in enumerate(last)]
            for tap, i in zip(layout.taps[k], taps, strict=True):
                self.start.append(_in_register(i, t, last[depth + tap]))
            self.end += [Assign(a, b) for a, b in zip(last, [*last[1:], Load(out, ZERO)], strict=True)]
            return
        for tap, i in zip(layout.taps[k], taps, strict=True):
            self.start.append(_input(i, t, buffer + _rows(Int(depth + tap) + _T, row)))

    def _carried(self, k: int, i: int, number: int) -> None:
        body, layout = self.body, self.body.layout
        v = body.program.inputs[i]
        t = ctype(v.type.dtype)  # type: ignore[attr-defined]
        place, source = len(layout.taps) + layout.stacked + k, layout.sequences + len(layout.taps) + k
        first, out, q = Group(TypeCast(array_at(source), Pointer(t, read_only=True))), out_at(place), carried_of(k)
        self.nothing.append(copied(t, out, array_at(source), size_at(source, v, 0)))
        if body.is_scalar(v):
            self.head.append(Declaration(q, t, Load(first, ZERO)))
            self.start += [_in_register(i, t, q), Array(output_of(number), t, 1, aligned=False)]
            self.end.append(Assign(q, Load(output_of(number), ZERO)))
            self.after.append(line(f"*({t} *){{}} = {{}};", out, q))
            return
        size = body.size(v)
        following, room, free, used = (buffer_of(q, use) for use in ("next", "room", "free", "used"))
        # two buffers, one of them the output; the first step reads the initial value in place
        self.head += [
            Declaration(q, Pointer(t, read_only=True), first),
            Declaration(following, Pointer(t), out),
            Declaration(room, Pointer(t), room_for(size, t), fixed=True),
            Fail(operation("!", room), NO_ROOM),
            Declaration(free, Pointer(t), room),
        ]
        self.start += [_input(i, t, q), Declaration(output_of(number), Pointer(t, restrict=True), following)]
        swap = (Declaration(used, Pointer(t), following, fixed=True), Assign(following, free), Assign(free, used))
        self.end.append(Block((*swap, Assign(q, used))))
        self.after += [If(operation("!=", q, out), (copied(t, out, q, size),)), line("free({});", room)]


def copied(type_: str, to: Expr, source: Expr, size: Expr) -> Line:
    """Return the statement that copies so many elements."""
    return line(f"memcpy({{}}, {{}}, (size_t)({{}}) * sizeof({type_}));", to, source, size)


def guards(layout: Layout) -> list[Fail]:
    """Return the checks that each sequence has a row for every step, and each state the rows that its taps read."""
    fewest = [_STEPS] * layout.sequences + [Int(layout.depth(k)) for k in range(len(layout.taps))]
    return [Fail(operation("<", Load(lengths_at(k), ZERO), n)) for k, n in enumerate(fewest)]


def room_for(size: Expr, type_: str) -> Expr:
    """Return a call that allocates so many elements, with room behind them."""
    return call("malloc", TypeCast(Group(size), "size_t") * Literal(f"sizeof({type_})", "uint64") + 64)


def _between_0_and(most: Expr, value: Expr) -> Expr:
    return operation("?", operation(">", value, most), most, operation("?", operation("<", value, 0), 0, value))


def _lengths_of(i: int, value: Expr) -> Declaration:
    pointer = Pointer("int64_t", read_only=True)
    return Declaration(lengths_of(input_of(i)), pointer, value, fixed=True, removable=True)


def _input(i: int, type_: str, value: Expr) -> Declaration:
    """Return the pointer to an input of a step."""
    return Declaration(input_of(i), Pointer(type_, read_only=True, restrict=True), value, removable=True)


def _in_register(i: int, type_: str, value: Expr) -> Array:
    """Return a variable that carries an input of one element from step to step."""
    return Array(input_of(i), type_, 1, values=(value,), aligned=False, fixed=True, removable=True)


def _rows(count: Expr, row: Expr) -> Expr:
    """Return the number of elements in so many rows."""
    return count * Group(row)


def _product(lengths: Sequence[Length]) -> Expr:
    return joined("*", [n for n in lengths if n != 1])


def size_at(k: int, v: Variable, first: int = 1) -> Expr:
    """Return the number of elements of `v`, a row of the array `k`, from that array's lengths."""
    return joined("*", [Load(lengths_at(k), Int(d + first)) for d in range(v.type.ndim)])  # type: ignore
