"""A scan as one C loop, in a function of its own: the body is the text of its inner Program.

What is the same at each step (lengths, scratch memory) stands before the loop. States are read where they were
written, in the output; scalars among them stay in registers. What is only carried has two places and changes between
them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from compat.backends.c.arrays_comment import arrays_comment
from compat.backends.c.ctype import ctype
from compat.backends.c.errors import CannotCompile
from compat.backends.c.inner_axes import Step
from compat.backends.c.ir import Code, Expr, Fail, For, If, Int, Length, Line, code, joined, line, names_in
from compat.backends.c.items import Items
from compat.backends.c.lengths import Lengths
from compat.backends.c.passes import rewritten, scheduled
from compat.backends.c.print_c import lines as c_lines
from compat.backends.c.print_c import text
from compat.backends.c.writer import values_of
from compat.graph.program import Program
from compat.graph.variable import Apply, Variable


def loop(node: Apply, items: Items) -> Callable[[Any], str]:
    """What writes the call of the loop of `node`, one of `items`; CannotCompile with `node`, or with a node inside of
    it that can be called in Python."""
    called, outside = items.called, items.lengths
    if node.op.watched is not None:
        raise CannotCompile(f"{node.op} is watched by a mode", node)
    if node.op.layout.taps or node.op.layout.stacked:
        steps = outside.value(node.inputs[0])
        if not isinstance(steps, int):
            outside.require(code("{} >= 0", steps))
    try:
        body = _Body(node, items)
    except CannotCompile as reason:
        if reason.node is None or any(reason.node is c for c in called):
            raise CannotCompile(str(reason), node) from reason
        raise
    return body.call


class _Body:
    """The inner Program of one loop, scheduled; `call` writes its function and the call."""

    def __init__(self, node: Apply, around: Items) -> None:
        self.node, self.op, self.layout = node, node.op, node.op.layout
        inner = self.op.inner
        self.program = Program(inner.inputs, inner.outputs, inner.nodes)
        names = {id(v): f"in{k}" for k, v in enumerate(inner.inputs)}
        known = self._known(around.lengths)
        self.lengths = Lengths(inner.inputs, names, known)
        self.items = around.part(self.program, self.lengths, names)
        self._same_shapes()
        self.schedule = scheduled(self.items)
        around.steps.append(Step(self.items, self.schedule.body, {
            (k, d): n for k, v in enumerate(inner.inputs) for d, n in enumerate(known.get(id(v), ()))}))
        n_fixed = self.layout.fixed
        varying = {f"in{k}" for k in range(len(inner.inputs) - n_fixed)}
        for statement in self.lengths.body:
            if varying & names_in(statement):
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

    def size(self, v: Variable) -> Expr:
        """Number of elements of an inner variable."""
        return _product(self.lengths.of(v))

    def is_scalar(self, v: Variable) -> bool:
        return all(n == 1 for n in self.lengths.of(v))

    # ---- the call

    def call(self, c: Any) -> str:
        """The statement that calls the loop, and its function, unless `c` only looks."""
        node, layout = self.node, self.layout
        given = layout.outer(node.inputs)
        steps = [str(c.element(v, ())) for v in given.steps]
        own = len(given.steps)
        sources = [c.rows(v) if k < layout.sequences else (v, "0", 1)
                   for k, v in enumerate([*given.sequences, *given.states, *given.carried, *given.fixed])]
        arrays = [str(c.array(v)) for v, _, _ in sources]
        outs = [str(c.out(v)) for v in node.outputs]
        writer = c.writer
        if writer is None:
            return ""
        name = f"{writer.name}_loop{len(writer.functions)}"
        strides = [step for _, _, step in sources[:layout.sequences]]
        writer.functions.append(_Function(self, writer, name, strides).text())
        shapes = []
        for k, ((v, first, _), whole) in enumerate(zip(sources, node.inputs[own:], strict=True)):
            lengths = [str(n) for n in c.lengths(v)]
            if k < layout.sequences:
                row = text(_product(c.lengths(v)[1:]))
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
        self.body, self.name, self.strides = body, name, strides
        self.w = outer.inner(body.program, body.items, body.schedule, name, body.node)
        self.head: list[Line] = []  # before the loop
        self.start: list[tuple[str, Line]] = []  # at the start of each step: what is declared, and its line
        self.end: list[Line] = []
        self.after: list[Line] = []
        self.nothing: list[Line] = []  # where there is no step

    def text(self) -> str:
        """Pointers, lengths, memory, then the loop."""
        body, w = self.body, self.w
        w.nodes(body.schedule.body)
        steps, w.body = rewritten(w.body, self.name), []
        w.scratch()
        memory, w.body = w.body, []
        self._inputs()
        self._outputs()
        start = _read(self.start, names_in(*memory, *steps))
        flags = w.flags > 0
        if flags:
            self.end.append(line("if (bad) break;"))
        words = names_in(*memory, *steps, *self.head, *start, *self.end, *self.after)
        lengths = w.length_statements(words)
        pointers = [declared for name, declared in self._pointers() if name in words]
        constants = [line(f"static const {ctype(c.type.dtype)} {n}[] = {{{{{values_of(c)}}}}};")  # type: ignore[attr-defined]
                     for n, c in w.constants.values()]
        free = [line("if (arena != small) free(arena);")] if "arena" in words else []
        first = [Fail(Code("steps < 0")), *self._bounds(), *self._guards()]
        nothing = If(Code("!steps"), (*self.nothing, line("return 0;")))
        loop = For("t", Code("start"), Code("stop"), (*start, *steps, *self.end), declared=False)
        statements = [*constants, *first, *pointers, nothing, *lengths, *memory,
                      *([line("int bad = 0;")] if flags else []), *self.head, line("int64_t t = start;"), loop,
                      *self.after, *free, line("return bad;" if flags else "return 0;")]
        head = [*arrays_comment(w, words, "A loop. At each step:"),
                f"static int {self.name}(const int64_t steps, {self._window}const void *const *in, "
                "const int64_t *const *lengths, void *const *out, alloc_t alloc, void *context)", "{",
                "    (void)in; (void)lengths; (void)alloc; (void)context;"]
        return "".join(w.functions) + "\n".join([*head, *c_lines(statements), "}"]) + "\n"

    @property
    def _window(self) -> str:
        return "int64_t start, int64_t stop, " if self.body.layout.window else ""

    def _bounds(self) -> list[Line]:
        if not self.body.layout.window:
            return [line("const int64_t start = 0, stop = steps;")]
        return [line("stop = stop > steps ? steps : stop < 0 ? 0 : stop;"),
                line("start = start > stop ? stop : start < 0 ? 0 : start;")]

    def _guards(self) -> list[Fail]:
        layout = self.body.layout
        found = [Fail(Code(f"lengths[{k}][0] < steps")) for k in range(layout.sequences)]
        return found + [Fail(Code(f"lengths[{layout.sequences + k}][0] < {layout.depth(k)}"))
                        for k in range(len(layout.taps))]

    def _pointers(self) -> list[tuple[str, Line]]:
        """(name, declaration) of the lengths of inner inputs, and of the arrays that are fixed."""
        body, layout = self.body, self.body.layout
        inside = layout.inner(range(len(body.program.inputs)))
        found = [(f"in{i}_n", line(f"const int64_t *const in{i}_n = lengths[{k}] + 1;"))
                 for k, i in enumerate(inside.sequences)]
        at = layout.sequences
        for k, taps in enumerate(inside.states):
            found += [(f"in{i}_n", line(f"const int64_t *const in{i}_n = lengths[{at + k}] + 1;")) for i in taps]
        at += len(layout.taps)
        found += [(f"in{i}_n", line(f"const int64_t *const in{i}_n = lengths[{at + k}];"))
                  for k, i in enumerate(inside.carried)]
        at += layout.carried
        for k, i in enumerate(inside.fixed):
            t = ctype(body.program.inputs[i].type.dtype)  # type: ignore[attr-defined]
            found += [(f"in{i}_n", line(f"const int64_t *const in{i}_n = lengths[{at + k}];")),
                      (f"in{i}", line(f"const {t} *const restrict in{i} = in[{at + k}];"))]
        return found

    def _inputs(self) -> None:
        """Sequences."""
        body, layout = self.body, self.body.layout
        for k in range(layout.sequences):
            v = body.program.inputs[k]
            t = ctype(v.type.dtype)  # type: ignore[attr-defined]
            size = body.size(v)
            at = Code("t") if size == Int(1) else code("t * ({})", size)
            sign = "+" if self.strides[k] > 0 else "-"
            self.start.append((f"in{k}", line(f"const {t} *restrict in{k} = (const {t} *)in[{k}] {sign} {{}};", at)))

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
            out = line(f"{t} *restrict out{number} = ({t} *)out[{place}] + t * ({{}});", body.size(v))
            self.start.append(("", out))
            self._clear(place, "0", v)
        for k, number in enumerate(step.carried):
            self._carried(k, inside.carried[k], number)
        if layout.until:
            v = body.program.outputs[step.end]
            self.head.append(line(f"{ctype(v.type.dtype)} out{step.end}[1];"))  # type: ignore[attr-defined]
            self.end.append(line(f"if (out{step.end}[0]) {{{{ t++; break; }}}}"))
            self.after.append(line(f"*(int64_t *)out[{len(self.body.node.outputs) - 1}] = t;"))
            self.nothing.append(line(f"*(int64_t *)out[{len(self.body.node.outputs) - 1}] = 0;"))

    def _clear(self, place: int, depth: str, v: Variable) -> None:
        """Rows before the first step done, and after the last."""
        layout = self.body.layout
        t = ctype(v.type.dtype)  # type: ignore[attr-defined]
        row = self.body.size(v)
        if layout.window:
            self.head.append(line(f"memset(out[{place}], 0, (size_t)(start * ({{}})) * sizeof({t}));", row))
        if layout.until or layout.window:
            self.after.append(line(f"memset(({t} *)out[{place}] + ({depth} + t) * ({{}}), 0, "
                                   f"(size_t)((steps - t) * ({{}})) * sizeof({t}));", row, row))

    def _state(self, k: int, taps: Sequence[int], number: int) -> None:
        body, layout = self.body, self.body.layout
        v = body.program.inputs[taps[0]]
        t = ctype(v.type.dtype)  # type: ignore[attr-defined]
        depth, row = layout.depth(k), body.size(v)
        buffer, first = f"(({t} *)out[{k}])", f"((const {t} *)in[{layout.sequences + k}])"
        whole = _raw_product(f"lengths[{layout.sequences + k}]", v)
        fill = line(f"memcpy({buffer} + start * ({whole}), {first}, (size_t)({depth} * ({whole})) * sizeof({t}));")
        self.nothing.append(fill)
        self.head.append(fill)
        self._clear(k, str(depth), v)
        self.start.append(("", line(f"{t} *restrict out{number} = {buffer} + ({depth} + t) * ({{}});", row)))
        if body.is_scalar(v) and depth <= 4:  # a window of the last values, in registers
            names = [f"w{k}_{j}" for j in range(depth)]  # oldest first
            self.head += [line(f"{t} {name} = {first}[{j}];") for j, name in enumerate(names)]
            for tap, i in zip(layout.taps[k], taps, strict=True):
                self.start.append((f"in{i}", line(f"const {t} in{i}[1] = {{{{{names[depth + tap]}}}}};")))
            self.end += [line(f"{a} = {b};") for a, b in zip(names, [*names[1:], f"out{number}[0]"], strict=True)]
            return
        for tap, i in zip(layout.taps[k], taps, strict=True):
            before = line(f"const {t} *restrict in{i} = {buffer} + ({depth + tap} + t) * ({{}});", row)
            self.start.append((f"in{i}", before))

    def _carried(self, k: int, i: int, number: int) -> None:
        body, layout = self.body, self.body.layout
        v = body.program.inputs[i]
        t = ctype(v.type.dtype)  # type: ignore[attr-defined]
        place, source = len(layout.taps) + layout.stacked + k, layout.sequences + len(layout.taps) + k
        first = f"((const {t} *)in[{source}])"
        whole = _raw_product(f"lengths[{source}]", v, 0)
        self.nothing.append(line(f"memcpy(out[{place}], in[{source}], (size_t)({whole}) * sizeof({t}));"))
        if body.is_scalar(v):
            self.head.append(line(f"{t} q{k} = {first}[0];"))
            self.start += [(f"in{i}", line(f"const {t} in{i}[1] = {{{{q{k}}}}};")), ("", line(f"{t} out{number}[1];"))]
            self.end.append(line(f"q{k} = out{number}[0];"))
            self.after.append(line(f"*({t} *)out[{place}] = q{k};"))
            return
        size = body.size(v)
        # two places, of which the output is one: the first step reads the initial value where it is
        self.head += [line(f"const {t} *q{k} = {first};"), line(f"{t} *q{k}_next = out[{place}];"),
                      line(f"{t} *const q{k}_room = malloc((size_t)({{}}) * sizeof({t}) + 64);", size),
                      line(f"if (!q{k}_room) return -1;"), line(f"{t} *q{k}_free = q{k}_room;")]
        self.start += [(f"in{i}", line(f"const {t} *restrict in{i} = q{k};")),
                       ("", line(f"{t} *restrict out{number} = q{k}_next;"))]
        self.end.append(line(f"{{{{ {t} *const used = q{k}_next; q{k}_next = q{k}_free; q{k}_free = used; "
                             f"q{k} = used; }}}}"))
        into = f"memcpy(out[{place}], q{k}, (size_t)({{}}) * sizeof({t}));"
        self.after += [line(f"if (q{k} != out[{place}]) {into}", size), line(f"free(q{k}_room);")]


def _read(declared: Sequence[tuple[str, Line]], words: set[str]) -> list[Line]:
    """The start of a step but for pointers to inputs of which the step does not read."""
    found = []
    for name, one in declared:
        if not name or name in words:
            found.append(one)
        elif "*restrict" not in one.code.template:  # what stands in registers goes from step to step all the same
            found += [one, line(f"(void){name};")]
    return found


def _product(lengths: Sequence[Length]) -> Expr:
    return joined(" * ", [n for n in lengths if n != 1])


def _raw_product(name: str, v: Variable, first: int = 1) -> str:
    """Elements of `v`, from the lengths of what it is a row of."""
    return " * ".join(f"{name}[{d + first}]" for d in range(v.type.ndim)) or "1"  # type: ignore[attr-defined]


__all__ = ["loop"]
