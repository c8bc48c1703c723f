"""The C text of a schedule: one function, flat statements, a comment per computation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from compat.backends.c.access import Accessor, linear_index
from compat.backends.c.ctype import cast, ctype, kind, literal
from compat.backends.c.errors import CannotCompile
from compat.backends.c.expression import needs
from compat.backends.c.items import Index, Item, Items, is_zero
from compat.backends.c.lengths import Lengths
from compat.backends.c.libm import prototypes
from compat.backends.c.schedule import Loop, Schedule, schedule
from compat.backends.c.scipy_pointers import POINTERS
from compat.backends.c.support import SUPPORT
from compat.graph.program import Program
from compat.graph.variable import Constant, Variable


@dataclass
class Unit:
    """A translation unit. `pointers`: functions that the loader must fill in, in the order of the table."""

    text: str
    name: str
    pointers: list[str] = field(default_factory=list)
    items: Any = None
    schedule: Any = None


HEADER = """#include <stdint.h>
#include <stddef.h>
typedef void *(*alloc_t)(void *context, int number, const int64_t *lengths);
void *malloc(size_t);
void free(void *);
void *memset(void *, int, size_t);
"""


def emit(program: Program, name: str = "run", entry: str = "") -> Unit:
    """The translation unit of `program`; CannotCompile where an Op has no C form.

    entry: "logp" or "expand" adds the function of that name that samplers call (compilation/density.py).
    """
    leaf_name = {id(v): f"in{k}" for k, v in enumerate(program.inputs)}
    for v in program.inputs:
        ctype(v.type.dtype)  # type: ignore[attr-defined]
    lengths = Lengths(program.inputs, leaf_name)
    items = Items(program, lengths, leaf_name)
    plan = schedule(items)
    writer = _Writer(program, items, plan, name)
    text = writer.function() + _ENTRIES.get(entry, "").replace("DATA", str(len(program.inputs) - 1)).replace(
        "OUTPUTS", str(len(program.outputs)))
    support = _support_text(writer.support)
    pointers = sorted(writer.pointers)
    declared = [POINTERS[p][2].replace("(*)", f"(*{p})", 1) if p in POINTERS else BLAS_TYPES[p].replace("(*)", f"(*{p})", 1)
                for p in pointers]
    table = "".join(f"static {d};\n" for d in declared)
    table += "void set_pointers(void *const *table)\n{\n" + "".join(
        f"    {p} = ({POINTERS[p][2] if p in POINTERS else BLAS_TYPES[p]})table[{k}];\n"
        for k, p in enumerate(pointers)) + ("    (void)table;\n" if not pointers else "") + "}\n"
    used = set(re.findall(r"\b[a-z]\w*(?=\()", text))
    return Unit(HEADER + prototypes(used | set(re.findall(r"\b[a-z]\w*(?=\()", support))) + support + table + text,
                name, pointers, items, plan)


def _support_text(names: set[str]) -> str:
    return "".join(SUPPORT[n].strip("\n") + "\n" for n in sorted(names))


BLAS_TYPES: dict[str, str] = {
    "dgemm": "void (*)(const char *, const char *, const int *, const int *, const int *, const double *, "
             "const double *, const int *, const double *, const int *, const double *, double *, const int *)",
    "sgemm": "void (*)(const char *, const char *, const int *, const int *, const int *, const float *, "
             "const float *, const int *, const float *, const int *, const float *, float *, const int *)",
}


_USER = """
struct user { const void *const *data; const int64_t *const *lengths; const int64_t *offsets; };

static void *given(void *context, int number, const int64_t *lengths)
{
    (void)lengths;
    return ((void **)context)[number];
}

static int call(size_t dim, const double *x, const struct user *u, void **outputs)
{
    const void *in[DATA + 1];
    const int64_t *lengths[DATA + 1];
    const int64_t n = (int64_t)dim;
    in[0] = x;
    lengths[0] = &n;
    for (int k = 0; k < DATA; k++) {
        in[k + 1] = u->data[k];
        lengths[k + 1] = u->lengths[k];
    }
    return run(in, lengths, given, outputs) ? 1 : 0;
}
"""

_ENTRIES = {
    "logp": _USER + """
int logp(size_t dim, const double *x, double *grad, double *logp, const void *user)
{
    void *outputs[2] = {logp, grad};
    return call(dim, x, user, outputs);
}
""",
    "expand": _USER + """
int expand(size_t dim, size_t n, const double *x, double *out, const void *user)
{
    void *outputs[OUTPUTS];
    const struct user *u = user;
    (void)n;
    for (int k = 0; k < OUTPUTS; k++) outputs[k] = out + u->offsets[k];
    return call(dim, x, u, outputs);
}
""",
}


class _Writer:
    """Writes one function. Lines go to `self.lines`, with `self.indent` levels."""

    def __init__(self, program: Program, items: Items, plan: Schedule, name: str) -> None:
        self.program, self.items, self.plan, self.name = program, items, plan, name
        self.lines: list[str] = []
        self.indent = 1
        self.support: set[str] = set()
        self.pointers: set[str] = set()
        self.constants: dict[int, tuple[str, Constant]] = {}
        self.counter = 0
        self.flags = 0  # how often a failure can be flagged in the loop being written

    def line(self, text: str) -> None:
        self.lines.append("    " * self.indent + text)

    # ---- the function

    def function(self) -> str:
        self._nodes(self.plan.body)
        body, self.lines = self.lines, []
        self._prologue()
        top = self.lines
        arrays = "".join(f"static const {ctype(c.type.dtype)} {n}[] = {{{_values(c)}}};\n"  # type: ignore[attr-defined]
                         for n, c in self.constants.values())
        head = (f"{arrays}int {self.name}(const void *const *in, const int64_t *const *lengths, alloc_t alloc, "
                "void *context)\n{\n")
        used = "\n".join((*top, *body))
        tail = "    status = bad != 0;\ndone:\n    if (arena != small) free(arena);\n    return status;\n}\n"
        declared = []
        for k, v in enumerate(self.program.inputs):
            if re.search(rf"\bin{k}\b", used):
                declared.append(f"    const {ctype(v.type.dtype)} *restrict in{k} = in[{k}];")  # type: ignore
            if re.search(rf"\bin{k}_n\b", used):
                declared.append(f"    const int64_t *in{k}_n = lengths[{k}];")
        return head + "\n".join(["    (void)in; (void)lengths;", *declared, *top, *body]) + "\n" + tail

    def _prologue(self) -> None:
        for text in self.items.lengths.lines:
            self.line(text)
        for row in self.items.lengths.rows:
            support, pointers = needs(row)
            self.support.update(support)
            self.pointers.update(pointers)
        self.line("int status = 1, bad = 0;")
        sizes = []
        for item in self.plan.order:
            if not self._in_memory(item) or item.output is not None or item.kind in ("done", "store"):
                continue
            sizes.append((item, self._size(item)))
        for number, output in enumerate(self.program.outputs):
            lengths = ", ".join(str(n) for n in self.items.lengths.of(output)) or "0"
            dtype = ctype(output.type.dtype)  # type: ignore[attr-defined]
            self.line(f"{dtype} *restrict out{number} = alloc(context, {number}, (const int64_t[]){{{lengths}}});")
            self.line(f"if (!out{number}) return -1;")
        total = []
        for item, size in sizes:
            total.append(f"(((size_t)({size}) * sizeof({ctype(item.dtype)}) + 63) & ~(size_t)63)")
        self.line("_Alignas(64) char small[4096];")
        if total:
            self.line(f"const size_t total = {' + '.join(total)};")
            self.line("char *arena = total <= sizeof small - 64 ? small : malloc(total + 64);")
            self.line("if (!arena) return -1;")
            self.line("char *next = (char *)(((uintptr_t)arena + 63) & ~(uintptr_t)63);")
            for (item, _), size in zip(sizes, total, strict=True):
                self.line(f"{ctype(item.dtype)} *restrict b{item.number} = (void *)next; next += {size};")
        else:
            self.line("char *arena = small;")
        self.line("if (0) goto done;")

    def _in_memory(self, item: Item) -> bool:
        return item.number in self.plan.memory_from or item.kind in ("buffer", "opaque")

    def _memory_lengths(self, item: Item) -> list[Any]:
        """Lengths of the memory of `item`, in the order of its result."""
        if item.kind in ("buffer", "opaque", "done"):
            return [n for n in self.items.lengths.of(item.variable) if n != 1]
        start = self.plan.memory_from[item.number]
        return [item.domain[p] for p in item.result if p >= start]

    def _size(self, item: Item) -> str:
        return " * ".join(str(n) for n in self._memory_lengths(item)) or "1"

    def memory(self, item: Item) -> str:
        owner = item.target if item.kind in ("done", "store") and item.target is not None else item
        return f"out{owner.output}" if owner.output is not None else f"b{owner.number}"

    # ---- statements and loops

    def _nodes(self, nodes: list[Any]) -> None:
        for node in nodes:
            if isinstance(node, Loop):
                self._loop(node)
            else:
                self._item(node)

    def _loop(self, loop: Loop) -> None:
        i = f"i{loop.depth}"
        accumulators = [item for item in loop.items if item.kind == "reduce" and min(item.reduced) == loop.depth]
        for item in accumulators:
            self._open(item)
        outer_flags, self.flags = self.flags, 0
        saved, self.lines = self.lines, []
        self.indent += 1
        self._nodes(loop.body)
        self.indent -= 1
        body, self.lines = self.lines, saved
        innermost = not any(isinstance(n, Loop) for n in loop.body)
        if innermost and not loop.serial:
            pragma = self._pragma(loop)
            if pragma:
                self.line(pragma)
        self.line(f"for (int64_t {i} = 0; {i} < {loop.length}; {i}++) {{")
        self.lines.extend(body)
        self.line("}")
        if loop.depth == 0 and self.flags:
            self.line("if (bad) goto done;")
        self.flags += outer_flags
        for item in accumulators:
            self._close(item)

    def _pragma(self, loop: Loop) -> str:
        """The promise that iterations do not depend on each other, but for the sums named; "" where they do."""
        clauses: dict[str, list[str]] = {}
        targets: set[int] = set()
        for item in loop.items:
            if "c" in (kind(item.dtype), kind(item.accumulator or item.dtype)) or item.combine == "argmax":
                return ""
            if item.kind == "store":
                if item.target.number in targets:  # the parts that two stores write may overlap
                    return ""
                targets.add(item.target.number)
            if item.kind != "reduce" or loop.depth not in item.reduced:
                continue
            if item.in_memory_accumulator:
                return ""
            clauses.setdefault(_CLAUSE[item.combine], []).append(f"a{item.number}")
            if _watches_nan(item):
                clauses.setdefault("|", []).append(f"nan{item.number}")
        if self.flags:
            clauses.setdefault("|", []).append("bad")
        text = "".join(f" reduction({sign}:{', '.join(names)})" for sign, names in clauses.items())
        return f"#pragma omp simd{text}"

    def _open(self, item: Item) -> None:
        """Before the first loop over which `item` is reduced: its accumulator."""
        first = min(item.reduced)
        dtype = item.accumulator
        start = _identity(item.combine, dtype)
        if item.combine in ("max", "min", "argmax"):
            self._fail_if_empty(item, first)
        if item.in_memory_accumulator:
            size = " * ".join(str(item.domain[p]) for p in item.result if p > first) or "1"
            base = self._memory_at(item, [f"i{p}" if p < first else "0" for p in item.result])
            self.line(f"for (int64_t k = 0; k < {size}; k++) (&{base})[k] = {start};")
            return
        self.line(f"{ctype(dtype)} a{item.number} = {start};")
        if item.combine == "argmax":
            self.line(f"int64_t k{item.number} = 0;")
        elif _watches_nan(item):
            self.line(f"int nan{item.number} = 0;")

    def _fail_if_empty(self, item: Item, first: int) -> None:
        """Largest of nothing: an error, unless there is no result either."""
        reduced = [item.domain[p] for p in item.reduced if item.domain[p] in (0,) or isinstance(item.domain[p], str)]
        kept = [item.domain[p] for p in item.result if p > first]
        if not reduced or 0 in kept:
            return
        empty = " || ".join(f"{n} == 0" for n in reduced)
        some = "".join(f" && {n} > 0" for n in kept if isinstance(n, str))
        self.line(f"if ({f'({empty})' if some and len(reduced) > 1 else empty}{some}) goto done;")

    def _close(self, item: Item) -> None:
        """After the loops: the result as a value, and in memory where others read it there."""
        if item.in_memory_accumulator:
            return
        if item.combine == "argmax":
            value, dtype = f"k{item.number}", "int64"
        else:
            value, dtype = f"a{item.number}", item.accumulator
            if _watches_nan(item):
                value = f'nan{item.number} ? {literal(np.nan, dtype)} : {value}'
        if dtype != item.dtype:
            value = cast(f"({value})" if "?" in value else value, dtype, item.dtype)
        self.line(f"const {ctype(item.dtype)} v{item.number} = {value};")
        if item.number in self.plan.memory_from:
            self.line(f"{self._memory_at(item, [f'i{p}' for p in item.result])} = v{item.number};")
        else:
            self.line(f"(void)v{item.number};")

    def _memory_at(self, item: Item, result_index: list[str]) -> str:
        """The element of the memory of `item` at an index of its whole result."""
        start = self.plan.memory_from.get(item.number, 0)
        kept = [(i, item.domain[p]) for i, p in zip(result_index, item.result, strict=True) if p >= start]
        return f"{self.memory(item)}[{linear_index(tuple(i for i, _ in kept), tuple(n for _, n in kept))}]"

    def _item(self, item: Item) -> None:
        emitter = Emitter(self, item)
        if item.kind == "done":
            return
        if item.kind == "buffer":
            if item.combine == "zero":
                size = self._size(item)
                self.line(f"memset({self.memory(item)}, 0, (size_t)({size}) * sizeof *{self.memory(item)});")
            return
        if item.kind == "opaque":
            assert item.value is not None
            if item.variable.index == 0:
                self.line(f"/* {_comment(item)} */")
                item.value(emitter)
            return
        assert item.value is not None
        if item.kind == "pointwise":
            value = item.value(emitter)
            self.line(f"const {ctype(item.dtype)} v{item.number} = {value};{_note(item)}")
            if item.number in self.plan.memory_from:
                self.line(f"{self._memory_at(item, [f'i{p}' for p in item.result])} = v{item.number};")
            return
        if item.kind == "store":
            assert item.place is not None and item.target is not None
            value = item.value(emitter)
            place = item.place(emitter)
            at = linear_index(place, self.items.lengths.of(item.target.variable))
            self.line(f"{self.memory(item.target)}[{at}] {item.combine} {value};")
            return
        self._accumulate(item, item.value(emitter))

    def _accumulate(self, item: Item, value: str) -> None:
        combine = item.combine
        in_memory = item.in_memory_accumulator
        a = self._memory_at(item, [f"i{p}" for p in item.result]) if in_memory else f"a{item.number}"
        if combine in ("sum", "prod"):
            sign = "+" if combine == "sum" else "*"
            if item.accumulator == "bool":
                self.line(f"{a} = {a} {'|' if combine == 'sum' else '&'} {value};")
            else:
                self.line(f"{a} {sign}= {value};")
        elif combine in ("all", "any"):
            self.line(f"{a} {'&' if combine == 'all' else '|'}= {value};")
        elif combine == "argmax":
            self._argmax(item, value)
        else:
            self._extreme(item, value, a, in_memory)

    def _extreme(self, item: Item, value: str, a: str, in_memory: bool) -> None:
        sign = ">" if item.combine == "max" else "<"
        name = f"x{item.number}"
        self.line(f"const {ctype(item.accumulator)} {name} = {value};")
        floats = kind(item.accumulator) == "f"
        if in_memory and floats:
            against = "<=" if item.combine == "max" else ">="
            self.line(f"{a} = ({a} != {a} || {name} {against} {a}) ? {a} : {name};")
            return
        self.line(f"{a} = {name} {sign} {a} ? {name} : {a};")
        if floats:
            self.line(f"nan{item.number} |= {name} != {name};")

    def _argmax(self, item: Item, value: str) -> None:
        n = item.number
        at = linear_index(tuple(f"i{p}" for p in item.reduced), tuple(item.domain[p] for p in item.reduced))
        nan = f" || (x{n} != x{n} && a{n} == a{n})" if kind(item.accumulator) == "f" else ""
        self.line(f"const {ctype(item.accumulator)} x{n} = {value};")
        self.line(f"if (x{n} > a{n}{nan}) {{")
        self.line(f"    a{n} = x{n};")
        self.line(f"    k{n} = {at};")
        self.line("}")


class Emitter(Accessor):
    """Reads values as C text, declaring names before the statement that is being written."""

    def __init__(self, writer: _Writer, item: Item) -> None:
        super().__init__(writer.items, item)
        self.writer = writer

    def result(self, producer: Item, index: Index | None) -> str:
        writer = self.writer
        assert index is not None
        if producer.kind in ("buffer", "done", "opaque"):
            full = iter(index)
            whole = tuple("0" if a is None else next(full) for a in producer.axis_of)
            at = linear_index(whole, writer.items.lengths.of(producer.variable))
            return f"{writer.memory(producer)}[{at}]"
        shared = writer.plan.shared(producer, self.item, index)
        if all(p < shared for p in producer.result):
            return f"v{producer.number}"
        return writer._memory_at(producer, list(index))

    def local(self, dtype: str, text: str, stem: str) -> str:
        self.writer.counter += 1
        name = f"{stem}_{self.writer.counter}"
        self.writer.line(f"const {ctype(dtype)} {name} = {text};")
        return name

    def flag(self, condition: str) -> None:
        self.writer.flags += 1
        self.writer.line(f"bad |= {condition};")

    def constant_array(self, variable: Constant) -> str:
        known = self.writer.constants
        if id(variable) not in known:
            known[id(variable)] = (f"c{len(known)}", variable)
        return known[id(variable)][0]

    def needs(self, row: Any) -> None:
        support, pointers = needs(row)
        self.writer.support.update(support)
        self.writer.pointers.update(pointers)

    def array(self, variable: Variable) -> str:
        """Pointer to the whole of `variable` in contiguous memory."""
        if isinstance(variable, Constant):
            return self.constant_array(variable)
        producer = self.items.of.get(id(variable)) or self.items.copies.get(id(variable))
        if producer is None:
            return self.items.leaf_name[id(variable)]
        return self.writer.memory(producer)

    def out(self, variable: Variable) -> str:
        """Pointer to the memory of an output of the opaque item."""
        return self.writer.memory(self.items.of[id(variable)])

    def pointer(self, name: str) -> str:
        """Name of a function that is reached through a pointer."""
        self.writer.pointers.add(name)
        return name

    def line(self, text: str) -> None:
        self.writer.line(text)


def _watches_nan(item: Item) -> bool:
    """Whether a NaN among floats must come out, which comparisons alone would lose."""
    return item.combine in ("max", "min") and kind(item.accumulator) == "f" and not item.in_memory_accumulator


_CLAUSE = {"sum": "+", "prod": "*", "max": "max", "min": "min", "all": "&", "any": "|"}


def _identity(combine: str, dtype: str) -> str:
    if combine == "sum":
        return literal(0, dtype)
    if combine in ("prod", "all"):
        return literal(1, dtype)
    if combine == "any":
        return "0"
    low = combine in ("max", "argmax")
    if kind(dtype) == "f":
        return literal(-np.inf if low else np.inf, dtype)
    if kind(dtype) == "b":
        return "0" if low else "1"
    info = np.iinfo(dtype)
    return literal(info.min if low else info.max, dtype)


def _values(constant: Constant) -> str:
    return ", ".join(literal(v, constant.type.dtype) for v in constant.data.ravel().tolist())  # type: ignore


def _comment(item: Item) -> str:
    return re.sub(r"[^\x20-\x7e]|\*/|\\", "?", str(item.node.op if item.node is not None else item.variable))[:100]


def _note(item: Item) -> str:
    name = item.variable.name
    return f" /* {re.sub(r'[^A-Za-z0-9_ ().]', '_', name)[:60]} */" if name else ""


__all__ = ["Emitter", "Unit", "emit", "is_zero"]
