"""What a Program computes, as items: each has a domain (the lengths that its loops run over) and one statement.

Views (slices, transposes, broadcasts, gathers) are no items: an access through them becomes an access to what
lies below, at a transformed index. Index texts use i0, i1, ... for the loops of the item that reads.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from compat.backends.c.ctype import literal
from compat.backends.c.errors import CannotCompile
from compat.backends.c.lengths import Length, Lengths
from compat.backends.c.user_ops import call_text, is_users, users_nodes
from compat.graph.program import Program
from compat.graph.variable import Apply, Constant, Variable
from compat.ops.advanced_subtensor import AdvancedIncSubtensor
from compat.ops.blas import Dot
from compat.ops.elemwise import Elemwise
from compat.ops.join import Join, MakeVector
from compat.ops.reduction_ops import Argmax, Reduction
from compat.ops.subtensor import IncSubtensor

Index = tuple[str, ...]


@dataclass(eq=False)
class Use:
    """That an item reads the result of another, at `index` (None: anywhere in it)."""

    producer: Item
    index: Index | None


@dataclass(eq=False)
class Item:
    """One computation.

    kind: "pointwise" (one value per point of the domain), "reduce" (accumulated over `reduced` positions of the
    domain), "store" (written into the buffer of another item, at an index), "opaque" (a call).
    result: positions in the domain of the result's own lengths, in order (pointwise: all; reduce: those kept).
    """

    number: int
    kind: str
    domain: tuple[Length, ...]
    variable: Variable  # whose value this is; for a store, the variable that it completes
    node: Apply | None = None
    result: tuple[int, ...] = ()
    axis_of: tuple[int | None, ...] = ()  # for each dimension of the variable, its position in the domain
    value: Callable[[Any], str] | None = None  # given an accessor, the C expression (opaque: the statements)
    dtype: str = "float64"
    accumulator: str = ""  # reduce: the dtype in which it is accumulated
    combine: str = ""  # reduce: "sum", "prod", "max", "min", "all", "any", "argmax"; store: "=" or "+="
    target: Item | None = None  # store: the item that owns the buffer
    place: Callable[[Any], Index] | None = None  # store: the index in the target
    injective: bool = True  # store: no two points of the domain write to one place
    uses: list[Use] = field(default_factory=list)
    after: list[Item] = field(default_factory=list)  # must be complete before this one starts
    cost: int = 1
    buffer: bool = False  # the result lives in memory, whole
    output: int | None = None  # number of the output array that is the buffer
    row: Any = None

    @property
    def reduced(self) -> tuple[int, ...]:
        return tuple(d for d in range(len(self.domain)) if d not in self.result) if self.kind == "reduce" else ()

    @property
    def in_memory_accumulator(self) -> bool:
        """Whether a loop over the result runs inside one that is reduced over."""
        first = min(self.reduced, default=len(self.domain))
        return any(p > first for p in self.result)


class Items:
    """Builds the items of a Program, in an order in which each comes after what it reads."""

    def __init__(self, program: Program, lengths: Lengths, leaf_name: dict[int, str]) -> None:
        self.program = program
        self.lengths = lengths
        self.leaf_name = leaf_name
        self.all: list[Item] = []
        self._count = -1
        self.of: dict[int, Item] = {}  # id of a variable -> the item that computes it
        self.copies: dict[int, Item] = {}
        self.writes: dict[int, tuple[list[Variable], list[Apply]]] = {}
        self._uses_of = self._count_uses()
        self._users_nodes = users_nodes(program)
        for node in program.nodes:
            self._add(node)
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
        lengths = [self.lengths.of(v) if hasattr(v.type, "broadcastable") else () for v in node.inputs]
        if isinstance(op, Elemwise):
            self._equal_lengths(node, lengths)
            name = op.scalar_op.name
            if name not in ("second", "identity") and not (name == "add" and self._added_writes(node)):
                self._pointwise(node)
        elif isinstance(op, Reduction | Argmax):
            self._reduction(node)
        elif isinstance(op, Dot) and not (node.inputs[0].type.ndim == 2 and node.inputs[1].type.ndim == 2):
            self._matrix_vector(node, lengths)
        elif isinstance(op, Join | MakeVector):
            self._pieces(node)
        elif isinstance(op, IncSubtensor | AdvancedIncSubtensor):
            self._write(node)
        elif hasattr(op, "c_opaque"):
            self._opaque(node, lambda access: op.c_opaque(node, access))
        elif hasattr(op, "c_guards"):
            op.c_guards(node, self.lengths)
        elif is_users(node):
            number = self._users_nodes.index(node)
            self._opaque(node, lambda access: call_text(node, number, access))
        elif not hasattr(op, "c_view") and not hasattr(op, "c_value"):
            raise CannotCompile(f"{op} has no C form; the Python backend runs this function")
        if output.type.__class__.__name__ != "TensorType":
            raise CannotCompile(f"{op} returns {output.type}, which the C backend has no form for")

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
        """(lengths that are not 1, for each dimension its position among them)."""
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
        row = node.op.scalar_op
        item = self.new("pointwise", domain, output, node=node, result=tuple(range(len(domain))), axis_of=axis_of,
                        dtype=output.type.dtype, cost=row.cost, row=row)  # type: ignore[attr-defined]
        index = loop_index(axis_of)

        def value(access: Any) -> str:
            return access.row(node, [access.element(v, padded(index, v)) for v in node.inputs])
        item.value = value
        self.of[id(output)] = item
        return item

    def copy(self, variable: Variable) -> Item:
        """An item that lays out `variable`, a view, in memory of its own."""
        if id(variable) not in self.copies:
            domain, axis_of = self.domain_of(variable)
            item = self.new("pointwise", domain, variable, result=tuple(range(len(domain))), axis_of=axis_of,
                            dtype=variable.type.dtype, buffer=True)  # type: ignore[attr-defined]
            index = loop_index(axis_of)
            item.value = lambda access: access.element(variable, index, through=True)
            self.copies[id(variable)] = item
        return self.copies[id(variable)]

    def _reduction(self, node: Apply) -> None:
        [x], output = node.inputs, node.outputs[0]
        domain, axis_of = self.domain_of(x)
        axes = node.op.axes(x.type.ndim)  # type: ignore[attr-defined]
        kept = [d for d in range(x.type.ndim) if d not in axes]  # type: ignore[attr-defined]
        if isinstance(node.op, Argmax):  # the first position wins: reduced dimensions run innermost, in their order
            order = [axis_of[d] for d in (*kept, *axes) if axis_of[d] is not None]
            domain = tuple(domain[p] for p in order)  # type: ignore[index]
            axis_of = tuple(None if a is None else order.index(a) for a in axis_of)
        result = tuple(axis_of[d] for d in kept if axis_of[d] is not None)
        combine = "argmax" if isinstance(node.op, Argmax) else node.op.function
        dtype = output.type.dtype  # type: ignore[attr-defined]
        accumulator = (x.type.dtype if combine in ("max", "min", "argmax") else  # type: ignore[attr-defined]
                       "bool" if combine in ("all", "any") else node.op.accumulator_dtype(x.type.dtype))  # type: ignore
        index = loop_index(axis_of)

        def value(access: Any) -> str:
            return access.cast(access.element(x, index), x.type.dtype, accumulator)  # type: ignore[attr-defined]
        if len(result) == len(domain):  # every reduced length is 1
            item = self.new("pointwise", domain, output, node=node, result=result,  # type: ignore[arg-type]
                            axis_of=tuple(axis_of[d] for d in kept), dtype=dtype)
            item.value = (lambda access: "0") if combine == "argmax" else \
                lambda access: access.cast(value(access), accumulator, dtype)
        else:
            item = self._accumulated(node, domain, result, tuple(axis_of[d] for d in kept),  # type: ignore[arg-type]
                                     combine, accumulator, value)
        self.of[id(output)] = item

    def _accumulated(self, node: Apply, domain: Sequence[Length], result: tuple[int, ...],
                     axis_of: tuple[int | None, ...], combine: str, accumulator: str,
                     value: Callable[[Any], str]) -> Item:
        """The item of a reduction. What is accumulated in memory in a wider dtype is cast by an item of its own."""
        output = node.outputs[0]
        dtype = output.type.dtype  # type: ignore[attr-defined]
        item = self.new("reduce", domain, output, node=node, result=result, axis_of=axis_of, dtype=dtype,
                        accumulator=accumulator, combine=combine)
        item.value = value
        if accumulator == dtype or not item.in_memory_accumulator:
            return item
        item.dtype = accumulator
        index = tuple(f"i{k}" for k in range(len(result)))
        axes = tuple(None if a is None else result.index(a) for a in axis_of)
        narrow = self.new("pointwise", [domain[p] for p in result], output, result=tuple(range(len(result))),
                          axis_of=axes, dtype=dtype)
        narrow.value = lambda access: access.cast(access.result(item, index), accumulator, dtype)
        return narrow

    def _matrix_vector(self, node: Apply, lengths: Sequence[tuple[Length, ...]]) -> None:
        """A product with a vector is a sum over a domain of its own, which fuses like any other."""
        (x, y), output = node.inputs, node.outputs[0]
        self.lengths.require_equal(lengths[0][-1], lengths[1][0])
        matrix = x if x.type.ndim == 2 else y if y.type.ndim == 2 else None  # type: ignore[attr-defined]
        dtype = output.type.dtype  # type: ignore[attr-defined]
        inner = self.lengths.of(x)[-1]
        if matrix is None:
            domain, k_at, o_at = [inner], 0, None
        else:
            outer = self.lengths.of(output)[0]
            # rows of the matrix in memory run in the outer loop
            rows_are_result = (matrix is x) != self._is_transposed(matrix)
            domain, k_at, o_at = ([outer, inner], 1, 0) if rows_are_result else ([inner, outer], 0, 1)
        positions: list[int | None] = []
        kept: list[Length] = []
        for n in domain:
            positions.append(None if n == 1 else len(kept))
            if n != 1:
                kept.append(n)

        def at(position: int | None) -> str:
            return "0" if position is None or positions[position] is None else f"i{positions[position]}"
        result = () if o_at is None or positions[o_at] is None else (positions[o_at],)
        k, o = at(k_at), at(o_at)
        x_index = (o, k) if x.type.ndim == 2 else (k,)  # type: ignore[attr-defined]
        y_index = (k, o) if y.type.ndim == 2 else (k,)  # type: ignore[attr-defined]

        def value(access: Any) -> str:
            left = access.cast(access.element(x, x_index), x.type.dtype, dtype)  # type: ignore[attr-defined]
            right = access.cast(access.element(y, y_index), y.type.dtype, dtype)  # type: ignore[attr-defined]
            return f"({left} * {right})"
        axis_of = () if o_at is None else (positions[o_at],)
        if positions[k_at] is None:  # one product per element
            item = self.new("pointwise", kept, output, node=node, result=result, axis_of=axis_of,  # type: ignore[arg-type]
                            dtype=dtype)
            item.value = value
        else:
            item = self._accumulated(node, kept, result, axis_of, "sum", dtype, value)  # type: ignore[arg-type]
        self.of[id(output)] = item

    def _is_transposed(self, matrix: Variable) -> bool:
        node = matrix.owner
        return node is not None and getattr(node.op, "new_order", None) == (1, 0)

    def buffer_for(self, output: Variable, dtype: str) -> Item:
        """An item without loops that owns memory which stores fill."""
        domain, axis_of = self.domain_of(output)
        item = self.new("buffer", (), output, result=(), axis_of=axis_of, dtype=dtype, buffer=True)
        self.of[id(output)] = item
        return item

    def _store(self, target: Item, variable: Variable, place: Callable[[Any, Index], Index], combine: str,
               after: Sequence[Item], extra_lengths: tuple[tuple[Length, ...], tuple[int | None, ...]] | None = None,
               injective: bool = True) -> Item:
        domain, axis_of = extra_lengths or self.domain_of(variable)
        item = self.new("store", domain, target.variable, result=(), dtype=target.dtype, combine=combine,
                        target=target, injective=injective, after=list(after))
        index = loop_index(axis_of)
        item.value = lambda access: access.cast(access.element(variable, padded(index, variable)),
                                                variable.type.dtype, target.dtype)  # type: ignore[attr-defined]
        item.place = lambda access: place(access, index)
        return item

    def _pieces(self, node: Apply) -> None:
        """Join and MakeVector: each input is stored at its offset."""
        output = node.outputs[0]
        dtype = output.type.dtype  # type: ignore[attr-defined]
        axis = node.op.axis if isinstance(node.op, Join) else 0
        if isinstance(node.op, Join):
            for v in node.inputs:
                for d in range(v.type.ndim):  # type: ignore[attr-defined]
                    if d != axis:
                        self.lengths.require_equal(self.lengths.of(v)[d], self.lengths.of(node.inputs[0])[d])
        target = self.buffer_for(output, dtype)
        offset: list[str] = ["0"]
        stores = []
        for number, v in enumerate(node.inputs):
            if isinstance(node.op, MakeVector):
                stores.append(self._store(target, v, _always(number), "=", [target]))
                continue
            start = " + ".join(offset)

            def place(access: Any, index: Index, start: str = start) -> Index:
                return tuple(f"({start} + {i})" if d == axis else i for d, i in enumerate(index))
            stores.append(self._store(target, v, place, "=", [target]))
            offset.append(str(self.lengths.of(v)[axis]))
        target.after = []
        self._complete(target, stores)

    def _complete(self, target: Item, stores: Sequence[Item]) -> None:
        """Reading `target` means reading it after `stores`."""
        done = self.new("done", (), target.variable, result=(), axis_of=target.axis_of, dtype=target.dtype,
                        buffer=True, target=target, after=[*stores, target])
        self.of[id(target.variable)] = done

    def _write(self, node: Apply) -> None:
        """inc_subtensor and set_subtensor: the base is laid out, then each part is stored over it."""
        output = node.outputs[0]
        bases, parts = self._absorb(node.inputs[0])
        self._build_write(output, bases, [*parts, node])

    def _absorb(self, variable: Variable) -> tuple[list[Variable], list[Apply]]:
        """(what is summed, writes over it in order) of `variable`: itself, or a write that nobody else reads."""
        known = self.writes.get(id(variable))
        if known is None or self._uses_of[id(variable)] > 1:
            return ([] if is_zero(variable) else [variable]), []
        self._forget(self.of.pop(id(variable)))
        del self.writes[id(variable)]
        return known

    def _added_writes(self, node: Apply) -> bool:
        """x + inc_subtensor(zeros, ...): one buffer into which all parts are added. Says whether `node` is such."""
        output = node.outputs[0]
        if any(v.type != output.type for v in node.inputs) or not any(
                id(v) in self.writes and self._uses_of[id(v)] == 1 and _adds_only(self.writes[id(v)][1])
                for v in node.inputs):
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
        chain: list[Item] = []
        if not bases:
            target.combine = "zero"
        for base in bases:
            chain.append(self._store(target, base, lambda access, index: index, "+=" if chain else "=",
                                     chain[-1:] or [target]))
        if _adds_only(parts):
            start = chain[-1:] or [target]
            chain += [self._part(target, part, start) for part in parts]
        else:
            for part in parts:
                chain.append(self._part(target, part, chain[-1:] or [target]))
        self._complete(target, chain or [target])

    def _forget(self, done: Item) -> None:
        """Take back the items of a write that a later write absorbs."""
        gone = {id(done), id(done.target), *(id(i) for i in done.after)}
        self.all = [i for i in self.all if id(i) not in gone]

    def _part(self, target: Item, node: Apply, before: Sequence[Item]) -> Item:
        y = node.inputs[1]
        lengths, place, injective = node.op.c_place(node, self)
        domain: list[Length] = []
        axis_of: list[int | None] = []
        for n in lengths:
            axis_of.append(None if n == 1 else len(domain))
            if n != 1:
                domain.append(n)
        for n, own, one in zip(lengths[::-1], self.lengths.of(y)[::-1], y.type.broadcastable[::-1],  # type: ignore
                               strict=False):
            if not one:
                self.lengths.require_equal(n, own)
        return self._store(target, y, lambda access, index: place(access, index),
                           "=" if node.op.set_instead else "+=", before, (tuple(domain), tuple(axis_of)), injective)

    def _opaque(self, node: Apply, call: Callable[[Any], str]) -> None:
        """A call (BLAS, LAPACK, a user's Op) that reads and writes whole arrays in memory; the first output's item
        makes it, the others come after."""
        first: list[Item] = []
        for output in node.outputs:
            _, axis_of = self.domain_of(output)
            item = self.new("opaque", (), output, node=node, result=(), axis_of=axis_of, after=list(first),
                            dtype=output.type.dtype, buffer=True, value=call)  # type: ignore[attr-defined]
            first = first or [item]
            self.of[id(output)] = item

    def _add_output(self, number: int, output: Variable) -> None:
        item = self.of.get(id(output))
        owner = item.target if item is not None and item.kind == "done" else item
        if owner is None or owner.output is not None:
            self.copies.pop(id(output), None)
            domain, axis_of = self.domain_of(output)
            owner = self.new("pointwise", domain, output, result=tuple(range(len(domain))), axis_of=axis_of,
                             dtype=output.type.dtype, buffer=True)  # type: ignore[attr-defined]
            index = loop_index(axis_of)
            owner.value = lambda access: access.element(output, index)
        owner.output = number
        owner.buffer = True

    # ---- what reads what

    def _trace_all(self) -> None:
        """Record all uses; again where a view was laid out on the way, since earlier items read it there too."""
        known = -1
        while known != len(self.copies):
            known = len(self.copies)
            for item in list(self.all):
                item.uses = []
                self._trace(item)

    def _trace(self, item: Item) -> None:
        """Record the uses of `item` by evaluating its expression with an accessor that only looks."""
        from compat.backends.c.access import Tracer

        tracer = Tracer(self, item)
        if item.value is not None:
            item.value(tracer)
        if item.place is not None:
            item.place(tracer)

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
        self.all = [i for i in self.all if i.number in needed]


def _always(number: int) -> Callable[[Any, Index], Index]:
    """The place of one element of a vector."""
    return lambda access, index: (str(number),)


def _adds_only(parts: Sequence[Apply]) -> bool:
    """Whether the order of the writes does not matter."""
    return not any(part.op.set_instead for part in parts)


def loop_index(axis_of: Sequence[int | None]) -> Index:
    """The index of a point of the domain: the loop variable of each dimension, 0 where its length is 1."""
    return tuple("0" if a is None else f"i{a}" for a in axis_of)


def padded(index: Index, variable: Variable) -> Index:
    """The part of a result's index that falls on `variable`, 0 where it is broadcast."""
    pattern = variable.type.broadcastable  # type: ignore[attr-defined]
    own = index[len(index) - len(pattern):]
    return tuple("0" if one else i for i, one in zip(own, pattern, strict=True))


def is_zero(variable: Variable) -> bool:
    """Whether every element is the constant 0, whatever the shape."""
    while variable.owner is not None:
        op = variable.owner.op
        if isinstance(op, Elemwise) and op.scalar_op.name == "second":
            variable = variable.owner.inputs[1]
        elif type(op).__name__ in ("Alloc", "DimShuffle", "Rebroadcast"):
            variable = variable.owner.inputs[0]
        else:
            return False
    return isinstance(variable, Constant) and variable.data.size == 1 and not variable.data.any() \
        and literal(variable.data.item(), variable.type.dtype) not in ("(-0.0)", "(-0.0f)")  # type: ignore
