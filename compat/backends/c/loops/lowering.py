"""From expressions of computations to those of the function being written: names, loads, statements before them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ....graph.variable import Constant, Variable
from ..computations.access import Access, CallAccess, memory_of
from ..computations.computation import Computation, loop_index, padded
from ..expression import entry_raises, operands_read
from ..ir import (
    ZERO,
    Asked,
    Cast,
    Checked,
    Code,
    Element,
    ElementwiseCall,
    Expr,
    Fail,
    Guarded,
    Held,
    Index,
    Int,
    Length,
    Line,
    Linear,
    Literal,
    Load,
    Name,
    Result,
    SegmentLength,
    Whole,
    code,
    converted,
    walk,
)
from ..status import NO_ROOM
from .loop_context import Where
from .writer_protocols import Writing


class Lowering:
    """Lowers expressions of `computation`, and adds to the open block the statements that must come before."""

    def __init__(self, writer: Writing, computation: Computation, where: Where) -> None:
        self.writer, self.computation, self.where = writer, computation, where
        self.of_lengths = writer.computations.lengths

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
                return self.writer.local(dtype, self(value), stem)
            case Checked(value, dtype, length):
                return self._checked(self(value), dtype, length)
            case Guarded(conditions, value):
                for condition in conditions:
                    self.writer.flag(Code("!({})", (self(condition),)))
                return self(value)
            case Code(template, parts):
                return Code(template, tuple(map(self, parts)))
            case Linear(index, lengths):
                return Linear(tuple(map(self, index)), lengths)
            case Whole(variable):
                return self.pointer_to(variable)
        raise TypeError(f"{expr!r} is no expression of a computation")

    def statements_for(self, exprs: Iterable[Expr]) -> None:
        """Add the statements that compute and check `exprs`, in order, even if the value does not read them all."""
        for expr in exprs:
            self(expr)

    def pointer_to(self, variable: Variable) -> Expr:
        """Return a pointer to the whole of `variable` in contiguous memory."""
        held, start = memory_of(variable, self.of_lengths)
        array = self._array_of(held)
        return array if start is None else Code("({} + {})", (array, start))

    def _array_of(self, variable: Variable) -> Name:
        writer = self.writer
        if isinstance(variable, Constant):
            return writer.constant(variable)
        producer = writer.computations.of.get(id(variable)) or writer.computations.copies.get(id(variable))
        return Name(writer.computations.leaf_name[id(variable)] if producer is None else writer.memory(producer))

    def _result(self, producer: Computation, index: Index) -> Expr:
        writer = self.writer
        if producer.kind in ("buffer", "done", "opaque"):
            full = iter(index)
            whole = tuple(ZERO if a is None else next(full) for a in producer.axis_of)
            return Load(Name(writer.memory(producer)), Linear(whole, self.of_lengths.of(producer.variable)))
        if writer.schedule.from_value(producer, self.computation, index):
            return self.where.spilled(producer) or Name(f"v{producer.number}")
        return writer.memory_at(producer, list(index))

    def _checked(self, value: Expr, dtype: str, length: Length) -> Expr:
        """Return a run-time index, counted from the end where negative; out of range, the call fails and it is 0."""
        local = self.writer.local
        raw = local("int64", converted(value, dtype, "int64"), "k")
        wrapped = raw if dtype[0] == "u" else local("int64", code("{} < 0 ? {} + {} : {}", raw, raw, length, raw), "k")
        self.writer.flag(code("(uint64_t){} >= (uint64_t){}", wrapped, length))
        return local("int64", code("(uint64_t){} < (uint64_t){} ? {} : 0", wrapped, length, wrapped), "k")

    def _elementwise(self, expr: ElementwiseCall) -> Expr:
        entry, dtypes = expr.entry, expr.dtypes
        arguments = [self(a) for a in expr.arguments]
        if entry.name == "switch":
            arguments[0] = self._chosen(expr.node.inputs[0], arguments[0])
            # read before: gcc makes a masked load of one inside a branch, which waits for the one before it
            arguments[1:] = [
                self.writer.local(dtype, a, "x") if reads_memory(a) else a
                for a, dtype in zip(arguments[1:], dtypes[1:], strict=True)
            ]
        condition = entry_raises(entry, arguments, dtypes)
        if condition is not None:
            self.writer.flag(condition)
        self.writer.needs(entry)
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
        position, length = Name(f"i{len(computation.space) - 1}"), computation.space[-1]
        if position in padded(loop_index(computation.axis_of), condition):
            return value
        end = self.writer.before_loop("int64", code("{} ? {} : 0", value, length), "upto")
        return value if end is None else Code("{} < {}", (position, end))


def reads_memory(expr: Expr) -> bool:
    """Return whether the expression reads an element of an array."""
    return any(isinstance(e, Load | SegmentLength) or isinstance(e, Code) and "[" in e.template for e in walk(expr))


MARK = "\x01"  # around the number of an expression in an Op's own text


class CallWriter(CallAccess):
    """What `c_opaque` methods of Ops may call while a function is being written."""

    def __init__(self, writer: Writing, computation: Computation) -> None:
        super().__init__(writer.computations)
        self.writer = writer
        self._lower = Lowering(writer, computation, Where())
        self._asked: list[Expr] = []  # in the order of their marks in the Op's texts

    def asked(self, expr: Expr) -> Asked:
        self._asked.append(expr)
        return Asked(expr, f"{MARK}{len(self._asked) - 1}{MARK}")

    def element(self, variable: Variable, index: Index) -> Asked:
        reading = Access(self.computations)
        value = reading.element(variable, index)
        self._lower.statements_for(reading.before)
        return self.asked(self._lower(value))

    def array(self, variable: Variable) -> Asked:
        return self.asked(self._lower.pointer_to(variable))

    def out(self, variable: Variable) -> Asked:
        return self.asked(Name(self.writer.memory(self.computations.of[id(variable)])))

    def line(self, written: str) -> None:
        self.writer.add(Line(self._with_operands(written)))

    def flag(self, condition: str, undefined: bool = False) -> None:
        self.writer.flag(self._with_operands(condition), undefined)

    def no_room(self, condition: str) -> None:
        self.writer.add(Fail(self._with_operands(condition), NO_ROOM))

    def _with_operands(self, written: str) -> Code:
        """Return an Op's own C, with the expressions that its marks stand for as operands."""
        texts = written.replace("{", "{{").replace("}", "}}").split(MARK)
        return Code("{}".join(texts[::2]), tuple(self._asked[int(number)] for number in texts[1::2]))

    def pointer(self, name: str) -> str:
        self.writer.needs_pointer(name)
        return name

    def matrix_function(self, name: str) -> str:
        self.writer.needs_matrix_function(name)
        return name
