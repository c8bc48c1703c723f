"""From expressions of computations to those of the function being written: names, loads, statements before them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ....graph.variable import Constant, Variable
from ..computations.access import memory_of
from ..computations.computation import Computation, loop_index, padded
from ..expression import entry_raises, operands_read
from ..ir.expressions import (
    ZERO,
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
    Load,
    Name,
    Operation,
    Result,
    SegmentLength,
    TypeCast,
    Unchanging,
    Whole,
    Written,
    converted,
    expression,
    mapped,
    operation,
    point,
    reads_memory,
)
from ..ir.statements import Fail, Flag, Functions, Line, Temporary, Together
from ..naming import function_of, unnamed_of, value_of
from .context import Context
from .loop_context import Where


class Lowering:
    """Lowers expressions of `computation`; `statements` are those that must come before."""

    def __init__(self, c: Context, computation: Computation, where: Where) -> None:
        self.c, self.computation, self.where = c, computation, where
        self.of_lengths = c.computations.lengths
        self.statements: list[Any] = []

    def temporary(self, dtype: str, value: Expr, stem: str, before_loop: bool = False) -> Name:
        """Return a name for `value`."""
        name = unnamed_of(stem, self.computation.number, len(self.statements))
        self.statements.append(Temporary(name, dtype, value, before_loop))
        return name

    def flag(self, condition: Expr, undefined: bool = False) -> None:
        """Make the call fail if `condition` holds."""
        self.statements.append(Flag(condition, undefined))

    def __call__(self, expr: Expr) -> Expr:
        match expr:
            case Literal() | Name() | Int() | SegmentLength():
                return expr
            case ElementwiseCall():
                return self._elementwise(expr)
            case Result(producer, index):
                assert index is not None
                return self._result(producer, tuple(map(self, index)))
            case Element(variable, index, lengths):
                at = Linear(tuple(map(self, index)), lengths)
                return Load(self._array_of(variable), at)
            case Cast(value, source, target):
                return converted(self(value), source, target)
            case Held(value, dtype, stem):
                return self.temporary(dtype, self(value), stem)
            case Checked(value, dtype, length):
                return self._checked(self(value), dtype, length)
            case Guarded(conditions, value):
                for condition in conditions:
                    self.flag(operation("!", Group(self(condition))))
                return self(value)
            case Operation() | Group() | Code() | Linear() | Load():
                return mapped(expr, self)
            case Whole(variable):
                return self._pointer_to(variable)
            case Written(producer):
                return self.c.memory(producer)
            case Inner(kind, make):
                name = function_of(self.c.name, kind, self.computation)
                self.statements.append(Functions(tuple(make(self.c, name))))
                return name
        raise TypeError(f"{expr!r} is no expression of a computation")

    def statements_for(self, exprs: Iterable[Expr]) -> None:
        """Add the statements that compute and check `exprs`, in order, even if the value does not read them all."""
        for expr in exprs:
            self(expr)

    def _pointer_to(self, variable: Variable) -> Expr:
        """Return a pointer to the whole of `variable` in contiguous memory."""
        held, start = memory_of(variable, self.of_lengths)
        array = self._array_of(held)
        return array if start is None else Group(array + start)

    def _array_of(self, variable: Variable) -> Name:
        c = self.c
        if isinstance(variable, Constant):
            return c.constant(variable)
        producer = c.computations.of.get(id(variable)) or c.computations.copies.get(id(variable))
        return self.of_lengths.inputs[id(variable)] if producer is None else c.memory(producer)

    def _result(self, producer: Computation, index: Index) -> Expr:
        c = self.c
        if producer.kind in ("buffer", "done", "opaque"):
            full = iter(index)
            whole = tuple(ZERO if a is None else next(full) for a in producer.axis_of)
            return Load(c.memory(producer), Linear(whole, self.of_lengths.of(producer.variable)))
        if c.schedule.from_value(producer, self.computation, index):
            return self.where.spilled(producer) or value_of(producer)
        return c.memory_at(producer, list(index))

    def _checked(self, value: Expr, dtype: str, length: Length) -> Expr:
        """Return a run-time index, counted from the end where negative; out of range, the call fails and it is 0."""
        local = self.temporary
        raw = local("int64", converted(value, dtype, "int64"), "k")
        from_end = operation("?", operation("<", raw, 0), raw + length, raw)
        wrapped = raw if dtype[0] == "u" else local("int64", from_end, "k")
        unsigned = [TypeCast(expression(n), "uint64_t") for n in (wrapped, length)]
        self.flag(operation(">=", *unsigned))
        return local("int64", operation("?", operation("<", *unsigned), wrapped, 0), "k")

    def _elementwise(self, expr: ElementwiseCall) -> Expr:
        entry, dtypes = expr.entry, expr.dtypes
        arguments = [self(a) for a in expr.arguments]
        if entry.name == "switch":
            arguments[0] = self._chosen(expr.node.inputs[0], arguments[0])
            # read before: gcc makes a masked load of one inside a branch, which waits for the one before it
            arguments[1:] = [
                self.temporary(dtype, a, "x") if reads_memory(a) else a
                for a, dtype in zip(arguments[1:], dtypes[1:], strict=True)
            ]
        condition = entry_raises(entry, arguments, dtypes)
        if condition is not None:
            self.flag(condition)
        read = operands_read(entry, dtypes)
        return replace(expr, arguments=tuple(a if k in read else ZERO for k, a in enumerate(arguments)))

    def _chosen(self, condition: Variable, value: Expr) -> Expr:
        """Return `value`, the condition of a switch, in a form that compilers can vectorise.

        gcc vectorises no condition that is the same throughout a loop, but does vectorise a comparison with the
        position.
        """
        computation = self.computation
        if (
            computation.kind != "pointwise"
            or not computation.space
            or isinstance(condition, Constant)
            or self.where.interchanged
        ):
            return value
        position, length = point(len(computation.space) - 1), computation.space[-1]
        if position in padded(loop_index(computation.axis_of), condition):
            return value
        end = self.temporary("int64", operation("?", value, length, 0), "upto", before_loop=True)
        return Unchanging(position, value, end)


def called(c: Context, computation: Computation) -> Together:
    """Return the statements of a call."""
    call, lowered = computation.called, Lowering(c, computation, Where())
    for s in call.statements:
        match s:
            case Line(code):
                lowered.statements.append(Line(lowered(code)))
            case Flag(condition, undefined):
                lowered.flag(lowered(condition), undefined)
            case Fail(condition, status):
                lowered.statements.append(Fail(lowered(condition), status))
            case _:
                lowered(s)
    return Together(tuple(lowered.statements), tuple(call.pointers), tuple(call.matrix_functions))
