"""How an item reads a value at an index: through views down to a leaf, a literal or another item's result."""

from __future__ import annotations

from typing import Any

from ...graph.variable import Apply, Constant, Variable
from ...ops.elementwise.elemwise import Elemwise
from ...ops.indexing.subtensor import Subtensor
from ...ops.indexing.subtensor_index import Slice, slice_bounds
from ...ops.shapes.shape import DimShuffle, Rebroadcast, Reshape
from .ctype import ctype, literal
from .errors import CannotCompile
from .expression import entry_form
from .ir import (
    Asked,
    Cast,
    Checked,
    Element,
    ElementwiseCall,
    Expr,
    Guarded,
    Held,
    Index,
    Int,
    Length,
    Linear,
    Literal,
    Name,
    Result,
    Whole,
    code,
    converted,
    expression,
    joined,
)
from .item import Item, padded


class Access:
    """What `c_view`, `c_value` and `c_place` of Ops may ask for.

    All that it gives are expressions (ir.py), or lengths: ints and expressions.
    """

    def __init__(self, items: Any) -> None:
        self.items = items
        self.before: list[Expr] = []  # what is computed and checked before the value, in order: it may need less of it

    # ---- lengths

    def length(self, variable: Variable, dimension: int) -> Length:
        """Return the length of one dimension."""
        return self.items.lengths.of(variable)[dimension]

    def lengths(self, variable: Variable) -> tuple[Length, ...]:
        """All lengths of a variable."""
        return self.items.lengths.of(variable)

    # ---- expressions

    number, code = staticmethod(Int), staticmethod(code)

    def cast(self, value: Expr, source: str, target: str) -> Expr:
        """`value`, of dtype `source`, as one of dtype `target`."""
        return converted(value, source, target)

    def wide(self, value: Length) -> Expr:
        """Return an index or a length as an int64 in C too, where numbers are ints."""
        return Cast(expression(value), "int32", "int64")

    def held(self, value: Expr, dtype: str, stem: str) -> Expr:
        """`value`, computed before the statement in a variable whose name begins with `stem`."""
        return self._first(Held(value, dtype, stem))

    def checked(self, value: Expr, dtype: str, length: Length) -> Expr:
        """`value`, a run-time index into a dimension of `length`, from the end where negative; the call fails where it
        lies outside."""
        return self._first(Checked(value, dtype, length))

    def guarded(self, conditions: tuple[Expr, ...], value: Expr) -> Expr:
        """`value`; the call fails (the Python backend words the error) where a condition does not hold at any point."""
        return self._first(Guarded(conditions, value))

    def _first(self, expr: Expr) -> Expr:
        self.before.append(expr)
        return expr

    def linear(self, variable: Variable, index: Index) -> Expr:
        """Position of `index` in contiguous memory of the shape of `variable`."""
        return Linear(index, self.lengths(variable))

    def array(self, variable: Variable) -> Expr:
        """Return the pointer to the whole of `variable` in contiguous memory."""
        return Whole(variable)

    def element(self, variable: Variable, index: Index, through: bool = False) -> Expr:
        """`variable` at `index`; `through`: even if the view has been laid out in memory."""
        while True:
            if isinstance(variable, Constant):
                return self._constant(variable, index)
            if not through and id(variable) in self.items.copies:
                return self._at(self.items.copies[id(variable)], index)
            through = False
            producer = self.items.of.get(id(variable))
            if producer is not None:
                return self._at(producer, index)
            if variable.owner is None:
                return Element(variable, index, self.lengths(variable))
            node = variable.owner
            if isinstance(node.op, Elemwise):  # second, identity: the value is the last operand's
                variable = node.inputs[-1]
                index = padded(index, variable)
            elif hasattr(node.op, "c_value"):
                return node.op.c_value(node, index, self)
            else:
                variable, index = node.op.c_view(node, index, self)

    def entry(self, node: Apply, operands: list[Expr]) -> Expr:
        """Return the elementwise entry of `node`, of operands of the variables' own dtypes."""
        entry = node.op.scalar_op
        result = node.outputs[0].type.dtype  # type: ignore[attr-defined]
        own = [v.type.dtype for v in node.inputs]  # type: ignore[attr-defined]
        dtypes = entry.compute_dtypes(own, result)
        try:
            entry_form(entry, dtypes)
        except CannotCompile as reason:
            reason.node = reason.node or node
            raise
        arguments = [
            self._operand(v, value, dtype) for v, value, dtype in zip(node.inputs, operands, dtypes, strict=True)
        ]
        return ElementwiseCall(entry, tuple(arguments), tuple(dtypes), result, node)

    def _operand(self, variable: Variable, value: Expr, dtype: str) -> Expr:
        if isinstance(variable, Constant) and variable.data.size == 1:
            shown = variable.data.reshape(()).item()
            return Literal(literal(variable.data.astype(dtype).reshape(()).item(), dtype), dtype, shown)
        return converted(value, variable.type.dtype, dtype)  # type: ignore[attr-defined]

    def _at(self, producer: Item, index: Index) -> Expr:
        return Result(producer, tuple(i for i, a in zip(index, producer.axis_of, strict=True) if a is not None))

    def _constant(self, variable: Constant, index: Index) -> Expr:
        dtype = variable.type.dtype  # type: ignore[attr-defined]
        if variable.data.size == 1:
            value = variable.data.reshape(()).item()
            return Literal(literal(value, dtype), dtype, value)
        return Element(variable, index, self.lengths(variable))


class CallAccess:
    """What `c_opaque` of Ops, which write statements of their own, may ask for and give.

    What it gives (`Asked`) is written into a text by str() and in f-strings, and is known then to stand in it.
    """

    writer: Any = None  # of the function, where one is being written

    def __init__(self, items: Any) -> None:
        self.items = items

    def asked(self, expr: Expr) -> Asked:
        raise NotImplementedError

    # ---- to ask for

    def length(self, variable: Variable, dimension: int) -> Any:
        """Return the length of one dimension: an int, or what stands for it."""
        return self.lengths(variable)[dimension]

    def lengths(self, variable: Variable) -> tuple[Any, ...]:
        """All lengths of a variable."""
        return tuple(n if isinstance(n, int) else self.asked(n) for n in self.items.lengths.of(variable))

    def value(self, graph: Any) -> Any:
        """Return a length that is computed by a graph of lengths and scalars."""
        found = self.items.lengths.value(graph)
        return found if isinstance(found, int) else self.asked(found)

    def rows(self, v: Variable) -> tuple[Variable, str, int]:
        """(array, first row, 1 or -1) of what is read row by row: slices of the first dimension are steps over what
        they are taken from."""
        first: Any = None
        sign = 1
        while v.owner is not None and isinstance(v.owner.op, Subtensor):
            entries = v.owner.op.entries
            if (
                not isinstance(entries[0], Slice)
                or entries[0].step not in (None, 1, -1)
                or any(not (isinstance(e, Slice) and e.is_full) for e in entries[1:])
            ):
                break
            x = v.owner.inputs[0]
            start, step, _ = slice_bounds(entries[0], self.items.lengths.graph(x)[0], v.owner.inputs)
            at = start if isinstance(start, int) else self.value(start)
            # row r of v is row at + step * r of x
            first = f"{at}" if first is None else _plus(at, step, first)
            sign *= step
            v = x
        return v, first or "0", sign

    def loops_inside(self, *lengths: Length) -> None:
        """Say over which lengths loops run that stand in another: a text for short ones that are known is faster."""
        self.items.inner_lengths.extend(lengths)

    def element(self, variable: Variable, index: Index) -> Asked:
        """`variable` at an index."""
        raise NotImplementedError

    def array(self, variable: Variable) -> Asked:
        """Return the pointer to the whole of `variable` in contiguous memory."""
        raise NotImplementedError

    def out(self, variable: Variable) -> Asked:
        """Return the pointer to the memory of an output of the Op."""
        raise NotImplementedError

    def parameter(self, name: str) -> Asked:
        """Return a parameter of the function that is written."""
        return self.asked(Name(name))

    def cast(self, value: Expr, source: str, target: str) -> Asked:
        """`value`, of dtype `source`, as one of dtype `target`."""
        return self.asked(converted(expression(value), source, target))

    def ctype(self, dtype: str) -> str:
        """Return the C type of one element."""
        return ctype(dtype)

    def pointer(self, name: str) -> str:
        """Return the name of a function that is reached through a pointer."""
        raise NotImplementedError

    def matrix_function(self, name: str) -> str:
        """Return the name of a function of support_functions/linear_algebra.py, which is to be part of the unit."""
        raise NotImplementedError

    # ---- to give

    def line(self, text: str) -> None:
        """Return a line of the statements."""
        raise NotImplementedError

    def flag(self, condition: str, undefined: bool = False) -> None:
        """Make the call fail (the Python backend words the error) if `condition` holds."""
        raise NotImplementedError

    def no_room(self, condition: str) -> None:
        """Give the call up at once, for want of memory, if `condition` holds."""
        raise NotImplementedError

    def refuse(self, node: Apply, reason: str) -> None:
        """Say that `node` has no C form: it is called in Python."""
        raise CannotCompile(reason, node)


class Watcher(CallAccess):
    """Records what an opaque item reads."""

    def __init__(self, items: Any, item: Item) -> None:
        super().__init__(items)
        self.item = item

    def asked(self, expr: Expr) -> Asked:
        return Asked(expr, "?", _forgotten)

    def element(self, variable: Variable, index: Index) -> Asked:
        reading = Access(self.items)
        value = reading.element(variable, index)
        self.items.record(self.item, *reading.before, value)
        return self.asked(Name("?"))

    def array(self, variable: Variable) -> Asked:
        self.items.use_whole(self.item, variable)
        return self.asked(Name("?"))

    def out(self, variable: Variable) -> Asked:
        return self.asked(Name("?"))

    def pointer(self, name: str) -> str:
        return name

    def matrix_function(self, name: str) -> str:
        return name

    def line(self, text: str) -> None:
        pass

    def flag(self, condition: str, undefined: bool = False) -> None:
        pass

    def no_room(self, condition: str) -> None:
        pass


def _forgotten(names: set[str]) -> None:
    pass


def _plus(start: Any, step: int, inner: str) -> str:
    if start == 0 and step == 1:
        return inner
    return f"({start} {'+' if step == 1 else '-'} {inner})"


def memory_of(variable: Variable, lengths: Any) -> tuple[Variable, Expr | None]:
    """(array, number of elements to step over) in whose memory `variable` lies, whole and in order: under reshapes, new
    dimensions of length 1, and blocks of rows."""
    start: list[Expr] = []
    while variable.owner is not None:
        op, inputs = variable.owner.op, variable.owner.inputs
        kept = [d for d in getattr(op, "new_order", ()) if d != "x"]
        if isinstance(op, Subtensor):
            first = _first_row(op, inputs, lengths)
            if first is None:
                break
            if first != 0:
                row = [n for n in lengths.of(inputs[0])[1:] if n != 1]
                start.append(joined(" * ", [first, *row]))
        elif not (isinstance(op, Reshape | Rebroadcast) or (isinstance(op, DimShuffle) and kept == sorted(kept))):
            break
        variable = inputs[0]
    return variable, joined(" + ", start) if start else None


def _first_row(op: Subtensor, inputs: Any, lengths: Any) -> Length | None:
    """Where a block of rows begins; None where what is read is no such block."""
    first, *rest = op.entries
    if any(not (isinstance(e, Slice) and e.is_full) for e in rest):
        return None
    if isinstance(first, Slice):
        if first.step not in (None, 1):
            return None
        start = slice_bounds(first, lengths.graph(inputs[0])[0], inputs)[0]
        return start if isinstance(start, int) else lengths.value(start)
    if not isinstance(first.at, int):
        return None
    return first.at if first.at >= 0 else code("({} - {})", lengths.of(inputs[0])[0], -first.at)


__all__ = ["Access", "CallAccess", "Watcher", "memory_of"]
