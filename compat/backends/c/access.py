"""How an item reads a value at an index: through views down to a leaf, a literal or another item's result."""

from __future__ import annotations

from typing import Any

from compat.backends.c.ctype import cast, ctype, literal
from compat.backends.c.errors import CannotCompile
from compat.backends.c.expression import raises, row_expression
from compat.backends.c.item import Index, Item, Use, padded
from compat.backends.c.items import Items
from compat.backends.c.lengths import Length, Ragged
from compat.graph.variable import Apply, Constant, Variable
from compat.ops.elemwise import Elemwise
from compat.ops.shape import DimShuffle, Rebroadcast, Reshape
from compat.ops.subtensor import Subtensor
from compat.ops.subtensor_index import Slice, slice_bounds


class Accessor:
    """What `c_view`, `c_value`, `c_place` and `c_opaque` of Ops, and items, may ask for."""

    may_use_threads = False

    def __init__(self, items: Items, item: Item) -> None:
        self.items, self.item = items, item

    # what differs between looking and emitting

    def result(self, producer: Item, index: Index | None) -> str:
        raise NotImplementedError

    def local(self, dtype: str, text: str, stem: str) -> str:
        """A name for `text`, declared before the statement that is being made."""
        raise NotImplementedError

    def flag(self, condition: str, undefined: bool = False) -> None:
        """Make the call fail (the Python backend words the error) if `condition` holds at any point."""
        raise NotImplementedError

    def refuse(self, node: Apply, reason: str) -> None:
        """Say that `node` has no C form: it is called in Python."""
        raise CannotCompile(reason, node)

    # what is the same

    def length(self, variable: Variable, dimension: int) -> Length:
        return self.items.lengths.of(variable)[dimension]

    def lengths(self, variable: Variable) -> tuple[Length, ...]:
        return self.items.lengths.of(variable)

    def cast(self, text: str, source: str, target: str) -> str:
        return cast(text, source, target)

    def ctype(self, dtype: str) -> str:
        return ctype(dtype)

    def element(self, variable: Variable, index: Index, through: bool = False) -> str:
        """C text of `variable` at `index`; `through`: even if the view has been laid out in memory."""
        while True:
            if isinstance(variable, Constant):
                return self._constant(variable, index)
            if not through and id(variable) in self.items.copies:
                return self._at(self.items.copies[id(variable)], variable, index)
            through = False
            producer = self.items.of.get(id(variable))
            if producer is not None:
                return self._at(producer, variable, index)
            if variable.owner is None:
                return self._leaf(variable, index)
            node = variable.owner
            if isinstance(node.op, Elemwise):  # second, identity: the value is the last operand's
                variable = node.inputs[-1]
                index = padded(index, variable)
            elif hasattr(node.op, "c_value"):
                return node.op.c_value(node, index, self)
            else:
                variable, index = node.op.c_view(node, index, self)

    def _at(self, producer: Item, variable: Variable, index: Index) -> str:
        kept = tuple(i for i, a in zip(index, producer.axis_of, strict=True) if a is not None)
        return self.result(producer, kept)

    def _constant(self, variable: Constant, index: Index) -> str:
        dtype = variable.type.dtype  # type: ignore[attr-defined]
        if variable.data.size == 1:
            return literal(variable.data.reshape(()).item(), dtype)
        return f"{self.constant_array(variable)}[{self.linear(variable, index)}]"

    def constant_array(self, variable: Constant) -> str:
        raise NotImplementedError

    def _leaf(self, variable: Variable, index: Index) -> str:
        name = self.items.leaf_name[id(variable)]
        return f"{name}[{self.linear(variable, index)}]"

    def linear(self, variable: Variable, index: Index) -> str:
        """Position in contiguous memory of the shape of `variable`."""
        return linear_index(index, self.lengths(variable))

    def checked(self, text: str, dtype: str, length: Length) -> str:
        """`text`, a run-time index, from the end where negative, and safe: out of range makes the call fail."""
        raw = self.local("int64", cast(text, dtype, "int64"), "k")
        turned = self.local("int64", f"{raw} < 0 ? {raw} + {length} : {raw}", "k") if dtype[0] != "u" else raw
        self.flag(f"(uint64_t){turned} >= (uint64_t){length}")
        return self.local("int64", f"(uint64_t){turned} < (uint64_t){length} ? {turned} : 0", "k")

    def row(self, node: Apply, operands: list[str]) -> str:
        """The expression of an elementwise row over operand texts of the variables' own dtypes."""
        row = node.op.scalar_op
        result = node.outputs[0].type.dtype  # type: ignore[attr-defined]
        own = [v.type.dtype for v in node.inputs]  # type: ignore[attr-defined]
        dtypes = row.compute_dtypes(own, result)
        arguments = [self._operand(v, text, dtype)
                     for v, text, dtype in zip(node.inputs, operands, dtypes, strict=True)]
        if row.name == "switch":
            arguments[0] = self.chosen(node.inputs[0], arguments[0])
            # read first: gcc makes a masked load of one that stands in a branch, and that waits for the one before it
            arguments[1:] = [self.local(dtype, a, "x") if "[" in a else a
                             for a, dtype in zip(arguments[1:], dtypes[1:], strict=True)]
        condition = raises(row, arguments, dtypes)
        if condition is not None:
            self.flag(condition)
        self.needs(row)
        try:
            text = row_expression(row, arguments, dtypes, result)
        except CannotCompile as reason:
            reason.node = reason.node or node
            raise
        compute = dtypes[-1] if row.compute == "own" else dtypes[0]
        if result == compute and result in ("int8", "int16", "uint8", "uint16", "bool"):
            return f"(({'_Bool' if result == 'bool' else result + '_t'})({text}))"  # C computes in int
        return text

    def chosen(self, condition: Variable, text: str) -> str:
        """`text`, the condition of a switch, in a form that compilers have vectors for."""
        return text

    def needs(self, row: Any) -> None:
        """Remember what the row's expression calls."""

    def _operand(self, variable: Variable, text: str, dtype: str) -> str:
        if isinstance(variable, Constant) and variable.data.size == 1:
            return literal(variable.data.astype(dtype).reshape(()).item(), dtype)
        return cast(text, variable.type.dtype, dtype)  # type: ignore[attr-defined]


class Tracer(Accessor):
    """Records what an item reads."""

    def result(self, producer: Item, index: Index | None) -> str:
        self.item.uses.append(Use(producer, index))
        return "?"

    def local(self, dtype: str, text: str, stem: str) -> str:
        return "?"

    def flag(self, condition: str, undefined: bool = False) -> None:
        pass

    def constant_array(self, variable: Constant) -> str:
        return "?"

    def array(self, variable: Variable) -> str:
        """The whole of `variable` in contiguous memory."""
        variable, _ = memory_of(variable, self.items.lengths)
        producer = self.items.of.get(id(variable))
        if variable.owner is None:
            return "?"
        if producer is None:
            producer = self.items.copy(variable)
        producer.buffer = True
        self.item.uses.append(Use(producer, None))
        return "?"

    def out(self, variable: Variable) -> str:
        return "?"

    def pointer(self, name: str) -> str:
        return "?"

    def matrix_function(self, name: str) -> str:
        return "?"

    def line(self, text: str) -> None:
        pass


def memory_of(variable: Variable, lengths: Any) -> tuple[Variable, str]:
    """(array, number of elements to step over) in whose memory `variable` lies, whole and in order: under reshapes, new
    dimensions of length 1, and blocks of rows."""
    start: list[str] = []
    while variable.owner is not None:
        op, inputs = variable.owner.op, variable.owner.inputs
        kept = [d for d in getattr(op, "new_order", ()) if d != "x"]
        if isinstance(op, Subtensor):
            first = _first_row(op, inputs, lengths)
            if first is None:
                break
            if first != 0:
                row = " * ".join(str(n) for n in lengths.of(inputs[0])[1:] if n != 1)
                start.append(f"{first} * {row}" if row else str(first))
        elif not (isinstance(op, Reshape | Rebroadcast) or (isinstance(op, DimShuffle) and kept == sorted(kept))):
            break
        variable = inputs[0]
    return variable, " + ".join(start)


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
    return first.at if first.at >= 0 else f"({lengths.of(inputs[0])[0]} - {-first.at})"


def linear_index(index: Index, lengths: tuple[Length, ...]) -> str:
    """Row-major position of `index` in an array of `lengths`."""
    text = "0"
    for i, n in zip(index, lengths, strict=True):
        if n == 1:
            continue
        if isinstance(n, Ragged):
            text = n.at(text, i)
            continue
        text = i if text == "0" else f"{text if text.isidentifier() else f'({bare(text)})'} * {n} + {i}"
    return bare(text)


def bare(text: str) -> str:
    """`text` without parentheses around the whole of it."""
    if not text.startswith("(") or not text.endswith(")"):
        return text
    depth = 0
    for position, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and position < len(text) - 1:
            return text
    return text[1:-1]
