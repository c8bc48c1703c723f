"""Arrays that are assembled in memory: joins, and writes by index (the gradient of a gather is one).

A write over a write without another reader, and a sum of writes into zeros, share one buffer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ....graph.variable import Apply, Constant, Variable
from ....ops.elementwise.elemwise import Elemwise
from ..ctype import literal
from ..errors import CannotCompile
from ..ir.expressions import Expr, Group, Index, Int, Length, SegmentLength, expression, joined
from .computation import Computation, loop_index, padded
from .lengths import Lengths


class Stores:
    """The part of Computations that makes stores."""

    lengths: Lengths
    all: list[Computation]
    of: dict[int, Computation]
    writes: dict[int, tuple[list[Variable], list[Apply]]]
    uses_of: dict[int, int]
    reader_of: dict[int, Apply]
    _called: dict[int, int]

    def new(self, kind: str, space: Sequence[Length], variable: Variable, **rest: Any) -> Computation:
        raise NotImplementedError

    def space_of(self, variable: Variable) -> tuple[tuple[Length, ...], tuple[int | None, ...]]:
        raise NotImplementedError

    def buffer_for(self, output: Variable, dtype: str) -> Computation:
        """Add a computation without loops that owns the memory which stores fill."""
        space, axis_of = self.space_of(output)
        computation = self.new(
            "buffer", (), output, result=(), axis_of=axis_of, dtype=dtype, buffer=True, lengths=space
        )
        self.of[id(output)] = computation
        return computation

    def _store(
        self,
        target: Computation,
        variable: Variable,
        place: Callable[[Any, Index], Index],
        combine: str,
        after: Sequence[Computation],
        extra_lengths: tuple[tuple[Length, ...], tuple[int | None, ...]] | None = None,
        coincident: frozenset[int] = frozenset(),
        dtype: str | None = None,
    ) -> Computation:
        """Add what casts `variable` to the dtype of `target`, and stores it at its place there or adds it."""
        space, axis_of = extra_lengths or self.space_of(variable)
        computation = self.new(
            "store",
            space,
            target.variable,
            result=(),
            dtype=target.dtype,
            combine=combine,
            target=target,
            coincident=coincident,
            after=list(after),
        )
        index = loop_index(axis_of)
        computation.value = lambda access: access.cast(
            access.element(variable, padded(index, variable)), variable.type.dtype, dtype or target.dtype
        )  # type: ignore
        computation.place = lambda access: place(access, index)
        return computation

    def pieces(self, node: Apply, axis: int | None) -> None:
        """Join arrays along `axis`, or (None) scalars to a vector: each is stored at its offset."""
        output = node.outputs[0]
        dtype = output.type.dtype  # type: ignore[attr-defined]
        if axis is not None:
            for v in node.inputs:
                for d in range(v.type.ndim):  # type: ignore[attr-defined]
                    if d != axis:
                        self.lengths.require_equal(self.lengths.of(v)[d], self.lengths.of(node.inputs[0])[d])
        target = self.buffer_for(output, dtype)
        offset: list[Expr] = [Int(0)]
        stores = []
        for number, v in enumerate(node.inputs):
            if axis is None:
                stores.append(self._store(target, v, _always(number), "=", [target]))
                continue
            start = joined("+", offset)

            def place(access: Any, index: Index, start: Expr = start) -> Index:
                return tuple(Group(start + i) if d == axis else i for d, i in enumerate(index))

            stores.append(self._store(target, v, place, "=", [target]))
            offset.append(expression(self.lengths.of(v)[axis]))
        target.after = []
        for store in stores:
            store.apart = True
        self._complete(target, stores)

    def _complete(self, target: Computation, stores: Sequence[Computation]) -> None:
        """Replace `target` by a computation that is complete after all of `stores`."""
        done = self.new(
            "done",
            (),
            target.variable,
            result=(),
            axis_of=target.axis_of,
            dtype=target.dtype,
            buffer=True,
            target=target,
            after=[*stores, target],
        )
        self.of[id(target.variable)] = done

    def write(self, node: Apply) -> None:
        """Add inc_subtensor and set_subtensor: the base is copied, then each part is stored over it.

        Of a chain of writes only the last makes computations, which replace those of the writes before it.
        """
        output = node.outputs[0]
        bases, parts = self._absorb(node.inputs[0])
        if self._is_written_over(output):
            self.writes[id(output)] = bases, [*parts, node]
        else:
            self._build_write(output, bases, [*parts, node])

    def _is_written_over(self, variable: Variable) -> bool:
        """Return whether its only reader is a write that will absorb it."""
        reader = self.reader_of.get(id(variable))
        return (
            reader is not None
            and self.uses_of[id(variable)] == 1
            and hasattr(reader.op, "compat_c_place")
            and reader.inputs[0] is variable
            and id(reader) not in self._called
        )

    def _absorb(self, variable: Variable) -> tuple[list[Variable], list[Apply]]:
        """Return (summed variables, writes over them in order) for `variable`, or for the write chain that it ends."""
        known = self.writes.get(id(variable))
        if known is None or self.uses_of[id(variable)] > 1:
            return ([] if is_zero(variable) else [variable]), []
        if (done := self.of.pop(id(variable), None)) is not None:
            self._forget(done)
        del self.writes[id(variable)]
        return known

    def added_writes(self, node: Apply) -> bool:
        """Add `x + inc_subtensor(zeros, ...)` as one buffer that all parts are added to.

        Returns whether `node` is such a sum.
        """
        output = node.outputs[0]
        if any(v.type != output.type for v in node.inputs) or not any(
            id(v) in self.writes and self.uses_of[id(v)] == 1 and _adds_only(self.writes[id(v)][1]) for v in node.inputs
        ):
            return False
        bases: list[Variable] = []
        parts: list[Apply] = []
        for v in node.inputs:
            if id(v) in self.writes and not _adds_only(self.writes[id(v)][1]):
                bases.append(v)
                continue
            more_bases, more_parts = self._absorb(v)
            bases += more_bases
            parts += more_parts
        self._build_write(output, bases, parts)
        return True

    def _build_write(self, output: Variable, bases: list[Variable], parts: list[Apply]) -> None:
        self.writes[id(output)] = bases, parts
        target = self.buffer_for(output, output.type.dtype)  # type: ignore[attr-defined]
        chain: list[Computation] = []
        by_segment = self._by_segment(parts)
        if not bases or by_segment:
            target.combine = "zero"
        if by_segment:  # it may itself contain sums of the same segments, so it comes last
            chain = [self._part(target, part, [target]) for part in parts]
            for base in bases:
                chain.append(self._store(target, base, lambda access, index: index, "+=", list(chain)))
            self._complete(target, chain)
            return
        for base in bases:
            chain.append(
                self._store(target, base, lambda access, index: index, "+=" if chain else "=", chain[-1:] or [target])
            )
        if _adds_only(parts):
            start = chain[-1:] or [target]
            chain += [self._part(target, part, start) for part in parts]
        else:
            for part in parts:
                chain.append(self._part(target, part, chain[-1:] or [target]))
        self._complete(target, chain or [target])

    def _by_segment(self, parts: Sequence[Apply]) -> bool:
        """Return whether `parts` only add, each along segments."""
        return _adds_only(parts) and all(
            any(isinstance(n, SegmentLength) for n in self.lengths.of(part.inputs[1])) for part in parts
        )

    def _forget(self, done: Computation) -> None:
        """Remove the computations of writes that a later write absorbs."""
        gone = {id(done), id(done.target), *(id(i) for i in done.after)}
        self.all = [i for i in self.all if id(i) not in gone]

    def _part(self, target: Computation, node: Apply, before: Sequence[Computation]) -> Computation:
        y = node.inputs[1]
        try:
            lengths, place, repeated = node.op.compat_c_place(node, self)
        except CannotCompile as reason:
            reason.node = reason.node or node
            raise
        space: list[Length] = []
        axis_of: list[int | None] = []
        for n in lengths:
            axis_of.append(None if n == 1 else len(space))
            if n != 1:
                space.append(n)
        for n, own, one in zip(
            lengths[::-1],
            self.lengths.of(y)[::-1],
            y.type.broadcastable[::-1],  # type: ignore
            strict=False,
        ):
            if not one:
                self.lengths.require_equal(n, own)
        return self._store(
            target,
            y,
            lambda access, index: place(access, index),
            "=" if node.op.set_instead_of_inc else "+=",
            before,
            (tuple(space), tuple(axis_of)),
            frozenset(d for k in repeated if (d := axis_of[k]) is not None),
            node.op.written_dtype(node),
        )


def _always(number: int) -> Callable[[Any, Index], Index]:
    """Return the place of one element of a vector."""
    return lambda access, index: (Int(number),)


def _adds_only(parts: Sequence[Apply]) -> bool:
    """Return whether the order of the writes does not matter."""
    return not any(part.op.set_instead_of_inc for part in parts)


def is_zero(variable: Variable) -> bool:
    """Return whether every element is the constant 0, whatever the shape."""
    while variable.owner is not None:
        op = variable.owner.op
        if isinstance(op, Elemwise) and op.scalar_op.name == "second":
            variable = variable.owner.inputs[1]
        elif type(op).__name__ in ("Alloc", "DimShuffle", "Rebroadcast"):
            variable = variable.owner.inputs[0]  # type: ignore[union-attr]
        else:
            return False
    return (
        isinstance(variable, Constant)
        and variable.data.size == 1
        and not variable.data.any()
        and literal(variable.data.item(), variable.type.dtype) not in ("(-0.0)", "(-0.0f)")
    )  # type: ignore
