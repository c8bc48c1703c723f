"""How a computation reads a value at an index: through views down to a leaf, a literal or another one's result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ....graph.variable import Apply, Constant, Variable
from ....ops.elementwise.elemwise import Elemwise
from ....ops.indexing.subtensor import Subtensor
from ....ops.indexing.subtensor_index import Slice, slice_bounds
from ....ops.shapes.shape import DimShuffle, Rebroadcast, Reshape
from ..ctype import ctype, literal
from ..errors import CannotCompile
from ..expression import entry_form
from ..ir.expressions import (
    Asked,
    Cast,
    Checked,
    Code,
    Element,
    ElementwiseCall,
    Expr,
    Group,
    Guarded,
    Held,
    Index,
    Inner,
    Int,
    Length,
    Linear,
    Literal,
    Name,
    Result,
    Whole,
    Written,
    code,
    converted,
    expression,
    joined,
    operation,
)
from ..ir.statements import Fail, Flag, Line
from ..status import NO_ROOM
from .computation import Computation, padded


class Access:
    """What the `compat_c_view`, `compat_c_value` and `compat_c_place` methods of Ops may call.

    Every result is an expression (ir/), or a length: an int or an expression.
    """

    def __init__(self, computations: Any) -> None:
        self.computations = computations
        # computed and checked before the value, in order; the value itself may need fewer of them
        self.before: list[Expr] = []

    # ---- lengths

    def length(self, variable: Variable, dimension: int) -> Length:
        """Return the length of one dimension."""
        return self.computations.lengths.of(variable)[dimension]

    def lengths(self, variable: Variable) -> tuple[Length, ...]:
        """All lengths of a variable."""
        return self.computations.lengths.of(variable)

    # ---- expressions

    number, code = staticmethod(Int), staticmethod(code)

    def cast(self, value: Expr, source: str, target: str) -> Expr:
        """Return `value`, of dtype `source`, cast to dtype `target`."""
        return converted(value, source, target)

    def wide(self, value: Length) -> Expr:
        """Return an index or a length as an int64 in C too, where literals are ints."""
        return Cast(expression(value), "int32", "int64")

    def held(self, value: Expr, dtype: str, stem: str) -> Expr:
        """Return `value`, computed before the statement in a variable whose name begins with `stem`."""
        return self._first(Held(value, dtype, stem))

    def checked(self, value: Expr, dtype: str, length: Length) -> Expr:
        """Return `value`, a run-time index into a dimension of `length`, counted from the end where negative.

        The call fails if it is out of range.
        """
        return self._first(Checked(value, dtype, length))

    def guarded(self, conditions: tuple[Expr, ...], value: Expr) -> Expr:
        """Return `value`; the call fails if a condition does not hold at some point.

        The Python backend then raises the error.
        """
        return self._first(Guarded(conditions, value))

    def _first(self, expr: Expr) -> Expr:
        self.before.append(expr)
        return expr

    def linear(self, variable: Variable, index: Index) -> Expr:
        """Return the position of `index` in contiguous memory of the shape of `variable`."""
        return Linear(index, self.lengths(variable))

    def array(self, variable: Variable) -> Expr:
        """Return the pointer to the whole of `variable` in contiguous memory."""
        return Whole(variable)

    def element(self, variable: Variable, index: Index, through: bool = False) -> Expr:
        """Return `variable` at `index`.

        through: read through a view even if it has been laid out in memory.
        """
        while True:
            if isinstance(variable, Constant):
                return self._constant(variable, index)
            if not through and id(variable) in self.computations.copies:
                return self._at(self.computations.copies[id(variable)], index)
            through = False
            producer = self.computations.of.get(id(variable))
            if producer is not None:
                return self._at(producer, index)
            if variable.owner is None:
                return Element(variable, index, self.lengths(variable))
            node = variable.owner
            if isinstance(node.op, Elemwise):  # second, identity: the value is the last operand's
                variable = node.inputs[-1]
                index = padded(index, variable)
            elif hasattr(node.op, "compat_c_value"):
                return node.op.compat_c_value(node, index, self)
            else:
                variable, index = node.op.compat_c_view(node, index, self)

    def entry(self, node: Apply, operands: list[Expr]) -> Expr:
        """Return the elementwise entry of `node`, applied to operands of the variables' own dtypes."""
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

    def _at(self, producer: Computation, index: Index) -> Expr:
        return Result(producer, tuple(i for i, a in zip(index, producer.axis_of, strict=True) if a is not None))

    def _constant(self, variable: Constant, index: Index) -> Expr:
        dtype = variable.type.dtype  # type: ignore[attr-defined]
        if variable.data.size == 1:
            value = variable.data.reshape(()).item()
            return Literal(literal(value, dtype), dtype, value)
        return Element(variable, index, self.lengths(variable))


MARK = "\x01"  # around the number of an expression in an Op's own text


class CallAccess:
    """What `c_opaque` methods of Ops, which write statements of their own, may call.

    What it returns (`Asked`) is inserted into a text by str() or in an f-string. statements: what was written; a bare
    expression among them is computed and checked there. pointers, matrix_functions: names of what the text calls.
    """

    def __init__(self, computations: Any) -> None:
        self.computations = computations
        self.statements: list[Any] = []
        self.pointers: list[str] = []
        self.matrix_functions: list[str] = []
        self._asked: list[Expr] = []  # in the order of their marks in the Op's texts

    def asked(self, expr: Expr) -> Asked:
        self._asked.append(expr)
        return Asked(expr, f"{MARK}{len(self._asked) - 1}{MARK}")

    # ---- what is read

    def length(self, variable: Variable, dimension: int) -> Any:
        """Return the length of one dimension: an int, or an expression."""
        return self.lengths(variable)[dimension]

    def lengths(self, variable: Variable) -> tuple[Any, ...]:
        """Return all lengths of a variable."""
        return tuple(n if isinstance(n, int) else self.asked(n) for n in self.computations.lengths.of(variable))

    def value(self, graph: Any) -> Any:
        """Return a length, given as a graph of lengths and scalars."""
        found = self.computations.lengths.value(graph)
        return found if isinstance(found, int) else self.asked(found)

    def rows(self, v: Variable) -> tuple[Variable, str, int]:
        """Return (array, first row, 1 or -1) for a value that is read row by row.

        Slices of the first dimension become steps over the array that they are taken from.
        """
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
            start, step, _ = slice_bounds(entries[0], self.computations.lengths.graph(x)[0], v.owner.inputs)
            at = start if isinstance(start, int) else self.value(start)
            # row r of v is row at + step * r of x
            first = f"{at}" if first is None else _plus(at, step, first)
            sign *= step
            v = x
        return v, first or "0", sign

    def loops_inside(self, *lengths: Length) -> None:
        """Declare the lengths of inner loops, so that the text can be specialised where they are short and known."""
        self.computations.inner_lengths.extend(lengths)

    def element(self, variable: Variable, index: Index) -> Asked:
        """Return `variable` at an index."""
        reading = Access(self.computations)
        value = reading.element(variable, index)
        self.statements += [*reading.before, value]
        return self.asked(value)

    def array(self, variable: Variable) -> Asked:
        """Return the pointer to the whole of `variable` in contiguous memory."""
        self.statements.append(Whole(variable))
        return self.asked(Whole(variable))

    def out(self, variable: Variable) -> Asked:
        """Return the pointer to the memory of an output of the Op."""
        return self.asked(Written(self.computations.of[id(variable)]))

    def function(self, kind: str, make: Callable[..., Any]) -> Asked:
        """Return a function of an inner graph, for one place in the text; another of this Op has another kind.

        make: (context, its name) -> definitions.
        """
        return self.asked(Inner(kind, make))

    def parameter(self, name: Name) -> Asked:
        """Return a parameter of the function that is written."""
        return self.asked(name)

    def cast(self, value: Expr, source: str, target: str) -> Asked:
        """Return `value`, of dtype `source`, cast to dtype `target`."""
        return self.asked(converted(expression(value), source, target))

    def ctype(self, dtype: str) -> str:
        """Return the C type of one element."""
        return ctype(dtype)

    def pointer(self, name: str) -> str:
        """Return the name of a function that is called through a pointer."""
        self.pointers.append(name)
        return name

    def matrix_function(self, name: str) -> str:
        """Return the name of a function of support_functions/linear_algebra.py, which becomes part of the unit."""
        self.matrix_functions.append(name)
        return name

    # ---- what is written

    def line(self, text: str) -> None:
        """Write a line of the statements."""
        self.statements.append(Line(self._with_operands(text)))

    def flag(self, condition: str, undefined: bool = False) -> None:
        """Make the call fail if `condition` holds; the Python backend then raises the error.

        undefined: a matrix function is not defined at this point (LinAlgError), and a sampler goes on.
        """
        self.statements.append(Flag(self._with_operands(condition), undefined))

    def no_room(self, condition: str) -> None:
        """Abandon the call at once, for lack of memory, if `condition` holds."""
        self.statements.append(Fail(self._with_operands(condition), NO_ROOM))

    def _with_operands(self, written: str) -> Code:
        """Return an Op's own C, with the expressions that its marks stand for as operands."""
        texts = written.replace("{", "{{").replace("}", "}}").split(MARK)
        return Code("{}".join(texts[::2]), tuple(self._asked[int(number)] for number in texts[1::2]))

    def refuse(self, node: Apply, reason: str) -> None:
        """Raise CannotCompile: `node` has no C form, and is called in Python."""
        raise CannotCompile(reason, node)


def _plus(start: Any, step: int, inner: str) -> str:
    if start == 0 and step == 1:
        return inner
    return f"({start} {'+' if step == 1 else '-'} {inner})"


def memory_of(variable: Variable, lengths: Any) -> tuple[Variable, Expr | None]:
    """Return (array, number of elements to skip) for the memory in which `variable` lies, whole and in order.

    Reshapes, new dimensions of length 1 and blocks of rows share the memory of their argument.
    """
    start: list[Expr] = []
    while variable.owner is not None:
        op, inputs = variable.owner.op, variable.owner.inputs
        kept = op.shuffle if isinstance(op, DimShuffle) else []
        if isinstance(op, Subtensor):
            first = _first_row(op, inputs, lengths)
            if first is None:
                break
            if first != 0:
                row = [n for n in lengths.of(inputs[0])[1:] if n != 1]
                start.append(joined("*", [first, *row]))
        elif not (isinstance(op, Reshape | Rebroadcast) or (isinstance(op, DimShuffle) and kept == sorted(kept))):
            break
        variable = inputs[0]
    return variable, joined("+", start) if start else None


def _first_row(op: Subtensor, inputs: Any, lengths: Any) -> Length | None:
    """Return the first row of a block of rows; None if the view is not such a block."""
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
    return first.at if first.at >= 0 else Group(operation("-", lengths.of(inputs[0])[0], -first.at))
