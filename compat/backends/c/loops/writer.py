"""Writes one function as loop IR: lengths, memory, then the computations and loops of a schedule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, partial
from itertools import chain
from operator import attrgetter
from typing import Any

from ....graph.program import Program
from ....graph.variable import Apply, Constant
from ....rules import thresholds
from .. import workspace
from ..computations.building import Computations
from ..computations.computation import Computation
from ..ctype import ctype, kind
from ..errors import CannotCompile
from ..expression import needs
from ..ir import (
    ALLOC,
    BAD,
    CONTEXT,
    IN,
    LENGTHS,
    ZERO,
    Array,
    Assign,
    Code,
    Comment,
    Definition,
    ElementwiseCall,
    Expr,
    Fail,
    Flag,
    For,
    Function,
    Int,
    Length,
    Let,
    Linear,
    Load,
    Name,
    Pointer,
    Return,
    SegmentLength,
    Simd,
    Table,
    Together,
    Variable,
    code,
    expression,
    freed,
    has_flag,
    ignored,
    joined,
    line,
    names,
    names_in,
    walk,
)
from ..nests.arrays_comment import arrays_comment
from ..nests.fission import calls
from ..nests.formula import call_formula, loop_comment, safe
from ..nests.nest import LastVector, Loop, Schedule, Tiled
from ..status import NO_ROOM
from ..support_functions.linear_algebra import MATRIX_FUNCTIONS
from ..target import ALIGNMENT, LANES, UNROLLED_ELEMENTS, current
from . import cut_loops, last_vector
from .accumulate import (
    clause,
    close_accumulator,
    feed,
    feed_running,
    open_accumulator,
    open_running,
)
from .clock import Clock, inside, parts, scalars
from .draft import Draft, Kernel
from .loop_context import Where
from .lowering import CallWriter, Lowering
from .tiled_loops import close_copies, in_lanes, open_copies, tiled_loop

NOWHERE = Where()


class Writer:
    """The writer of one function. Statements go to `self.body`, the open block.

    Names: in0 the inputs, out0 the outputs, n0 lengths, i0 the loop variables; of computation 7, v7 its value at a
    point, b7 its memory, a7 its accumulator.
    """

    def __init__(
        self,
        program: Program,
        computations: Computations,
        schedule: Schedule,
        name: str,
        clock: Clock | None = None,
        fewest_points: int = 0,
    ) -> None:
        self.program, self.computations, self.schedule, self.name = program, computations, schedule, name
        self.clock = clock  # times each kernel, if requested
        self.fewest_points = fewest_points  # of a loop that is cut into parts
        self.body: list[Any] = []
        self.support: set[str] = set()
        self.pointers: set[str] = set()
        self.matrix_functions: set[str] = set()
        self._constants: dict[int, tuple[str, Constant]] = {}
        self._called: list[tuple[Draft | Definition, ...]] = []  # functions of loops and branches, which this one calls
        self.parts = 0  # loops that are cut into parts
        self._counter = 0
        self._known: list[dict[Any, str]] = [{}]  # (dtype, expression) -> its name, for each open block
        self._before: list[list[Let]] = [[]]  # declarations that go before each open loop

    def inner(self, program: Program, computations: Computations, schedule: Schedule, name: str, node: Apply) -> Writer:
        """Return the writer of a function that this one calls, for an inner graph of `node`."""
        new = Writer(program, computations, schedule, name)
        new.clock = inside(self.clock, node, new)
        new.support, new.pointers, new.matrix_functions = self.support, self.pointers, self.matrix_functions
        return new

    def add(self, *statements: Any) -> None:
        """Append statements to the open block."""
        self.body.extend(statements)

    def line(self, template: str, *parts: Length) -> None:
        """Append a line of C with operands."""
        self.body.append(line(template, *parts))

    @contextmanager
    def inside(self, new_names: bool = True) -> Iterator[list[Any]]:
        """Open a block, which is yielded. new_names: its declarations go out of scope at its end."""
        around, self.body = self.body, []
        if new_names:
            self._known.append({})
        try:
            yield self.body
        finally:
            if new_names:
                self._known.pop()
            self.body = around

    def flag(self, condition: Expr, undefined: bool = False) -> None:
        """Make the call fail if `condition` holds; the Python backend then raises the error.

        undefined: a matrix function is not defined at this point (LinAlgError), and a sampler goes on.
        """
        key = ("bad", condition)
        if not any(key in known for known in self._known):
            self._known[-1][key] = ""
            self.add(Flag(condition, undefined))

    def local(self, dtype: str, value: Expr, stem: str) -> Name:
        """Return a name for `value`, declared here unless an open block already has it."""
        key = (dtype, value)
        for known in self._known:
            if key in known:
                return Name(known[key])
        self._counter += 1
        name = self._known[-1][key] = f"{stem}_{self._counter}"
        self.add(Let(name, dtype, value, removable=True))
        return Name(name)

    def before_loop(self, dtype: str, value: Expr, stem: str) -> Name | None:
        """Return a name for `value`, declared before the innermost open loop.

        None if the loop itself declares a name that `value` reads.
        """
        block = self._known[-1]
        if names(value) & set(block.values()):
            return None
        key = ("before", dtype, value)
        if key not in block:
            self._counter += 1
            block[key] = f"{stem}_{self._counter}"
            self._before[-1].append(Let(block[key], dtype, value, removable=True))
        return Name(block[key])

    # ---- the function

    def function(self) -> list[Draft | Definition]:
        """Return the functions that this one calls, and the function, which passes rewrite."""
        if self.clock is not None:
            self.clock.times(self)
        kernels = self.kernels()
        lengths = sorted((s for s in self.computations.lengths.body if isinstance(s, Let)), key=attrgetter("name"))
        memory = [Variable(f"b{i.number}", Pointer(ctype(i.dtype), restrict=True), None) for i in self.schedule.order]
        around = (*lengths, *sorted([*self.inputs, *self.outputs, *memory], key=attrgetter("name")))
        return [*self.called(), Draft(self.name, kernels, self._completed, around, timed=self.clock is not None)]

    def _completed(self, body: list[Any]) -> list[Definition]:
        """Return the constants, and the function with the statements `body`."""
        memory = [s for output in self.outputs for s in (output, Fail(code("!{}", Name(output.name)), NO_ROOM))]
        memory += self.memory_statements()
        fails = has_flag(body)
        if fails:
            memory.append(Variable(BAD.name, "int", ZERO))
        words = names_in(*memory, *body)
        lengths = self.length_statements(words)
        inputs = [s for s in self.inputs if s.name in words]
        unused = [p.name for p in (IN, LENGTHS) if p.name not in names_in(*inputs)]
        if not self.program.outputs:
            unused += [ALLOC.name, CONTEXT.name]
        statements = [*([ignored(unused)] if unused else []), *inputs, *lengths, *memory, *body, *freed(words)]
        function = Function(
            self.name,
            (IN, LENGTHS, ALLOC, CONTEXT),
            (*statements, Return(BAD if fails else ZERO)),
            tuple(arrays_comment(self, words)),
            static=False,
        )
        return [*self.tables(), function]

    def memory_statements(self) -> list[Any]:
        """Return the declarations of scratch memory."""
        with self.inside(new_names=False) as memory:
            self.scratch()
        return memory

    def kernels(self) -> tuple[Kernel, ...]:
        """Return the statements of the function's kernels, which passes rewrite."""
        found = []
        for part in parts(self.schedule.body):
            with self.inside(new_names=False) as body:
                self.nodes(part.body)
            found.append(Kernel(tuple(body), scalars(self.schedule, part)))
        return tuple(found)

    def called(self) -> list[Draft | Definition]:
        """Return the functions of loops and branches that this one calls."""
        return list(chain(*self._called))

    def tables(self) -> list[Table]:
        """Return the arrays of constants that are read."""
        return [
            Table(name, c.type.dtype, tuple(c.data.ravel().tolist()))  # type: ignore[attr-defined]
            for name, c in self._constants.values()
        ]

    @cached_property
    def inputs(self) -> list[Variable]:
        """Return pointers to the inputs and to their lengths."""
        found = []
        for k, v in enumerate(self.program.inputs):
            element = Pointer(ctype(v.type.dtype), read_only=True, restrict=True)  # type: ignore[attr-defined]
            found.append(Variable(f"in{k}", element, code(f"{{}}[{k}]", Name(IN.name))))
            length = Pointer("int64_t", read_only=True)
            found.append(Variable(f"in{k}_n", length, code(f"{{}}[{k}]", Name(LENGTHS.name))))
        return found

    @cached_property
    def outputs(self) -> list[Variable]:
        """Return pointers to the outputs, whose memory the caller allocates."""
        found = []
        for k, output in enumerate(self.program.outputs):
            lengths = joined(", ", self.computations.lengths.of(output), 0)
            alloc, context = Name(ALLOC.name), Name(CONTEXT.name)
            memory = code(f"{{}}({{}}, {k}, (const int64_t[]){{{{{{}}}}}})", alloc, context, lengths)
            found.append(Variable(f"out{k}", Pointer(ctype(output.type.dtype), restrict=True), memory))  # type: ignore
        return found

    def length_statements(self, words: set[str]) -> list[Any]:
        """Return the statements that compute and compare lengths, without unused ones.

        words: the names that are read; those that these statements read are added.
        """
        statements = self.computations.lengths.body
        for part in (part for s in statements for part in walk(s.value if isinstance(s, Let) else s.condition)):
            if isinstance(part, ElementwiseCall):
                self.needs(part.entry)
        if self.clock is not None:
            words.update(self.clock.wanted(self))
        kept = []
        for s in reversed(statements):
            if not isinstance(s, Let) or s.name in words:
                kept.append(s)
                words.update(names_in(s))
        return kept[::-1] if self.clock is None else [*kept[::-1], *self.clock.seen(self)]

    def defines(self, kind: str, make: Callable[[str], Sequence[Draft | Definition]]) -> str:
        """Return the name of a function, made by `make`, for a loop or a branch: this one calls it."""
        name = f"{self.name}_{kind}{len(self._called)}"
        self._called.append(tuple(make(name)))
        return name

    def part_name(self) -> str:
        """Return the name of a function that runs a part of a loop."""
        self.parts += 1
        return f"{self.name}_cut{self.parts - 1}"

    def constant_name(self, variable: Constant) -> str:
        """Return the name of an array of constants, which it gets when it is first read."""
        known = self._constants.get(id(variable))
        return f"c{len(self._constants)}" if known is None else known[0]

    def constant(self, variable: Constant) -> Name:
        """Return an array of constants, and record that it is read."""
        return Name(self._constants.setdefault(id(variable), (self.constant_name(variable), variable))[0])

    def needs_pointer(self, *names: str) -> None:
        """Record functions of other libraries that are called."""
        self.pointers.update(names)

    def needs_matrix_function(self, name: str) -> None:
        """Record a matrix function (support_functions/linear_algebra.py) that is called."""
        self.matrix_functions.add(name)
        self.pointers.update(MATRIX_FUNCTIONS[name][1])

    def needs(self, entry: Any) -> None:
        """Record the functions that the entry's expression calls."""
        support, pointers = needs(entry)
        self.support.update(support)
        self.pointers.update(pointers)

    def scratch(self, private: Sequence[Computation] | None = None) -> None:
        """Declare memory for what is no output, or for `private` only: on the stack if small, else a block."""
        scratch = (
            [
                i
                for i in self.schedule.order
                if i.output is None
                and i.kind not in ("done", "store")
                and i.number not in self.schedule.private
                and (i.number in self.schedule.memory_from or i.kind in ("buffer", "opaque"))
            ]
            if private is None
            else list(private)
        )
        fixed = [i for i in scratch if all(isinstance(n, int) for n in self.lengths_in_memory(i))]
        total = 0
        for computation in fixed:
            count = 1
            for n in self.lengths_in_memory(computation):
                count *= n
            total += max(count, 1) * 16
            if total <= current().stack_bytes:
                scratch.remove(computation)
                # a loop that fails leaves its results unwritten, and an empty array is never written
                empty = not count or (count <= UNROLLED_ELEMENTS and computation.kind == "opaque")
                self.add(Array(f"b{computation.number}", ctype(computation.dtype), max(count, 1), zero=empty))
        if not scratch:
            return
        sizes = [Name(f"s{c.number}") for c in scratch]
        for computation, size in zip(scratch, sizes, strict=True):
            padded = code(f"PADDED({{}}, {ctype(computation.dtype)})", self.size(computation))
            self.add(Variable(size.name, "size_t", padded, fixed=True))
        total_size, arena, small = Name("arena_size"), Name("arena"), Name("small")
        self.add(Variable(total_size.name, "size_t", joined(" + ", sizes), fixed=True))
        self.add(Array(small.name, "char", current().stack_bytes))
        memory = code(
            f"{{}} <= sizeof {{}} ? {{}} : TAKE({{}} + {ALIGNMENT - 1})", total_size, small, small, total_size
        )
        self.pointers.update(workspace.TYPES)
        self.add(Variable(arena.name, Pointer("char"), memory, fixed=True))
        self.add(Fail(code("!{}", arena), NO_ROOM))
        place = code("ALIGNED({})", arena)
        for computation, size in zip(scratch, sizes, strict=True):
            self.add(
                Variable(
                    f"b{computation.number}",
                    Pointer(ctype(computation.dtype), restrict=True),
                    code("(void *)({})", place),
                )
            )
            place = code("(char *){} + {}", Name(f"b{computation.number}"), size)

    def lengths_in_memory(self, computation: Computation) -> list[Any]:
        """Return the lengths of the memory of `computation`, in the order of its result."""
        if computation.kind in ("buffer", "opaque", "done"):
            return [n for n in self.computations.lengths.of(computation.variable) if n != 1]
        start = self.schedule.memory_from[computation.number]
        tile = [thresholds.TILE] if computation.number in self.schedule.tile_of else []
        return tile + [computation.space[p] for p in computation.result if p >= start]

    def size(self, computation: Computation) -> Expr:
        """Return the number of elements in the memory of `computation`."""
        lengths = self.lengths_in_memory(computation)
        if lengths and isinstance(lengths[-1], SegmentLength):
            return lengths[-1].total
        return joined(" * ", lengths)

    def memory(self, computation: Computation) -> str:
        """Return the name of the memory of `computation`."""
        owner = (
            computation.target
            if computation.kind in ("done", "store") and computation.target is not None
            else computation
        )
        return f"out{owner.output}" if owner.output is not None else f"b{owner.number}"

    def memory_at(self, computation: Computation, result_index: Sequence[Expr]) -> Load:
        """Return the element of the memory of `computation` at an index of its whole result."""
        start = self.schedule.memory_from.get(computation.number, 0)
        kept = [(i, computation.space[p]) for i, p in zip(result_index, computation.result, strict=True) if p >= start]
        if computation.number in self.schedule.tile_of:
            d = self.schedule.tile_of[computation.number]
            kept.insert(0, (Code(f"(i{d} - h{d})"), thresholds.TILE))
        return Load(Name(self.memory(computation)), Linear(tuple(i for i, _ in kept), tuple(n for _, n in kept)))

    # ---- computations and loops

    def nodes(self, nodes: Sequence[Any], where: Where = NOWHERE) -> None:
        """Write the computations and loops of a schedule, in order."""
        for node in nodes:
            if isinstance(node, Loop):
                if node.depth == 0:
                    self.add(Comment(tuple(loop_comment(self, node.computations, partial(_summary, node)))))
                self._loop(node, where)
                continue
            try:
                self._computation(node, where)
            except CannotCompile as reason:
                reason.node = reason.node or node.node
                raise

    def _loop(self, loop: Loop, where: Where) -> None:
        accumulators = [c for c in loop.computations if c.kind == "reduce" and min(c.reduced) == loop.depth]
        copies = open_copies(self, loop) if loop.depth == 0 else []
        if loop.depth == 0:
            where = replace(
                where,
                privatised=frozenset(c.number for c in copies),
                lanes=frozenset(c.number for c in in_lanes(loop)),
            )
        for computation in accumulators:
            if not (loop.cut and computation.in_memory_accumulator):
                open_accumulator(self, computation, where)
        for computation in loop.computations:
            if computation.running and loop.depth == len(computation.space) - 1:
                open_running(self, computation)
        if loop.cut:
            cut_loops.write(self, loop, accumulators, where)
        else:
            self.over(loop, where)
        for computation in accumulators:
            close_accumulator(self, computation, where)
        close_copies(self, copies)

    def over(self, loop: Loop, where: Where) -> None:
        """Write one loop over all its points, or over those of the part that is being written."""
        first, end = where.ends if where.ends is not None and loop.depth == 0 else (ZERO, expression(loop.length))
        if isinstance(loop.how, Tiled):
            tiled_loop(self, loop, first, end, where)
        elif isinstance(loop.how, LastVector):
            last_vector.write(self, loop, where)
        else:
            self.points(loop, first, end, where)

    def eight_points(self, loop: Loop, first: Expr, where: Where, sums: Sequence[str] | None = None) -> None:
        """Write one loop over eight points from `first` on: a number of points that the compiler knows."""
        point = Let(f"i{loop.depth}", "int64", code("{} + {}", first, Name(f"m{loop.depth}")))
        self.points(loop, first, None, where, sums, declared=point)

    def points(
        self,
        loop: Loop,
        first: Expr,
        end: Expr | None,
        where: Where,
        sums: Sequence[str] | None = None,
        body_of: Callable[[], None] | None = None,
        declared: Any = None,
    ) -> None:
        """Write one loop over its points from `first` up to, but not including, `end`.

        sums: what it adds to. body_of: writes its body instead. declared: statements before it.
        """
        self._before.append([])
        with self.inside() as body:
            if declared is not None:
                self.add(declared)
            if body_of is not None:
                body_of()
            self.nodes(loop.body, where)
        self.add(*self._before.pop())
        promise = None
        innermost = not any(isinstance(n, Loop) for n in loop.body)
        if innermost and not loop.serial and not _is_written_out(loop):
            promise = _promise(loop, has_flag(body)) if sums is None else _adding(sums, has_flag(body))
        if end is None:
            self.add(For(f"m{loop.depth}", ZERO, Int(LANES), tuple(body), promise))
        else:
            self.add(For(f"i{loop.depth}", first, end, tuple(body), promise))

    def keep(self, computation: Computation, value: Expr, where: Where) -> None:
        """Store `value`, that of `computation` at this point, where its readers expect it."""
        in_memory = computation.number in self.schedule.memory_from
        if computation.number in self.schedule.read_as_values or not in_memory:
            self.add(Let(f"v{computation.number}", computation.dtype, value, bare=True))
            value = Name(f"v{computation.number}")
        self.add(*(Assign(place, value) for place in where.spilled_to(computation)))
        if in_memory:
            self.add(Assign(self.memory_at(computation, [Name(f"i{p}") for p in computation.result]), value))

    def _computation(self, computation: Computation, where: Where) -> None:
        if computation.kind == "done":
            return
        if computation.kind == "buffer":
            if computation.combine == "zero":
                memory = self.memory(computation)
                self.line(f"memset({{}}, 0, (size_t)({{}}) * sizeof *{memory});", Name(memory), self.size(computation))
            return
        assert computation.value is not None
        if computation.kind == "opaque":
            if computation.variable.index == 0:
                self.add(Comment((f"/* {call_formula(self, computation)} */",)))
                with self.inside(new_names=False) as body:
                    computation.value(CallWriter(self, computation))
                self.add(Together(tuple(body)))
            return
        lowered = Lowering(self, computation, where)
        assert computation.expr is not None
        lowered.statements_for(computation.before)
        value = lowered(computation.expr)
        if computation.running:
            feed_running(self, computation, value, where)
        elif computation.kind == "pointwise":
            self.keep(computation, value, where)
        elif computation.kind == "store":
            assert computation.at is not None and computation.target is not None
            lowered.statements_for(computation.before_place)
            at: Expr = Linear(
                tuple(map(lowered, computation.at)), self.computations.lengths.of(computation.target.variable)
            )
            array = self.memory(computation.target)
            if computation.number in where.privatised:
                array = f"l{computation.number}"
                at = code("{} + ({}) * {}", at, where.lane, self.size(computation.target))
            self.add(Assign(Load(Name(array), at), value, computation.combine))
        else:
            feed(self, computation, value, where)


def _is_written_out(loop: Loop) -> bool:
    """Return whether gcc should unroll the points of `loop` rather than vectorise them.

    What one short loop stores by element and the next reads as a vector makes the processor wait.
    """
    return loop.length in (1, 2) or (loop.length in (3, 4) and not any(map(calls, loop.computations)))


def _promise(loop: Loop, flagged: bool) -> Simd | None:
    """Return the promise that iterations are independent, apart from the sums named; None if they are not."""
    clauses: dict[str, list[str]] = {}
    targets: set[int] = set()
    for computation in loop.computations:
        if (
            "c" in (kind(computation.dtype), kind(computation.accumulator or computation.dtype))
            or computation.combine == "argmax"
        ):
            return None
        if computation.kind == "store" and computation.target is not None and not computation.apart:
            if computation.target.number in targets:  # the places that two stores write may overlap
                return None
            targets.add(computation.target.number)
        if computation.kind != "reduce" or loop.depth not in computation.reduced:
            continue
        if computation.in_memory_accumulator:
            return None
        clauses.setdefault(clause(computation), []).append(f"a{computation.number}")
        if computation.watches_nan:
            clauses.setdefault("|", []).append(f"nan{computation.number}")
    if flagged:
        clauses.setdefault("|", []).append("bad")
    return Simd(tuple((sign, tuple(names)) for sign, names in clauses.items()))


def _adding(sums: Sequence[str], flagged: bool) -> Simd:
    """Return the promise for a loop that adds to `sums`."""
    return Simd(((("+", tuple(sums)),) if sums else ()) + ((("|", ("bad",)),) if flagged else ()))


def _summary(loop: Loop) -> str:
    """Return a summary of a loop nest for its reader: the names of Ops, never those of users."""
    labels = [_label(c) for c in loop.computations]
    more = f", {len(labels) - 16} more" if len(labels) > 16 else ""
    return ", ".join(labels[:16]) + more


def _label(computation: Computation) -> str:
    if computation.kind == "store":
        return "add into" if computation.combine == "+=" else "put into"
    name = "copy" if computation.kind == "pointwise" else computation.kind
    if computation.node is not None:
        name = getattr(computation.node.op, "c_label", None) or computation.node.op.plain_name
    return safe(name)


__all__ = ["Writer"]
