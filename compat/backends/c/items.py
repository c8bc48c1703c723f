"""The items of a Program: each has a domain (the lengths that its loops run over) and one statement.

Views (slices, transposes, broadcasts, gathers) are not items: an access through one becomes an access to its base, at a
transformed index. Index texts use i0, i1, ... for the loops of the item that reads.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from ...graph.program import Program
from ...graph.types import TensorType
from ...graph.variable import Apply, Variable
from ...ops.shapes.shape import is_transposed
from ...rules import thresholds
from .access import Access, Watcher, memory_of
from .ctype import kind
from .errors import CannotCompile
from .ir import ZERO, Code, Expr, Length, Name, Result, SegmentLength, Whole, walk
from .item import Item, Use, by_columns, loop_index, padded
from .lengths import Lengths
from .stores import Stores
from .user_ops import call_text


def _is_small(lengths: Sequence[tuple[Length, ...]]) -> bool:
    """Return whether a product of two matrices is known to be small."""
    known = [n for n in (*lengths[0], lengths[1][1]) if isinstance(n, int)]
    return len(known) == 3 and 0 < math.prod(known) <= thresholds.WRITTEN_OUT_PRODUCT


class Items(Stores):
    """Builds the items of a Program, each after those that it reads."""

    def __init__(
        self,
        program: Program,
        lengths: Lengths,
        leaf_name: dict[int, str],
        called: Sequence[Apply] = (),
        inner: Callable[[Apply, Items], Callable[[Any], Any]] | None = None,
    ) -> None:
        """Make all items.

        called: nodes that run in Python. inner: makes the function that writes the call of a loop or a branch.
        """
        self._inner = inner
        self.program = program
        self.lengths = lengths
        self.leaf_name = leaf_name
        self.all: list[Item] = []
        self._count = -1
        self.of: dict[int, Item] = {}  # id of a variable -> the item that computes it
        self.copies: dict[int, Item] = {}
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

    # ---- making items

    def _count_uses(self) -> dict[int, int]:
        count: dict[int, int] = {}
        for node in self.program.nodes:
            for v in node.inputs:
                count[id(v)] = count.get(id(v), 0) + 1
        for v in self.program.outputs:
            count[id(v)] = count.get(id(v), 0) + 1
        return count

    def new(self, kind: str, domain: Sequence[Length], variable: Variable, **rest: Any) -> Item:
        self._count += 1
        item = Item(self._count, kind, tuple(domain), variable, **rest)
        self.all.append(item)
        return item

    def _add(self, node: Apply) -> None:
        op, output = node.op, node.outputs[0]
        for v in node.inputs:
            if hasattr(v.type, "broadcastable"):
                self.lengths.of(v)
        if id(node) in self._called:
            number = self._called[id(node)]
            self.call(node, partial(call_text, node, number))
        elif hasattr(op, "c_items"):
            op.c_items(node, self)
        elif hasattr(op, "c_opaque"):
            if hasattr(op, "c_guards"):
                op.c_guards(node, self.lengths)
            self.call(node, partial(op.c_opaque, node))
        elif hasattr(op, "c_guards"):
            op.c_guards(node, self.lengths)
        elif not hasattr(op, "c_view") and not hasattr(op, "c_value"):
            raise CannotCompile(f"{op.plain_name} has no C form")
        if not isinstance(output.type, TensorType):
            raise CannotCompile(f"{op.plain_name} returns {output.type}, which the C backend has no form for", node)

    # ---- what `c_items` of Ops may call

    def elementwise(self, node: Apply) -> None:
        """Add an entry of the elementwise table: one value per point."""
        self._equal_lengths(node, [self.lengths.of(v) for v in node.inputs])
        name = node.op.scalar_op.name
        if name not in ("second", "identity") and not (name == "add" and self.added_writes(node)):
            self._pointwise(node)

    def product(self, node: Apply) -> None:
        """Add a product of matrices or vectors: a sum with a domain of its own, or a call of BLAS where faster."""
        lengths = [self.lengths.of(v) for v in node.inputs]
        if any(v.type.ndim != 2 for v in node.inputs):  # type: ignore[attr-defined]
            self._matrix_vector(node, lengths)
        elif _is_small(lengths):
            self._small_product(node, lengths)
        else:
            self.call(node, partial(node.op.c_opaque, node))

    def running(self, node: Apply, axis: int, combine: str) -> None:
        """Add a scan (running sums or products).

        Along the innermost axis it has one value per point and fuses like any other item; along another it is a call.
        """
        [x], output = node.inputs, node.outputs[0]
        domain, axis_of = self.domain_of(output)
        dtype = output.type.dtype  # type: ignore[attr-defined]
        if axis_of[axis] != len(domain) - 1 or kind(dtype) == "c":
            self.call(node, partial(node.op.c_opaque, node))
            return
        item = self.new(
            "pointwise",
            domain,
            output,
            node=node,
            result=tuple(range(len(domain))),
            axis_of=axis_of,
            dtype=dtype,
            accumulator=dtype,
            running=combine,
            coincident=frozenset({len(domain) - 1}),
        )
        index = loop_index(axis_of)
        item.value = lambda access: access.element(x, index)
        self.of[id(output)] = item

    def inner_function(self, node: Apply) -> None:
        """Add a call of the function that is made from an Op's inner graph: a loop, or one of two branches."""
        assert self._inner is not None
        self.call(node, self._inner(node, self))

    def part(self, program: Program, lengths: Lengths, leaf_name: dict[int, str]) -> Items:
        """Return the items of an Op's inner graph."""
        return Items(program, lengths, leaf_name, self.called, self._inner)

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

    def domain_of(self, variable: Variable) -> tuple[tuple[Length, ...], tuple[int | None, ...]]:
        """Return (the lengths other than 1, for each dimension its position among them or None)."""
        domain: list[Length] = []
        axis_of: list[int | None] = []
        for n, one in zip(self.lengths.of(variable), variable.type.broadcastable, strict=True):  # type: ignore
            if one:
                axis_of.append(None)
            else:
                axis_of.append(len(domain))
                domain.append(n)
        return tuple(domain), tuple(axis_of)

    def _pointwise(self, node: Apply) -> Item:
        output = node.outputs[0]
        domain, axis_of = self.domain_of(output)
        entry = node.op.scalar_op
        item = self.new(
            "pointwise",
            domain,
            output,
            node=node,
            result=tuple(range(len(domain))),
            axis_of=axis_of,
            dtype=output.type.dtype,
            cost=entry.cost,
            entry=entry,
        )  # type: ignore[attr-defined]
        index = loop_index(axis_of)

        def value(access: Any) -> Expr:
            return access.entry(node, [access.element(v, padded(index, v)) for v in node.inputs])

        item.value = value
        self.of[id(output)] = item
        return item

    def copy(self, variable: Variable) -> Item:
        """Return an item that copies a view to contiguous memory."""
        if id(variable) not in self.copies:
            domain, axis_of = self.domain_of(variable)
            item = self.new(
                "pointwise",
                domain,
                variable,
                result=tuple(range(len(domain))),
                axis_of=axis_of,
                dtype=variable.type.dtype,
                buffer=True,
            )  # type: ignore[attr-defined]
            index = loop_index(axis_of)
            item.value = lambda access: access.element(variable, index, through=True)
            self.copies[id(variable)] = item
        return self.copies[id(variable)]

    def reduction(self, node: Apply, combine: str) -> None:
        """Add a reduction: one value per point, combined along some dimensions."""
        [x], output = node.inputs, node.outputs[0]
        domain, axis_of = self.domain_of(x)
        axes = node.op.axes(x.type.ndim)  # type: ignore[attr-defined]
        kept = [d for d in range(x.type.ndim) if d not in axes]  # type: ignore[attr-defined]
        if combine == "argmax":  # the first position wins, so reduced dimensions run innermost, in their order
            order = [axis_of[d] for d in (*kept, *axes) if axis_of[d] is not None]
            domain = tuple(domain[p] for p in order)  # type: ignore[index]
            axis_of = tuple(None if a is None else order.index(a) for a in axis_of)
        result = tuple(axis_of[d] for d in kept if axis_of[d] is not None)
        if combine in ("max", "min", "argmax"):
            if kind(x.type.dtype) == "c":  # type: ignore[attr-defined]
                raise CannotCompile("an order of complex numbers has no C form", node)
            for p, n in enumerate(domain):
                if p not in result and not isinstance(n, SegmentLength) and not getattr(node.op, "of_nothing", False):
                    # an empty array has no maximum; NumPy raises even if no result is requested
                    self.lengths.require_some(n)
        dtype = output.type.dtype  # type: ignore[attr-defined]
        accumulator = (
            x.type.dtype
            if combine in ("max", "min", "argmax")
            # type: ignore[attr-defined]
            else "bool"
            if combine in ("all", "any")
            else node.op.accumulator_dtype(x.type.dtype)
        )  # type: ignore
        index = loop_index(axis_of)

        def value(access: Any) -> Expr:
            return access.cast(access.element(x, index), x.type.dtype, accumulator)  # type: ignore[attr-defined]

        if len(result) == len(domain):  # every reduced length is 1
            item = self.new(
                "pointwise",
                domain,
                output,
                node=node,
                result=result,  # type: ignore[arg-type]
                axis_of=tuple(axis_of[d] for d in kept),
                dtype=dtype,
            )
            item.value = (
                (lambda access: ZERO)
                if combine == "argmax"
                else lambda access: access.cast(value(access), accumulator, dtype)
            )
        else:
            kept_order: Any = tuple(axis_of[d] for d in kept)
            item = self._accumulated(node, domain, result, kept_order, combine, accumulator, value)  # type: ignore[arg-type]
        self.of[id(output)] = item

    def _accumulated(
        self,
        node: Apply,
        domain: Sequence[Length],
        result: tuple[int, ...],
        axis_of: tuple[int | None, ...],
        combine: str,
        accumulator: str,
        value: Callable[[Any], Expr],
    ) -> Item:
        """Return the item of a reduction.

        A result that is accumulated in memory, in a wider dtype, is cast by an item of its own.
        """
        output = node.outputs[0]
        dtype = output.type.dtype  # type: ignore[attr-defined]
        item = self.new(
            "reduce",
            domain,
            output,
            node=node,
            result=result,
            axis_of=axis_of,
            dtype=dtype,
            accumulator=accumulator,
            combine=combine,
        )
        item.value = value
        if accumulator == dtype or not item.in_memory_accumulator:
            return item
        item.dtype = accumulator
        index = tuple(Name(f"i{k}") for k in range(len(result)))
        axes = tuple(None if a is None else result.index(a) for a in axis_of)
        narrow = self.new(
            "pointwise",
            [domain[p] for p in result],
            output,
            result=tuple(range(len(result))),
            axis_of=axes,
            dtype=dtype,
        )
        narrow.value = lambda access: access.cast(Result(item, index), accumulator, dtype)
        return narrow

    def _matrix_vector(self, node: Apply, lengths: Sequence[tuple[Length, ...]]) -> None:
        """Add a matrix-vector product as a sum with a domain of its own, which fuses like any other."""
        (x, y), output = node.inputs, node.outputs[0]
        self.lengths.require_equal(lengths[0][-1], lengths[1][0])
        matrix = x if x.type.ndim == 2 else y if y.type.ndim == 2 else None  # type: ignore[attr-defined]
        dtype = output.type.dtype  # type: ignore[attr-defined]
        inner = self.lengths.of(x)[-1]
        if matrix is None:
            domain, k_at, o_at = [inner], 0, None
        else:
            outer = self.lengths.of(output)[0]
            # The outer loop runs over the rows of the matrix in memory; in column-major order, over the many rows
            rows_are_result = (matrix is x) != (is_transposed(matrix) != by_columns(matrix))
            domain, k_at, o_at = ([outer, inner], 1, 0) if rows_are_result else ([inner, outer], 0, 1)
        positions: list[int | None] = []
        kept: list[Length] = []
        for n in domain:
            positions.append(None if n == 1 else len(kept))
            if n != 1:
                kept.append(n)

        def at(position: int | None) -> Expr:
            return ZERO if position is None or positions[position] is None else Name(f"i{positions[position]}")

        result = () if o_at is None or positions[o_at] is None else (positions[o_at],)
        k, o = at(k_at), at(o_at)
        x_index = (o, k) if x.type.ndim == 2 else (k,)  # type: ignore[attr-defined]
        y_index = (k, o) if y.type.ndim == 2 else (k,)  # type: ignore[attr-defined]

        def value(access: Any) -> Expr:
            left = access.cast(access.element(x, x_index), x.type.dtype, dtype)  # type: ignore[attr-defined]
            right = access.cast(access.element(y, y_index), y.type.dtype, dtype)  # type: ignore[attr-defined]
            return Code("({} * {})", (left, right))

        axis_of = () if o_at is None else (positions[o_at],)
        if positions[k_at] is None:  # one product per element
            item = self.new(
                "pointwise",
                kept,
                output,
                node=node,
                result=result,
                axis_of=axis_of,  # type: ignore[arg-type]
                dtype=dtype,
            )
            item.value = value
        else:
            item = self._accumulated(node, kept, result, axis_of, "sum", dtype, value)  # type: ignore[arg-type]
        self.of[id(output)] = item

    def _small_product(self, node: Apply, lengths: Sequence[tuple[Length, ...]]) -> None:
        """Add a product of matrices that are too small for a call of BLAS."""
        (x, y), output = node.inputs, node.outputs[0]
        self.lengths.require_equal(lengths[0][1], lengths[1][0])
        dtype = output.type.dtype  # type: ignore[attr-defined]
        whole = (lengths[0][0], lengths[1][1], lengths[0][1])
        positions: list[int | None] = []
        for n in whole:
            positions.append(None if n == 1 else sum(p is not None for p in positions))
        i, j, k = (ZERO if p is None else Name(f"i{p}") for p in positions)

        def value(access: Any) -> Expr:
            left = access.cast(access.element(x, (i, k)), x.type.dtype, dtype)  # type: ignore[attr-defined]
            right = access.cast(access.element(y, (k, j)), y.type.dtype, dtype)  # type: ignore[attr-defined]
            return Code("({} * {})", (left, right))

        domain, axis_of = [n for n in whole if n != 1], tuple(positions[:2])
        result = tuple(p for p in axis_of if p is not None)
        if positions[2] is None:
            item = self.new("pointwise", domain, output, node=node, result=result, axis_of=axis_of, dtype=dtype)
            item.value = value
        else:
            item = self._accumulated(node, domain, result, axis_of, "sum", dtype, value)
        self.of[id(output)] = item

    def call(self, node: Apply, call: Callable[[Any], Any]) -> None:
        """Add a call (BLAS, LAPACK, a user's Op) that reads and writes whole arrays in memory.

        The first output's item makes the call; the other outputs come after it.
        """
        first: list[Item] = []
        for output in node.outputs:
            _, axis_of = self.domain_of(output)
            item = self.new(
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
            first = first or [item]
            self.of[id(output)] = item

    def _add_output(self, number: int, output: Variable) -> None:
        item = self.of.get(id(output))
        owner = item.target if item is not None and item.kind == "done" else item
        if owner is None or owner.output is not None:
            self.copies.pop(id(output), None)
            domain, axis_of = self.domain_of(output)
            owner = self.new(
                "pointwise",
                domain,
                output,
                result=tuple(range(len(domain))),
                axis_of=axis_of,
                dtype=output.type.dtype,
                buffer=True,
            )  # type: ignore[attr-defined]
            index = loop_index(axis_of)
            owner.value = lambda access: access.element(output, index)
        owner.output = number
        owner.buffer = True

    def settle(self) -> None:
        """Replace lengths in domains and expressions by their representatives.

        It runs when all lengths that must be equal are known.
        """
        for item in self.all:
            item.domain = tuple(map(self.lengths.representative, item.domain))
            self._take(item)

    # ---- uses

    def _trace_all(self) -> None:
        """Record all uses; repeat if a view was copied on the way, as earlier items read the copy too."""
        known = -1
        while known != len(self.copies):
            known = len(self.copies)
            for item in list(self.all):
                item.uses = []
                self._trace(item)

    def _trace(self, item: Item) -> None:
        """Make the expression of `item`, and record its uses."""
        if item.kind == "opaque":
            assert item.value is not None
            item.value(Watcher(self, item))
            return
        self._take(item)
        value = [] if item.expr is None else [item.expr]
        self.record(item, *item.before, *value, *item.before_place, *(item.at or ()))

    def _take(self, item: Item) -> None:
        if item.value is not None and item.kind != "opaque":
            reading = Access(self)
            item.expr, item.before = item.value(reading), reading.before
        if item.place is not None:
            reading = Access(self)
            item.at, item.before_place = item.place(reading), reading.before

    def record(self, item: Item, *exprs: Expr) -> None:
        """Record what the expressions `exprs` of `item` read."""
        for part in walk(*exprs):
            if isinstance(part, Result):
                item.uses.append(Use(part.producer, part.index))
            elif isinstance(part, Whole):
                self.use_whole(item, part.variable)

    def use_whole(self, item: Item, variable: Variable) -> None:
        """Record that `item` reads the whole of `variable`, in contiguous memory."""
        variable, _ = memory_of(variable, self.lengths)
        if variable.owner is None:
            return
        producer = self.of.get(id(variable)) or self.copy(variable)
        producer.buffer = True
        item.uses.append(Use(producer, None))

    def _drop_unused(self) -> None:
        needed: set[int] = set()
        stack = [i for i in self.all if i.output is not None]
        stack += [i for i in self.all if i.kind == "done" and i.target is not None and i.target.output is not None]
        while stack:
            item = stack.pop()
            if item.number in needed:
                continue
            needed.add(item.number)
            stack.extend(u.producer for u in item.uses)
            stack.extend(item.after)
            if item.target is not None:
                stack.append(item.target)
            if item.kind == "opaque" and item.node is not None:  # a call writes all of its outputs
                stack.extend(self.of[id(o)] for o in item.node.outputs)
        self.all = [i for i in self.all if i.number in needed]
