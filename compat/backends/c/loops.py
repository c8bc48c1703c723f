"""A scan as one C loop, in a function of its own: the body is the text of its inner Program.

What is the same at each step (lengths, scratch memory) stands before the loop. States are read where they were
written, in the output; scalars among them stay in registers. What is only carried has two places and changes between
them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from compat.backends.c.arrays_comment import arrays_comment
from compat.backends.c.clock import inside
from compat.backends.c.ctype import ctype
from compat.backends.c.errors import CannotCompile
from compat.backends.c.lengths import Length, Lengths
from compat.backends.c.recursions import Recursion, recursion_of
from compat.backends.c.unused import without_unused, words_in
from compat.graph.program import Program
from compat.graph.variable import Apply, Variable
from compat.ops.subtensor import Subtensor
from compat.ops.subtensor_index import Slice, slice_bounds

_WORD = re.compile(r"[A-Za-z_]\w*")
_INPUT = re.compile(r"const \w+(?: _Complex)? (?P<pointer>\*restrict )?(?P<name>in\d+)\b")


def loop(node: Apply, called: Sequence[Apply], outside: Lengths) -> Callable[[Any], str]:
    """What writes the call of the loop of `node`; CannotCompile with `node`, or with a node inside of it that can be
    called in Python."""
    if node.op.watched is not None:
        raise CannotCompile(f"{node.op} is watched by a mode", node)
    if node.op.layout.taps or node.op.layout.stacked:
        steps = outside.value(node.inputs[0])
        if not isinstance(steps, int):
            outside.require(f"{steps} >= 0")
    try:
        body = _Body(node, called, outside)
    except CannotCompile as reason:
        if reason.node is None or any(reason.node is c for c in called):
            raise CannotCompile(str(reason), node) from reason
        raise
    return body.call


class _Body:
    """The inner Program of one loop, scheduled; `call` writes its function and the call."""

    def __init__(self, node: Apply, called: Sequence[Apply], outside: Lengths) -> None:
        from compat.backends.c.items import Items
        from compat.backends.c.schedule import schedule

        self.node, self.op, self.layout = node, node.op, node.op.layout
        inner = self.op.inner
        self.program = Program(inner.inputs, inner.outputs, inner.nodes)
        names = {id(v): f"in{k}" for k, v in enumerate(inner.inputs)}
        self.lengths = Lengths(inner.inputs, names, self._known(outside))
        self.items = Items(self.program, self.lengths, names, called)
        self._same_shapes()
        self.recursion = recursion_of(self.op)
        self.plan = schedule(self.items)
        n_fixed = self.layout.fixed
        varying = {f"in{k}" for k in range(len(inner.inputs) - n_fixed)}
        for line in self.lengths.lines:
            if varying & set(_WORD.findall(line)):
                raise CannotCompile(f"a length inside {self.op} depends on a value that changes from step to step",
                                    node)

    def _known(self, outside: Lengths) -> dict[int, tuple[Length, ...]]:
        """Lengths of the inner inputs, as far as the program around the loop knows them."""
        given, inside = self.layout.outer(self.node.inputs), self.op.inside
        rows = [*zip(inside.sequences, given.sequences, strict=True),
                *((tap, v) for taps, v in zip(inside.states, given.states, strict=True) for tap in taps)]
        whole = zip([*inside.carried, *inside.fixed], [*given.carried, *given.fixed], strict=True)
        found = {id(inner): outside.of(v)[1:] for inner, v in rows}
        return found | {id(inner): outside.of(v) for inner, v in whole if hasattr(v.type, "broadcastable")}

    def _same_shapes(self) -> None:
        """What a state is after a step has the shape that it had before."""
        inside, step = self.op.inside, self.op.step
        pairs = [(taps[0], y) for taps, y in zip(inside.states, step.states, strict=True)]
        pairs += list(zip(inside.carried, step.carried, strict=True))
        pairs += [(taps[0], v) for taps in inside.states for v in taps[1:]]
        for before, after in pairs:
            for a, b in zip(self.lengths.of(before), self.lengths.of(after), strict=True):
                self.lengths.require_equal(a, b)

    def size(self, v: Variable) -> str:
        """Number of elements of an inner variable."""
        return _product(self.lengths.of(v))

    def is_scalar(self, v: Variable) -> bool:
        return all(n == 1 for n in self.lengths.of(v))

    # ---- the call

    def _call_recursion(self, c: Any, found: Recursion, sources: Sequence[Any], arrays: Sequence[str],
                        outs: Sequence[str]) -> str:
        """Where the step is that of a forward algorithm: no function, but one of support_recursion.py."""
        given = self.layout.outer(self.node.inputs)
        steps, whole = c.element(given.steps[0], ()), c.lengths(given.sequences[0])[0]
        (rows, first, step), others, moves = sources[0], [v for v, _, _ in sources[1:-1]], sources[-1][0]
        lengths = list(c.lengths(moves)) + list(c.lengths(rows)[1:])
        k = lengths[0]
        for v in others:
            lengths += c.lengths(v) if found.gradient else c.lengths(v)[1:]
        least = [] if found.gradient else [f"{c.lengths(others[0])[0]} < 1"]
        wrong = " || ".join([f"{steps} < 0", f"{whole} < {steps}", *least,
                             *(f"{n} != {k}" for n in dict.fromkeys(lengths) if n != k)])
        t = c.ctype(moves.type.dtype)
        end = ("_back" if found.gradient else "") + ("" if t == "double" else "f")
        function = c.matrix_function("compat_log_recursion" + end)
        x = f"(const {t} *){arrays[0]} + ({first}) * ({k}), {'' if step > 0 else '-'}({k})"
        a = f"(const {t} *){arrays[-1]}, {k if found.forwards else 1}, {1 if found.forwards else k}"
        if found.gradient:
            before, after, at = arrays[1:-1], outs[found.kept:], found.of_moves
            total = ("0", "0") if at is None else (f"(const {t} *){before[at]}", after[at])
            rest = f"{a}, (const {t} *){before[found.of_state]}, {total[0]}, {outs[0] if found.kept else 0}, " \
                   f"{after[found.of_state]}, {total[1]}"
        else:
            x, rest = f"{x}, (const {t} *){arrays[1]}", f"{a}, {outs[0]}"
        c.flag(f"({wrong}) ? 1 : {function}({steps}, {k}, {x}, {rest})")
        return ""

    def call(self, c: Any) -> str:
        """The statement that calls the loop, and its function, unless `c` only looks."""
        node, layout = self.node, self.layout
        given = layout.outer(node.inputs)
        steps = [c.element(v, ()) for v in given.steps]
        own = len(given.steps)
        sources = [_rows(v, c) if k < layout.sequences else (v, "0", 1)
                   for k, v in enumerate([*given.sequences, *given.states, *given.carried, *given.fixed])]
        arrays = [c.array(v) for v, _, _ in sources]
        outs = [c.out(v) for v in node.outputs]
        writer = getattr(c, "writer", None)
        if writer is None:
            return ""
        if self.recursion is not None:
            return self._call_recursion(c, self.recursion, sources, arrays, outs)
        name = f"{writer.name}_loop{len(writer.functions)}"
        strides = [step for _, _, step in sources[:layout.sequences]]
        writer.functions.append(_Function(self, writer, name, strides).text())
        shapes = []
        for k, ((v, first, _), whole) in enumerate(zip(sources, node.inputs[own:], strict=True)):
            lengths = [str(n) for n in c.lengths(v)]
            if k < layout.sequences:
                row = _product(c.lengths(v)[1:])
                t = c.ctype(v.type.dtype)
                if first != "0":
                    arrays[k] = f"(const {t} *){arrays[k]} + ({first}) * {row}"
                lengths = [str(c.lengths(whole)[0]), *lengths[1:]]
            shapes.append(f"(const int64_t[]){{{', '.join(lengths) or '1'}}}")
        words = [*steps, f"(const void *const[]){{{', '.join(arrays)}}}" if arrays else "0",
                 f"(const int64_t *const[]){{{', '.join(shapes)}}}" if shapes else "0",
                 f"(void *const[]){{{', '.join(outs)}}}", "alloc", "context"]
        c.flag(f"{name}({', '.join(words)})")
        return ""


class _Function:
    """The text of the function of one loop."""

    def __init__(self, body: _Body, outer: Any, name: str, strides: Sequence[int]) -> None:
        from compat.backends.c.writer import Writer

        self.body, self.name, self.strides = body, name, strides
        self.w = Writer(body.program, body.items, body.plan, name)
        self.w.clock = inside(outer.clock, body.node, self.w)
        self.outer = outer
        self.head: list[str] = []  # before the loop
        self.start: list[str] = []  # at the start of each step
        self.end: list[str] = []
        self.after: list[str] = []
        self.nothing: list[str] = []  # where there is no step

    def text(self) -> str:
        """Pointers, lengths, memory, then the loop."""
        body, w = self.body, self.w
        w.indent = 2
        w._nodes(body.plan.body)
        steps, w.lines = without_unused(w.lines), []
        w.indent = 1
        w.scratch()
        memory, w.lines = w.lines, []
        self._inputs()
        self._outputs()
        self.start = _read(self.start, words_in((*memory, *steps)))
        flags = w.flags > 0
        if flags:
            self.end.append("if (bad) break;")
        words = words_in((*memory, *steps, *self.head, *self.start, *self.end, *self.after))
        lengths = w.length_lines(words)
        words |= words_in(lengths)
        pointers = [f"    {line}" for name, line in self._pointers() if name in words]
        constants = [f"    static const {ctype(c.type.dtype)} {n}[] = {{{_constant_values(c)}}};"
                     for n, c in w.constants.values()]
        free = ["    if (arena != small) free(arena);"] if "arena" in words else []
        self.outer.support |= w.support
        self.outer.pointers |= w.pointers
        self.outer.matrix_functions |= w.matrix_functions
        first = ["    if (steps < 0) return 1;", *self._bounds(), *(f"    {line}" for line in self._guards())]
        nothing = ["    if (!steps) {", *(f"        {line}" for line in self.nothing), "        return 0;", "    }"]
        lines = [
            *arrays_comment(w, words, "A loop. At each step:"),
            f"static int {self.name}(const int64_t steps, {self._window}const void *const *in, "
            "const int64_t *const *lengths, void *const *out, alloc_t alloc, void *context)", "{",
            "    (void)in; (void)lengths; (void)alloc; (void)context;", *constants, *first, *pointers, *nothing,
            *lengths, *memory, "    int bad = 0;" if flags else "", *(f"    {line}" for line in self.head),
            "    int64_t t = start;", "    for (; t < stop; t++) {",
            *(f"        {line}" for line in self.start), *steps,
            *(f"        {line}" for line in self.end), "    }", *(f"    {line}" for line in self.after), *free,
            "    return bad;" if flags else "    return 0;", "}", ""]
        return "".join(w.functions) + "\n".join(line for line in lines if line) + "\n"

    @property
    def _window(self) -> str:
        return "int64_t start, int64_t stop, " if self.body.layout.window else ""

    def _bounds(self) -> list[str]:
        if not self.body.layout.window:
            return ["    const int64_t start = 0, stop = steps;"]
        return ["    stop = stop > steps ? steps : stop < 0 ? 0 : stop;",
                "    start = start > stop ? stop : start < 0 ? 0 : start;"]

    def _guards(self) -> list[str]:
        layout = self.body.layout
        lines = [f"if (lengths[{k}][0] < steps) return 1;" for k in range(layout.sequences)]
        return lines + [f"if (lengths[{layout.sequences + k}][0] < {layout.depth(k)}) return 1;"
                        for k in range(len(layout.taps))]

    def _pointers(self) -> list[tuple[str, str]]:
        """(name, declaration) of the lengths of inner inputs, and of the arrays that are fixed."""
        body, layout = self.body, self.body.layout
        inside = layout.inner(range(len(body.program.inputs)))
        found = [(f"in{i}_n", f"const int64_t *const in{i}_n = lengths[{k}] + 1;")
                 for k, i in enumerate(inside.sequences)]
        at = layout.sequences
        for k, taps in enumerate(inside.states):
            found += [(f"in{i}_n", f"const int64_t *const in{i}_n = lengths[{at + k}] + 1;") for i in taps]
        at += len(layout.taps)
        found += [(f"in{i}_n", f"const int64_t *const in{i}_n = lengths[{at + k}];")
                  for k, i in enumerate(inside.carried)]
        at += layout.carried
        for k, i in enumerate(inside.fixed):
            t = ctype(body.program.inputs[i].type.dtype)  # type: ignore[attr-defined]
            found += [(f"in{i}_n", f"const int64_t *const in{i}_n = lengths[{at + k}];"),
                      (f"in{i}", f"const {t} *const restrict in{i} = in[{at + k}];")]
        return found

    def _inputs(self) -> None:
        """Sequences."""
        body, layout = self.body, self.body.layout
        for k in range(layout.sequences):
            v = body.program.inputs[k]
            t = ctype(v.type.dtype)  # type: ignore[attr-defined]
            size = body.size(v)
            at = f"t * ({size})" if size != "1" else "t"
            sign = "+" if self.strides[k] > 0 else "-"
            self.start.append(f"const {t} *restrict in{k} = (const {t} *)in[{k}] {sign} {at};")

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
            self.start.append(f"{t} *restrict out{number} = ({t} *)out[{place}] + t * ({body.size(v)});")
            self._clear(place, "0", v)
        for k, number in enumerate(step.carried):
            self._carried(k, inside.carried[k], number)
        if layout.until:
            v = body.program.outputs[step.end]
            self.head.append(f"{ctype(v.type.dtype)} out{step.end}[1];")  # type: ignore[attr-defined]
            self.end.append(f"if (out{step.end}[0]) {{ t++; break; }}")
            self.after.append(f"*(int64_t *)out[{len(self.body.node.outputs) - 1}] = t;")
            self.nothing.append(f"*(int64_t *)out[{len(self.body.node.outputs) - 1}] = 0;")

    def _clear(self, place: int, depth: str, v: Variable) -> None:
        """Rows before the first step done, and after the last."""
        layout = self.body.layout
        t = ctype(v.type.dtype)  # type: ignore[attr-defined]
        row = self.body.size(v)
        if layout.window:
            self.head.append(f"memset(out[{place}], 0, (size_t)(start * ({row})) * sizeof({t}));")
        if layout.until or layout.window:
            self.after.append(f"memset(({t} *)out[{place}] + ({depth} + t) * ({row}), 0, "
                              f"(size_t)((steps - t) * ({row})) * sizeof({t}));")

    def _state(self, k: int, taps: Sequence[int], number: int) -> None:
        body, layout = self.body, self.body.layout
        v = body.program.inputs[taps[0]]
        t = ctype(v.type.dtype)  # type: ignore[attr-defined]
        depth, row = layout.depth(k), body.size(v)
        buffer, first = f"(({t} *)out[{k}])", f"((const {t} *)in[{layout.sequences + k}])"
        whole = _raw_product(f"lengths[{layout.sequences + k}]", v)
        fill = f"memcpy({buffer} + start * ({whole}), {first}, (size_t)({depth} * ({whole})) * sizeof({t}));"
        self.nothing.append(fill)
        self.head.append(fill)
        self._clear(k, str(depth), v)
        self.start.append(f"{t} *restrict out{number} = {buffer} + ({depth} + t) * ({row});")
        if body.is_scalar(v) and depth <= 4:  # a window of the last values, in registers
            names = [f"w{k}_{j}" for j in range(depth)]  # oldest first
            self.head += [f"{t} {name} = {first}[{j}];" for j, name in enumerate(names)]
            for tap, i in zip(layout.taps[k], taps, strict=True):
                self.start.append(f"const {t} in{i}[1] = {{{names[depth + tap]}}};")
            self.end += [f"{a} = {b};" for a, b in zip(names, [*names[1:], f"out{number}[0]"], strict=True)]
            return
        for tap, i in zip(layout.taps[k], taps, strict=True):
            self.start.append(f"const {t} *restrict in{i} = {buffer} + ({depth + tap} + t) * ({row});")

    def _carried(self, k: int, i: int, number: int) -> None:
        body, layout = self.body, self.body.layout
        v = body.program.inputs[i]
        t = ctype(v.type.dtype)  # type: ignore[attr-defined]
        place, source = len(layout.taps) + layout.stacked + k, layout.sequences + len(layout.taps) + k
        first = f"((const {t} *)in[{source}])"
        whole = _raw_product(f"lengths[{source}]", v, 0)
        self.nothing.append(f"memcpy(out[{place}], in[{source}], (size_t)({whole}) * sizeof({t}));")
        if body.is_scalar(v):
            self.head.append(f"{t} q{k} = {first}[0];")
            self.start += [f"const {t} in{i}[1] = {{q{k}}};", f"{t} out{number}[1];"]
            self.end.append(f"q{k} = out{number}[0];")
            self.after.append(f"*({t} *)out[{place}] = q{k};")
            return
        size = body.size(v)
        # two places, of which the output is one: the first step reads the initial value where it is
        self.head += [f"const {t} *q{k} = {first};", f"{t} *q{k}_next = out[{place}];",
                      f"{t} *const q{k}_room = malloc((size_t)({size}) * sizeof({t}) + 64);",
                      f"if (!q{k}_room) return -1;", f"{t} *q{k}_free = q{k}_room;"]
        self.start += [f"const {t} *restrict in{i} = q{k};", f"{t} *restrict out{number} = q{k}_next;"]
        self.end += [f"{{ {t} *const used = q{k}_next; q{k}_next = q{k}_free; q{k}_free = used; q{k} = used; }}"]
        self.after += [f"if (q{k} != out[{place}]) memcpy(out[{place}], q{k}, (size_t)({size}) * sizeof({t}));",
                       f"free(q{k}_room);"]


def _read(lines: Sequence[str], words: set[str]) -> list[str]:
    """The lines of the start of a step but for pointers to inputs of which the step does not read."""
    found = []
    for line in lines:
        named = _INPUT.match(line)
        if named is None or named["name"] in words:
            found.append(line)
        elif not named["pointer"]:  # what stands in registers goes from step to step all the same
            found += [line, f"(void){named['name']};"]
    return found


def _rows(v: Variable, c: Any) -> tuple[Variable, str, int]:
    """A sequence as (array, first row, 1 or -1): slices of the first dimension are steps over what they are taken
    from."""
    first: Any = None
    sign = 1
    while v.owner is not None and isinstance(v.owner.op, Subtensor):
        entries = v.owner.op.entries
        if not isinstance(entries[0], Slice) or entries[0].step not in (None, 1, -1) or any(
                not (isinstance(e, Slice) and e.is_full) for e in entries[1:]):
            break
        x = v.owner.inputs[0]
        start, step, _ = slice_bounds(entries[0], c.items.lengths.graph(x)[0], v.owner.inputs)
        text = start if isinstance(start, int) else c.items.lengths.value(start)
        # row r of v is row text + step * r of x
        first = f"{text}" if first is None else _plus(text, step, first)
        sign *= step
        v = x
    return v, first or "0", sign


def _plus(start: Length, step: int, inner: str) -> str:
    if str(start) == "0" and step == 1:
        return inner
    return f"({start} {'+' if step == 1 else '-'} {inner})"


def _product(lengths: Sequence[Length]) -> str:
    return " * ".join(str(n) for n in lengths if n != 1) or "1"


def _raw_product(name: str, v: Variable, first: int = 1) -> str:
    """Elements of `v`, from the lengths of what it is a row of."""
    return " * ".join(f"{name}[{d + first}]" for d in range(v.type.ndim)) or "1"  # type: ignore[attr-defined]


def _constant_values(constant: Any) -> str:
    from compat.backends.c.writer import _values

    return _values(constant)


__all__ = ["loop"]
