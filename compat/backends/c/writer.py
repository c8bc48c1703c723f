"""The C text of one function: lengths, memory, then the statements and loops of a schedule."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from compat.backends.c import cut_loops, last_vector
from compat.backends.c.access import Accessor, bare, linear_index, memory_of
from compat.backends.c.accumulate import clause, close_accumulator, feed, open_accumulator, watches_nan
from compat.backends.c.arrays_comment import arrays_comment
from compat.backends.c.block_loops import close_copies, handed, loop_in_blocks, open_copies
from compat.backends.c.blocks import BLOCK, Blocked, Open, blocked
from compat.backends.c.clock import Clock
from compat.backends.c.ctype import ctype, kind, literal
from compat.backends.c.errors import CannotCompile
from compat.backends.c.expression import needs
from compat.backends.c.fission import calls
from compat.backends.c.formula import call_formula, loop_comment
from compat.backends.c.item import Index, Item, loop_index, padded
from compat.backends.c.items import Items
from compat.backends.c.lengths import Ragged
from compat.backends.c.schedule import Loop, Schedule
from compat.backends.c.status import UNDEFINED
from compat.backends.c.support_linalg import MATRIX_FUNCTIONS
from compat.backends.c.unused import without_unused, words_in
from compat.graph.program import Program
from compat.graph.variable import Constant, Variable
from compat.ops.by_group import LANES

SMALL = 16384  # bytes of scratch memory that lie on the stack
UNROLLED = 16  # elements of matrices whose loops gcc unrolls: it sees then what a loop that fails does not write
_WORD = re.compile(r"[A-Za-z_]\w*")
_UNSAFE = re.compile(r"[^A-Za-z0-9_ .,:;{}()\[\]<>=+-]")  # names of users' Ops may end a comment, or be no ASCII


class Writer:
    """Lines go to `self.lines`, with `self.indent` levels.

    Names: in0 the inputs, out0 the outputs, n0 lengths, i0 the loop variables; of item 7, v7 its value at a point,
    b7 its memory, a7 its accumulator.
    """

    def __init__(self, program: Program, items: Items, plan: Schedule, name: str) -> None:
        self.program, self.items, self.plan, self.name = program, items, plan, name
        self.lines: list[str] = []
        self.indent = 1
        self.support: set[str] = set()
        self.pointers: set[str] = set()
        self.matrix_functions: set[str] = set()
        self.constants: dict[int, tuple[str, Constant]] = {}
        self.flags = 0  # how often a failure can be flagged so far
        self.registers = self._read_as_values()
        self.functions: list[str] = []  # texts of functions that this one calls: its loops
        self._counter = 0
        self._known: list[dict[str, str]] = [{}]  # text -> its name, for each block that is open
        self._before: list[list[str]] = [[]]  # lines that are due before each loop that is open
        self.blocks: list[Open] = []  # the loops that are being written in blocks
        self._plans: dict[int, Blocked | None] = {}
        self.turned = False  # whether the loop over the block runs inside the one that it is around
        self.fed: dict[int, str] = {}  # item -> where it is accumulated, if not where it always is
        self.spread: set[int] = set()  # numbers of the stores that add to copies
        self.lanes: set[int] = set()  # numbers of the sums that are kept in the lanes of a vector
        self.lane = ""  # which of eight copies a point adds to
        self.own: dict[int, int] = {}  # items that have memory for each point of a block -> depth of its loop
        self.cuts_loops = False  # into parts that may run at the same time
        self.may_use_threads = False
        self.cut: set[int] = set()  # ids of the loops that are cut into parts
        self.cut_functions: list[str] = []
        self.private: set[int] = set()  # items that have memory in each part of such a loop
        self.new_point = ""  # whether the point was not met before, where the last vector of a loop is being written
        self.ends: tuple[str, str] | None = None  # the first point of the part that is being written, and its end
        self.clock: Clock | None = None  # what times each kernel, where somebody asks how long they take

    def line(self, text: str) -> None:
        self.lines.append("    " * self.indent + text)

    def flag(self, condition: str, undefined: bool = False) -> None:
        """Make the call fail where `condition` holds; the Python backend words the error. undefined: the point is one
        at which a matrix function is not defined (LinAlgError), and a sampler goes on."""
        if not any(f"bad {condition}" in known for known in self._known):
            self._known[-1][f"bad {condition}"] = ""
            self.flags += 1
            self.line(f"bad |= {condition} ? {UNDEFINED} : 0;" if undefined else f"bad |= {condition};")

    def local(self, dtype: str, text: str, stem: str) -> str:
        """A name for `text`, declared here unless a block around has it."""
        key = f"{dtype} {text}"
        for known in self._known:
            if key in known:
                return known[key]
        self._counter += 1
        name = self._known[-1][key] = f"{stem}_{self._counter}"
        self.line(f"const {ctype(dtype)} {name} = {text};")
        return name

    def before_loop(self, dtype: str, text: str, stem: str) -> str | None:
        """A name for `text`, declared before the innermost open loop; None where the loop declares what it needs."""
        block = self._known[-1]
        if set(_WORD.findall(text)) & set(block.values()):
            return None
        key = f"before {dtype} {text}"
        if key not in block:
            self._counter += 1
            block[key] = f"{stem}_{self._counter}"
            self._before[-1].append("    " * (self.indent - 1) + f"const {ctype(dtype)} {block[key]} = {text};")
        return block[key]

    def _read_as_values(self) -> set[int]:
        """Numbers of the items that a reader in the same loop takes from their value, not from memory."""
        return {use.producer.number for item in self.plan.order for use in item.uses
                if use.index is not None and self.from_value(use.producer, item, use.index)}

    def from_value(self, producer: Item, consumer: Item, index: Index) -> bool:
        if producer.kind not in ("pointwise", "reduce"):
            return False
        shared = self.plan.shared(producer, consumer, index)
        return all(p < shared for p in producer.result)

    # ---- the function

    def function(self) -> str:
        """The text of the constants and of the function."""
        if self.cuts_loops:
            self.cut = cut_loops.chosen(self)
        if self.clock is not None:
            self.clock.kernels(self)
        else:
            self._nodes(self.plan.body)
        body, self.lines = without_unused(self.lines), []
        self._memory()
        if self.flags:
            self.line("int bad = 0;")
        memory, self.lines = self.lines, []
        words = words_in((*memory, *body))
        lengths = self.length_lines(words)
        inputs = []
        for k, v in enumerate(self.program.inputs):
            if f"in{k}" in words:
                inputs.append(f"    const {ctype(v.type.dtype)} *restrict in{k} = in[{k}];")  # type: ignore[attr-defined]
            if f"in{k}_n" in words:
                inputs.append(f"    const int64_t *in{k}_n = lengths[{k}];")
        unused = [n for n, test in (("in", "in["), ("lengths", "lengths[")) if not any(test in i for i in inputs)]
        if not self.program.outputs:
            unused += ["alloc", "context"]
        tail = ["    if (arena != small) free(arena);"] if "arena" in words else []
        if self.clock is not None:
            inputs.insert(0, self.clock.start)
            tail += self.clock.end
        tail.append("    return bad;" if self.flags else "    return 0;")
        arrays = "".join(f"static const {ctype(c.type.dtype)} {n}[] = {{{_values(c)}}};\n"  # type: ignore[attr-defined]
                         for n, c in self.constants.values())
        head = (f"int {self.name}(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context)\n"
                "{")
        ignored = ["    " + " ".join(f"(void){n};" for n in unused)] if unused else []
        lines = [*arrays_comment(self, words), head, *ignored, *inputs, *lengths, *memory, *body, *tail, "}", ""]
        return "".join(self.functions) + arrays + "".join(self.cut_functions) + "\n".join(lines)

    def length_lines(self, words: set[str]) -> list[str]:
        """The lines that compute lengths and compare them, without those that nothing needs."""
        for row in self.items.lengths.rows:  # rows that compute lengths call support functions too
            support, pointers = needs(row)
            self.support.update(support)
            self.pointers.update(pointers)
        kept = []
        if self.clock is not None:
            words.update(self.clock.wanted(self))
        for text in reversed(self.items.lengths.lines):
            defined = re.match(r"const \w+ (n\d+) = ", text)
            if defined is None or defined[1] in words:
                kept.append("    " + text)
                words.update(_WORD.findall(text))
        return kept[::-1] if self.clock is None else [*kept[::-1], *self.clock.seen(self, words)]

    def _memory(self) -> None:
        """Outputs from the caller, then scratch memory."""
        for number, output in enumerate(self.program.outputs):
            lengths = ", ".join(str(n) for n in self.items.lengths.of(output)) or "0"
            dtype = ctype(output.type.dtype)  # type: ignore[attr-defined]
            self.line(f"{dtype} *restrict out{number} = alloc(context, {number}, (const int64_t[]){{{lengths}}});")
            self.line(f"if (!out{number}) return -1;")
        self.scratch()

    def scratch(self, own: Sequence[Item] | None = None) -> None:
        """Memory for what lies in none of the outputs, or for `own` alone: on the stack if small, else one block."""
        scratch = [i for i in self.plan.order if i.output is None and i.kind not in ("done", "store")
                   and i.number not in self.private
                   and (i.number in self.plan.memory_from or i.kind in ("buffer", "opaque"))] \
            if own is None else list(own)
        fixed = [i for i in scratch if all(isinstance(n, int) for n in self.lengths_in_memory(i))]
        total = 0
        for item in fixed:
            count = 1
            for n in self.lengths_in_memory(item):
                count *= n
            total += max(count, 1) * 16
            if total <= SMALL:
                scratch.remove(item)
                # a loop that fails leaves its results as they are; of no elements none is ever written
                empty = " = {0}" if not count or (count <= UNROLLED and item.kind == "opaque") else ""
                self.line(f"_Alignas(64) {ctype(item.dtype)} b{item.number}[{max(count, 1)}]{empty};")
        if not scratch:
            return
        for item in scratch:
            self.line(f"const size_t s{item.number} = PADDED({self.size(item)}, {ctype(item.dtype)});")
        self.line(f"const size_t arena_size = {' + '.join(f's{i.number}' for i in scratch)};")
        self.line(f"_Alignas(64) char small[{SMALL}];")
        self.line("char *const arena = arena_size <= sizeof small ? small : malloc(arena_size + 63);")
        self.line("if (!arena) return -1;")
        place = "ALIGNED(arena)"
        for item in scratch:
            self.line(f"{ctype(item.dtype)} *restrict b{item.number} = (void *)({place});")
            place = f"(char *)b{item.number} + s{item.number}"

    def lengths_in_memory(self, item: Item) -> list[Any]:
        """Lengths of the memory of `item`, in the order of its result."""
        if item.kind in ("buffer", "opaque", "done"):
            return [n for n in self.items.lengths.of(item.variable) if n != 1]
        start = self.plan.memory_from[item.number]
        block = [BLOCK] if item.number in self.own else []
        return block + [item.domain[p] for p in item.result if p >= start]

    def size(self, item: Item) -> str:
        lengths = self.lengths_in_memory(item)
        if lengths and isinstance(lengths[-1], Ragged):
            return lengths[-1].total
        return " * ".join(str(n) for n in lengths) or "1"

    def memory(self, item: Item) -> str:
        """The name of the memory in which `item` lies."""
        owner = item.target if item.kind in ("done", "store") and item.target is not None else item
        return f"out{owner.output}" if owner.output is not None else f"b{owner.number}"

    def memory_at(self, item: Item, result_index: list[str]) -> str:
        """The element of the memory of `item` at an index of its whole result."""
        start = self.plan.memory_from.get(item.number, 0)
        kept = [(i, item.domain[p]) for i, p in zip(result_index, item.result, strict=True) if p >= start]
        if item.number in self.own:
            kept.insert(0, (f"(i{self.own[item.number]} - h{self.own[item.number]})", BLOCK))
        return f"{self.memory(item)}[{linear_index(tuple(i for i, _ in kept), tuple(n for _, n in kept))}]"

    # ---- statements and loops

    def _nodes(self, nodes: list[Any]) -> None:
        for node in nodes:
            if isinstance(node, Loop):
                if node.depth == 0:
                    for text in loop_comment(self, node.items, partial(_summary, node)):
                        self.line(text)
                self._loop(node)
                continue
            try:
                self._item(node)
            except CannotCompile as reason:
                reason.node = reason.node or node.node
                raise

    def _loop(self, loop: Loop) -> None:
        accumulators = [item for item in loop.items if item.kind == "reduce" and min(item.reduced) == loop.depth]
        copies = open_copies(self, loop) if loop.depth == 0 else []
        is_cut = id(loop) in self.cut and not copies
        for item in accumulators:
            if not (is_cut and item.in_memory_accumulator):
                open_accumulator(self, item)
        if is_cut:
            cut_loops.write(self, loop, accumulators)
        else:
            self.over(loop)
        for item in accumulators:
            close_accumulator(self, item)
        if loop.depth == 0:
            close_copies(self, copies)

    def over(self, loop: Loop) -> None:
        """The loop alone, over all its points or those of the part that is being written."""
        in_blocks = self.plan_of(loop) if self.opens(loop, [o.plan.loop for o in self.blocks]) else None
        if in_blocks is not None:
            loop_in_blocks(self, in_blocks)
        elif last_vector.is_worth_it(self, loop):
            last_vector.write(self, loop)
        else:
            self.points(loop, *self.ends_of(loop))

    def ends_of(self, loop: Loop) -> tuple[str, str]:
        """The first point of `loop`, and where it ends."""
        return self.ends if self.ends is not None and loop.depth == 0 else ("0", str(loop.length))

    def opens(self, loop: Loop, around: list[Loop]) -> bool:
        """Whether `loop` may be taken in blocks inside of those loops that are: lines of rows may."""
        return all(self.plan_of(o) is None for o in around) or isinstance(loop.length, Ragged)

    def plan_of(self, loop: Loop) -> Blocked | None:
        """How `loop` is taken in blocks, were none open around it."""
        if id(loop) not in self._plans:
            self._plans[id(loop)] = blocked(loop, self)
        return self._plans[id(loop)]

    def nodes_in_a_block(self, nodes: list[Any]) -> None:
        """`nodes` in braces of their own: names declared there end there."""
        self._known.append({})
        self._nodes(nodes)
        self._known.pop()

    def eight_points(self, loop: Loop, first: str, sums: list[str] | None = None) -> None:
        """The loop alone, over eight points from `first` on: a number of points that the compiler sees."""
        self.points(loop, first, "", sums, declared=f"const int64_t i{loop.depth} = {first} + m{loop.depth};")

    def points(self, loop: Loop, first: str, end: str, sums: list[str] | None = None,
               body_of: Callable[[], None] | None = None, declared: str = "") -> None:
        """The loop alone, over its points from `first` to before `end`, or over eight. sums: what it adds to; body_of:
        writes its body instead; declared: stands before it."""
        flags = self.flags
        saved, self.lines = self.lines, []
        self._known.append({})
        self._before.append([])
        self.indent += 1
        if body_of is not None:
            body_of()
        self._nodes(loop.body)
        self.indent -= 1
        self._known.pop()
        body, self.lines = self.lines, saved
        self.lines.extend(self._before.pop())
        innermost = not any(isinstance(n, Loop) for n in loop.body)
        if innermost and not loop.serial and not _is_written_out(loop):
            pragma = _pragma(loop, self.flags > flags) if sums is None else _adding(sums, self.flags > flags)
            if pragma:
                self.line(pragma)
        name = f"i{loop.depth}" if end else f"m{loop.depth}"
        self.line(f"for (int64_t {name} = {first if end else 0}; {name} < {end or LANES}; {name}++) {{")
        if declared:
            self.line("    " + declared)
        self.lines.extend(body)
        self.line("}")

    def keep(self, item: Item, value: str) -> None:
        """Store `value`, that of `item` at this point, where its readers look for it."""
        value = bare(value)
        in_memory = item.number in self.plan.memory_from
        if item.number in self.registers or not in_memory:
            self.line(f"const {ctype(item.dtype)} v{item.number} = {value};")
            value = f"v{item.number}"
        for block in self.blocks:
            if item.number in block.plan.handed:
                self.line(f"w{item.number}[{block.plan.place}] = {value};")
        if in_memory:
            self.line(f"{self.memory_at(item, [f'i{p}' for p in item.result])} = {value};")

    def _item(self, item: Item) -> None:
        if item.kind == "done":
            return
        if item.kind == "buffer":
            if item.combine == "zero":
                memory = self.memory(item)
                self.line(f"memset({memory}, 0, (size_t)({self.size(item)}) * sizeof *{memory});")
            return
        assert item.value is not None
        emitter = Emitter(self, item)
        if item.kind == "opaque":
            if item.variable.index == 0:
                self.line(f"/* {call_formula(self, item)} */")
                item.value(emitter)
        elif item.kind == "pointwise":
            self.keep(item, item.value(emitter))
        elif item.kind == "store":
            assert item.place is not None and item.target is not None
            value = item.value(emitter)
            at = linear_index(item.place(emitter), self.items.lengths.of(item.target.variable))
            place = f"{self.memory(item.target)}[{at}]"
            if item.number in self.spread:
                place = f"l{item.number}[{at} + ({self.lane}) * {self.size(item.target)}]"
            self.line(f"{place} {item.combine} {bare(value)};")
        else:
            feed(self, item, bare(item.value(emitter)))


class Emitter(Accessor):
    """Reads values as C text, declaring names before the statement that is being written."""

    def __init__(self, writer: Writer, item: Item) -> None:
        super().__init__(writer.items, item)
        self.writer = writer
        self.may_use_threads = writer.may_use_threads
        self.local, self.flag, self.line = writer.local, writer.flag, writer.line  # type: ignore[method-assign]

    def result(self, producer: Item, index: Index | None) -> str:
        writer = self.writer
        assert index is not None
        if producer.kind in ("buffer", "done", "opaque"):
            full = iter(index)
            whole = tuple("0" if a is None else next(full) for a in producer.axis_of)
            at = linear_index(whole, writer.items.lengths.of(producer.variable))
            return f"{writer.memory(producer)}[{at}]"
        if writer.from_value(producer, self.item, index):
            return handed(writer, producer) or f"v{producer.number}"
        return writer.memory_at(producer, list(index))

    def chosen(self, condition: Variable, text: str) -> str:
        """gcc takes no condition that is the same throughout a loop for a vector: a comparison with the position."""
        item = self.item
        if item.kind != "pointwise" or not item.domain or isinstance(condition, Constant) or self.writer.turned:
            return text
        position, length = f"i{len(item.domain) - 1}", item.domain[-1]
        if position in padded(loop_index(item.axis_of), condition):
            return text
        end = self.writer.before_loop("int64", f"{text} ? {length} : 0", "upto")
        return text if end is None else f"{position} < {end}"

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
        held, start = memory_of(variable, self.items.lengths)
        return f"({self._memory_of(held)} + {start})" if start else self._memory_of(held)

    def _memory_of(self, variable: Variable) -> str:
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

    def matrix_function(self, name: str) -> str:
        """Name of a function of support_linalg.py, which is to be part of the text."""
        self.writer.matrix_functions.add(name)
        self.writer.pointers.update(MATRIX_FUNCTIONS[name][1])
        return name


def _is_written_out(loop: Loop) -> bool:
    """Whether gcc had better write the points of `loop` out than make vectors of them: what one short loop stores by
    element, and the next reads as a vector, the processor must wait for."""
    return loop.length in (1, 2) or (loop.length in (3, 4) and not any(map(calls, loop.items)))


def _pragma(loop: Loop, flagged: bool) -> str:
    """The promise that iterations do not depend on each other, but for the sums named; "" where they do."""
    clauses: dict[str, list[str]] = {}
    targets: set[int] = set()
    for item in loop.items:
        if "c" in (kind(item.dtype), kind(item.accumulator or item.dtype)) or item.combine == "argmax":
            return ""
        if item.kind == "store" and item.target is not None and not item.apart:
            if item.target.number in targets:  # the parts that two stores write may overlap
                return ""
            targets.add(item.target.number)
        if item.kind != "reduce" or loop.depth not in item.reduced:
            continue
        if item.in_memory_accumulator:
            return ""
        clauses.setdefault(clause(item), []).append(f"a{item.number}")
        if watches_nan(item):
            clauses.setdefault("|", []).append(f"nan{item.number}")
    if flagged:
        clauses.setdefault("|", []).append("bad")
    text = "".join(f" reduction({sign}:{', '.join(names)})" for sign, names in clauses.items())
    return f"#pragma omp simd{text}"


def _adding(sums: list[str], flagged: bool) -> str:
    """The promise for a loop that adds to `sums`."""
    text = f" reduction(+:{', '.join(sums)})" if sums else ""
    return f"#pragma omp simd{text}" + (" reduction(|:bad)" if flagged else "")


def _summary(loop: Loop) -> str:
    """What a nest of loops computes, for its reader: the names of Ops, never those of users."""
    labels = [_label(item) for item in loop.items]
    more = f", {len(labels) - 16} more" if len(labels) > 16 else ""
    return ", ".join(labels[:16]) + more


def _label(item: Item) -> str:
    if item.kind == "store":
        return "add into" if item.combine == "+=" else "put into"
    name = "copy" if item.kind == "pointwise" else item.kind
    if item.node is not None:
        name = getattr(item.node.op, "c_label", None) or item.node.op.plain_name
    return _UNSAFE.sub(".", name[:60])


def _values(constant: Constant) -> str:
    return ", ".join(literal(v, constant.type.dtype) for v in constant.data.ravel().tolist()) or "0"  # type: ignore


__all__ = ["Emitter", "Writer"]
