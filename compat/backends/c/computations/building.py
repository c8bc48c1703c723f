"""The computations of a Program, each with its iteration space: the lengths that its loops run over.

Views (slices, transposes, broadcasts, gathers) are not computations: an access through one becomes an access to its
base, at a transformed index. Index texts use i0, i1, ... for the loops of the computation that reads.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from ....graph.program import Program
from ....graph.types import TensorType
from ....graph.variable import Apply, Variable
from ....ops.shapes.shape import is_transposed
from ....rules import thresholds
from ..ctype import kind
from ..errors import CannotCompile
from ..ir.expressions import ZERO, Expr, Group, Index, Length, Result, SegmentLength, Whole, walk
from .access import Access, CallAccess, memory_of
from .computation import Computation, Use, by_columns, loop_index, padded
from .lengths import Lengths
from .python_calls import call_text
from .stores import Stores


def _is_small(lengths: Sequence[Length]) -> bool:
    """Return whether a product of two matrices is known to be small."""
    known = [n for n in lengths if isinstance(n, int)]
    return len(known) == 3 and 0 < math.prod(known) <= thresholds.WRITTEN_OUT_PRODUCT


class Computations(Stores):
    """Builds the computations of a Program, each after those that it reads."""

    def __init__(
        self,
        program: Program,
        lengths: Lengths,
        called: Sequence[Apply] = (),
        inner: Callable[[Apply, Computations], Callable[[Any], Any]] | None = None,
    ) -> None:
        """Make all computations.

        called: nodes that run in Python. inner: makes the function that writes the call of a loop or a branch.
        """
        self._inner = inner
        self.program = program
        self.lengths = lengths
        self.all: list[Computation] = []
        self._count = -1
        self.of: dict[int, Computation] = {}  # id of a variable -> what computes it
        self.copies: dict[int, Computation] = {}
        self.writes: dict[int, tuple[list[Variable], list[Apply]]] = {}
        self.inner_lengths: list[Length] = []  # of the loops inside an Op's own statements
        self.steps: list[Any] = []  # bodies of its scans, for inner_axes.py
        self.uses_of = self._count_uses()
        self.reader_of = {id(v): node for node in program.nodes for v in node.inputs}
        self.called = called
        self._called = {id(node): number for number, node in enumerate(called)}
        for node in program.nodes:
            try:
                self._add(node)
            except CannotCompile as reason:
                reason.node = reason.node or node
                raise
        for number, output in enumerate(program.outputs):
            self._add_output(number, output)
        self._trace_all()
        self._drop_unused()

    # ---- making computations

    def _count_uses(self) -> dict[int, int]:
        count: dict[int, int] = {}
        for node in self.program.nodes:
            for v in node.inputs:
                count[id(v)] = count.get(id(v), 0) + 1
        for v in self.program.outputs:
            count[id(v)] = count.get(id(v), 0) + 1
        return count

    def new(self, kind: str, space: Sequence[Length], variable: Variable, **rest: Any) -> Computation:
        self._count += 1
        computation = Computation(self._count, kind, tuple(space), variable, **rest)
        self.all.append(computation)
        return computation

    def _add(self, node: Apply) -> None:
        op, output = node.op, node.outputs[0]
        for v in node.inputs:
            if hasattr(v.type, "broadcastable"):
                self.lengths.of(v)
        if id(node) in self._called:
            number = self._called[id(node)]
            self.call(node, partial(call_text, node, number))
        elif hasattr(op, "compat_c_computations"):
            op.compat_c_computations(node, self)
        elif hasattr(op, "compat_c_opaque"):
            if hasattr(op, "compat_c_guards"):
                op.compat_c_guards(node, self.lengths)
            self.call(node, partial(op.compat_c_opaque, node))
        elif hasattr(op, "compat_c_guards"):
            op.compat_c_guards(node, self.lengths)
        elif not hasattr(op, "compat_c_view") and not hasattr(op, "compat_c_value"):
            raise CannotCompile(f"{op.compat_plain_name} has no C form")
        if not isinstance(output.type, TensorType):
            raise CannotCompile(
                f"{op.compat_plain_name} returns {output.type}, which the C backend has no form for", node
            )

    # ---- what `c_computations` of Ops may call

    def elementwise(self, node: Apply) -> None:
        """Add an entry of the elementwise table: one value per point."""
        self._equal_lengths(node, [self.lengths.of(v) for v in node.inputs])
        name = node.op.scalar_op.name
        if name in ("second", "identity") or (name == "add" and self.added_writes(node)):
            return

        def value(access: Any, index: Index) -> Expr:
            return access.entry(node, [access.element(v, padded(index, v)) for v in node.inputs])

        entry, output = node.op.scalar_op, node.outputs[0]
        self.of[id(output)] = self._values(output, value, node=node, cost=entry.cost, entry=entry)

    def product(self, node: Apply) -> None:
        """Add a product of matrices or vectors: a sum in loops of its own, or a call of BLAS where faster."""
        (x, y), output = node.inputs, node.outputs[0]
        of_x, of_y = (self.lengths.of(v) for v in node.inputs)
        of_matrix = x.type.ndim == 2, y.type.ndim == 2  # type: ignore[attr-defined]
        if all(of_matrix) and not _is_small((of_x[0], of_y[1], of_x[1])):
            self.call(node, partial(node.op.compat_c_opaque, node))
            return
        self.lengths.require_equal(of_x[-1], of_y[0])
        # the loop of each dimension: i and j of the result, k is summed over
        x_at, y_at = "ik" if of_matrix[0] else "k", "kj" if of_matrix[1] else "k"
        kept = [loop for loop in x_at + y_at if loop != "k"]
        loops = dict(zip(kept, self.lengths.of(output), strict=True)) | {"k": self.lengths.of(x)[-1]}
        if of_matrix[0] != of_matrix[1]:
            # The outer loop runs over the rows of the matrix in memory; in column-major order, over the many rows
            matrix = x if of_matrix[0] else y
            if of_matrix[0] == (is_transposed(matrix) != by_columns(matrix)):
                loops = dict(reversed(loops.items()))
        longer = [loop for loop, n in loops.items() if n != 1]
        places = {loop: longer.index(loop) if loop in longer else None for loop in loops}
        dtype = output.type.dtype  # type: ignore[attr-defined]

        def operand(access: Any, v: Any, at: str) -> Expr:
            index = loop_index([places[loop] for loop in at])
            return access.cast(access.element(v, index), v.type.dtype, dtype)

        def value(access: Any) -> Expr:
            return Group(operand(access, x, x_at) * operand(access, y, y_at))

        axis_of = tuple(places[loop] for loop in kept)
        self._reduced(node, [loops[loop] for loop in longer], axis_of, "sum", dtype, value)

    def running(self, node: Apply, axis: int, combine: str) -> None:
        """Add a scan (running sums or products).

        Along the innermost axis it has one value per point and fuses like any other computation; along another it is a
        call.
        """
        [x], output = node.inputs, node.outputs[0]
        space, axis_of = self.space_of(output)
        dtype = output.type.dtype  # type: ignore[attr-defined]
        if axis_of[axis] != len(space) - 1 or kind(dtype) == "c":
            self.call(node, partial(node.op.compat_c_opaque, node))
            return
        self.of[id(output)] = self._values(
            output,
            lambda access, index: access.element(x, index),
            node=node,
            accumulator=dtype,
            running=combine,
            coincident=frozenset({len(space) - 1}),
        )

    def inner_function(self, node: Apply) -> None:
        """Add a call of the function that is made from an Op's inner graph: a loop, or one of two branches."""
        assert self._inner is not None
        self.call(node, self._inner(node, self))

    def part(self, program: Program, lengths: Lengths) -> Computations:
        """Return the computations of an Op's inner graph."""
        return Computations(program, lengths, self.called, self._inner)

    def _equal_lengths(self, node: Apply, lengths: Sequence[tuple[Length, ...]]) -> None:
        ndim = node.outputs[0].type.ndim  # type: ignore[attr-defined]
        for d in range(1, ndim + 1):
            first: Length | None = None
            for v, own in zip(node.inputs, lengths, strict=True):
                if len(own) < d or v.type.broadcastable[-d]:  # type: ignore[attr-defined]
                    continue
                if first is None:
                    first = own[-d]
                else:
                    self.lengths.require_equal(first, own[-d])

    def space_of(self, variable: Variable) -> tuple[tuple[Length, ...], tuple[int | None, ...]]:
        """Return (the lengths other than 1, for each dimension its position among them or None)."""
        space: list[Length] = []
        axis_of: list[int | None] = []
        for n, one in zip(self.lengths.of(variable), variable.type.broadcastable, strict=True):  # type: ignore
            if one:
                axis_of.append(None)
            else:
                axis_of.append(len(space))
                space.append(n)
        return tuple(space), tuple(axis_of)

    def _values(self, variable: Variable, value: Callable[[Any, Index], Expr], **rest: Any) -> Computation:
        """Return a computation of each element of `variable`. value: (access, its index) -> expression."""
        space, axis_of = self.space_of(variable)
        index = loop_index(axis_of)
        return self.new(
            "pointwise",
            space,
            variable,
            result=tuple(range(len(space))),
            axis_of=axis_of,
            dtype=variable.type.dtype,  # type: ignore[attr-defined]
            value=lambda access: value(access, index),
            **rest,
        )

    def copy(self, variable: Variable) -> Computation:
        """Return a computation that copies a view to contiguous memory."""
        if id(variable) not in self.copies:
            self.copies[id(variable)] = self._in_memory(variable, through=True)
        return self.copies[id(variable)]

    def _in_memory(self, variable: Variable, through: bool = False) -> Computation:
        """Return a computation that writes the elements of a variable to memory. through: of what it is a view of."""
        return self._values(variable, lambda access, index: access.element(variable, index, through), buffer=True)

    def reduction(self, node: Apply, combine: str) -> None:
        """Add a reduction: one value per point, combined along some dimensions."""
        [x] = node.inputs
        space, axis_of = self.space_of(x)
        axes = node.op.axes(x.type.ndim)  # type: ignore[attr-defined]
        kept = [d for d in range(x.type.ndim) if d not in axes]  # type: ignore[attr-defined]
        if combine == "argmax":  # the first position wins, so reduced dimensions run innermost, in their order
            order = [axis_of[d] for d in (*kept, *axes) if axis_of[d] is not None]
            space = tuple(space[p] for p in order)  # type: ignore[index]
            axis_of = tuple(None if a is None else order.index(a) for a in axis_of)
        of_kept = tuple(axis_of[d] for d in kept)
        dtype = x.type.dtype  # type: ignore[attr-defined]
        if combine in ("max", "min", "argmax"):
            if kind(dtype) == "c":
                raise CannotCompile("an order of complex numbers has no C form", node)
            for p, n in enumerate(space):
                if p not in of_kept and not isinstance(n, SegmentLength) and not getattr(node.op, "of_nothing", False):
                    # an empty array has no maximum; NumPy raises even if no result is requested
                    self.lengths.require_some(n)
            accumulator = dtype
        else:
            accumulator = "bool" if combine in ("all", "any") else node.op.accumulator_dtype(dtype)
        index = loop_index(axis_of)

        def value(access: Any) -> Expr:
            return access.cast(access.element(x, index), dtype, accumulator)

        self._reduced(node, space, of_kept, combine, accumulator, value)

    def _reduced(
        self,
        node: Apply,
        space: Sequence[Length],
        axis_of: tuple[int | None, ...],
        combine: str,
        accumulator: str,
        value: Callable[[Any], Expr],
    ) -> None:
        """Add a reduction. axis_of: for each dimension of the result, its position in `space`.

        A result that is accumulated in memory, in a wider dtype, is cast by a computation of its own.
        """
        output = node.outputs[0]
        dtype = output.type.dtype  # type: ignore[attr-defined]
        result = tuple(a for a in axis_of if a is not None)
        rest: dict[str, Any] = {"node": node, "result": result, "axis_of": axis_of, "dtype": dtype}
        if len(result) == len(space):  # every reduced length is 1

            def only(access: Any) -> Expr:
                return ZERO if combine == "argmax" else access.cast(value(access), accumulator, dtype)

            self.of[id(output)] = self.new("pointwise", space, output, value=only, **rest)
            return
        reduced = self.new("reduce", space, output, accumulator=accumulator, combine=combine, value=value, **rest)
        self.of[id(output)] = reduced
        if accumulator != dtype and reduced.in_memory_accumulator:
            reduced.dtype = accumulator

            def narrow(access: Any, index: Index) -> Expr:
                own = tuple(i for i, a in zip(index, axis_of, strict=True) if a is not None)
                return access.cast(Result(reduced, own), accumulator, dtype)

            self.of[id(output)] = self._values(output, narrow)

    def call(self, node: Apply, call: Callable[[Any], Any]) -> None:
        """Add a call (BLAS, LAPACK, a user's Op) that reads and writes whole arrays in memory.

        The first output's computation makes the call; the other outputs come after it.
        """
        first: list[Computation] = []
        for output in node.outputs:
            _, axis_of = self.space_of(output)
            computation = self.new(
                "opaque",
                (),
                output,
                node=node,
                result=(),
                axis_of=axis_of,
                after=list(first),
                dtype=output.type.dtype,
                buffer=True,
                value=call,
            )  # type: ignore[attr-defined]
            first = first or [computation]
            self.of[id(output)] = computation

    def _add_output(self, number: int, output: Variable) -> None:
        computation = self.of.get(id(output))
        owner = computation.target if computation is not None and computation.kind == "done" else computation
        if owner is None or owner.output is not None:
            self.copies.pop(id(output), None)
            owner = self._in_memory(output)
        owner.output = number
        owner.buffer = True

    def settle(self) -> None:
        """Replace lengths in iteration spaces and expressions by their representatives.

        It runs when all lengths that must be equal are known.
        """
        for computation in self.all:
            computation.space = tuple(map(self.lengths.representative, computation.space))
            self._take(computation)

    # ---- uses

    def _trace_all(self) -> None:
        """Record all uses; repeat if a view was copied on the way, as earlier computations read the copy too."""
        known = -1
        while known != len(self.copies):
            known = len(self.copies)
            for computation in list(self.all):
                computation.uses = []
                self._trace(computation)

    def _trace(self, computation: Computation) -> None:
        """Make the expression of `computation`, and record its uses."""
        self._take(computation)
        if computation.called is not None:
            self.record(computation, *(e for e in computation.called.statements if isinstance(e, Expr)))
            return
        value = [] if computation.expr is None else [computation.expr]
        self.record(computation, *computation.before, *value, *computation.before_place, *(computation.at or ()))

    def _take(self, computation: Computation) -> None:
        if computation.kind == "opaque":
            assert computation.value is not None
            computation.called = CallAccess(self)
            computation.value(computation.called)
        elif computation.value is not None:
            reading = Access(self)
            computation.expr, computation.before = computation.value(reading), reading.before
        if computation.place is not None:
            reading = Access(self)
            computation.at, computation.before_place = computation.place(reading), reading.before

    def record(self, computation: Computation, *exprs: Expr) -> None:
        """Record what the expressions `exprs` of `computation` read."""
        for part in walk(*exprs):
            if isinstance(part, Result):
                computation.uses.append(Use(part.producer, part.index))
            elif isinstance(part, Whole):
                self.use_whole(computation, part.variable)

    def use_whole(self, computation: Computation, variable: Variable) -> None:
        """Record that `computation` reads the whole of `variable`, in contiguous memory."""
        variable, _ = memory_of(variable, self.lengths)
        if variable.owner is None:
            return
        producer = self.of.get(id(variable)) or self.copy(variable)
        producer.buffer = True
        computation.uses.append(Use(producer, None))

    def _drop_unused(self) -> None:
        needed: set[int] = set()
        stack = [i for i in self.all if i.output is not None]
        stack += [i for i in self.all if i.kind == "done" and i.target is not None and i.target.output is not None]
        while stack:
            computation = stack.pop()
            if computation.number in needed:
                continue
            needed.add(computation.number)
            stack.extend(u.producer for u in computation.uses)
            stack.extend(computation.after)
            if computation.target is not None:
                stack.append(computation.target)
            if computation.kind == "opaque" and computation.node is not None:  # a call writes all of its outputs
                stack.extend(self.of[id(o)] for o in computation.node.outputs)
        self.all = [i for i in self.all if i.number in needed]
