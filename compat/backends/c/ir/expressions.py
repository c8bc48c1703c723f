"""Expressions of the loop IR.

A computation of a Program (computation.py) has an expression that reads elements of variables and results of other
computations. Lowering (lowering.py) replaces these by names and loads, and puts the nodes that must be computed before
the statement (`Held`, `Checked`, `Guarded`) there. `expression_text.py` prints the lowered ones, `formula.py` both.

Expressions are frozen and compared by value. `Code` is an Op's own piece of C, whose operands are expressions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pointer to elements of type `to`. read_only: nothing is written through it."""

    to: CType
    read_only: bool = False
    restrict: bool = False


class Expr:
    """An expression: its fields are its parts, and `operands` are the expressions among them."""

    __slots__ = ()

    @property
    def operands(self) -> Sequence[Expr]:
        return ()

    def __add__(self, other: Length) -> Operation:
        return operation("+", self, other)

    def __sub__(self, other: Length) -> Operation:
        return operation("-", self, other)

    def __mul__(self, other: Length) -> Operation:
        return operation("*", self, other)

    def __str__(self) -> str:
        raise TypeError(f"{self!r} is data: print_c.py writes it")


class OfOne(Expr):
    """An expression with one operand, `value`."""

    __slots__ = ()
    value: Expr

    @property
    def operands(self) -> Sequence[Expr]:
        return (self.value,)


class OfParts(Expr):
    """An expression whose operands are its `parts`."""

    __slots__ = ()
    parts: tuple[Expr, ...]

    @property
    def operands(self) -> Sequence[Expr]:
        return self.parts


Length = int | Expr
Index = tuple[Expr, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Name(Expr):
    """A variable, an array, a function or a member, made by `named`; it is equal to nothing but itself.

    kind: what it is. of: which of its kind: numbers, or what it belongs to. `naming.py` has the spelling of each kind.
    """

    kind: str
    of: tuple[int | str | Name, ...]


@cache
def named(kind: str, *of: int | str | Name) -> Name:
    """Return the one name of its kind for these numbers."""
    return Name(kind, of)


def point(depth: int) -> Name:
    """Return the variable of the loop at `depth`."""
    return named("point", depth)


CType = str | Pointer | Name  # a name: of a struct


@dataclass(frozen=True, slots=True)
class Int(Expr):
    """An integer in an index or a length."""

    value: int


@dataclass(frozen=True, slots=True)
class Literal(Expr):
    """A constant of `dtype`, as C text. shown: the value in the model, before a cast to that dtype."""

    text: str
    dtype: str
    shown: Any = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Cast(OfOne):
    """A conversion of `value` from dtype `source` to dtype `target`."""

    value: Expr
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class TypeCast(OfOne):
    """A C cast of `value` to `type`."""

    value: Expr
    type: CType


@dataclass(frozen=True, slots=True)
class Operation(OfParts):
    """A C operator: before a single operand, else between each two; "?" chooses, by the first, one of the others."""

    sign: str
    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Group(OfOne):
    """`value` in parentheses, also where its operator needs none."""

    value: Expr


@dataclass(frozen=True, slots=True)
class Call(OfParts):
    """A call of a C function: one of other texts (a str), or one of the unit, or through a pointer."""

    function: str | Name
    parts: tuple[Expr, ...]

    @property
    def operands(self) -> Sequence[Expr]:
        return self.parts if isinstance(self.function, str) else (self.function, *self.parts)


@dataclass(frozen=True, slots=True)
class ArrayOf(OfParts):
    """An array without a name, with elements of `type`; without elements, it has one that is 0."""

    type: CType
    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Code(OfParts):
    """A piece of C with operands: `{}` in the template stands for the next one, `{{` for a brace."""

    template: str
    parts: tuple[Expr, ...] = ()


@dataclass(frozen=True, slots=True)
class ElementwiseCall(Expr):
    """An entry of the elementwise table, applied to operands of its compute dtypes.

    node: the application that it comes from. in_vectors: it stands in a loop that runs in vectors.
    """

    entry: Any
    arguments: tuple[Expr, ...]
    dtypes: tuple[str, ...]
    result: str
    node: Any = field(default=None, compare=False)
    in_vectors: bool = False

    @property
    def operands(self) -> Sequence[Expr]:
        return self.arguments


class OfComputation(Expr):
    """An expression that only computations have: lowering replaces it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Asked(OfComputation):
    """An expression that an Op requested, to insert it into its own text, where `mark` stands for it."""

    expr: Expr
    mark: str = field(compare=False)

    @property
    def operands(self) -> Sequence[Expr]:
        return (self.expr,)

    def __str__(self) -> str:
        return self.mark


@dataclass(frozen=True, slots=True)
class Unchanging(Expr):
    """A condition that is the same throughout the loop over `position`.

    end: the number of its points, or 0 if the condition does not hold; the pass `shared` may have it computed before
    the loop, and then compares the position with it.
    """

    position: Expr
    condition: Expr
    end: Name

    @property
    def operands(self) -> Sequence[Expr]:
        return (self.position, self.condition, self.end)


@dataclass(frozen=True, slots=True)
class Linear(Expr):
    """The row-major position of an index in an array of these lengths."""

    index: Index
    lengths: tuple[Length, ...]

    @property
    def operands(self) -> Sequence[Expr]:
        read: list[Expr] = []
        at_start = True  # in Horner's form, leading dimensions of index 0 contribute nothing
        for i, n in zip(self.index, self.lengths, strict=True):
            if n == 1:
                continue
            read.append(i)
            if isinstance(n, Expr) and (not at_start or isinstance(n, SegmentLength)):
                read.append(n)
            at_start = at_start and i == Int(0) and not isinstance(n, SegmentLength)
        return read


@dataclass(frozen=True, slots=True)
class Load(Expr):
    """An element of an array; as the target of a store, its location."""

    array: Expr
    at: Expr

    @property
    def operands(self) -> Sequence[Expr]:
        return (self.array, self.at)


@dataclass(frozen=True, slots=True)
class Field(Expr):
    """A member of a struct. through: `of` is a pointer to it."""

    of: Expr
    name: Name
    through: bool = False

    @property
    def operands(self) -> Sequence[Expr]:
        return (self.of,)


@dataclass(frozen=True, slots=True)
class SegmentLength(Expr):
    """The length of segment i0: of a row of a matrix whose rows differ in length.

    first: of an array with the offsets at which segments begin, in units of `multiple`.
    """

    first: Name
    multiple: int
    n_segments: int

    @property
    def operands(self) -> Sequence[Expr]:
        return (self.first, point(0))

    def at(self, segment: Expr, place: Expr) -> Expr:
        """Return the position in memory of an element of a segment."""
        return Int(self.multiple) * Load(self.first, segment) + place

    @property
    def total(self) -> Expr:
        """Return the number of elements in all segments."""
        return Int(self.multiple) * Load(self.first, Int(self.n_segments))


@dataclass(frozen=True, slots=True)
class Element(OfComputation):
    """An element of an input or of a constant array."""

    variable: Any
    index: Index
    lengths: tuple[Length, ...]

    @property
    def operands(self) -> Sequence[Expr]:
        return self.index


@dataclass(frozen=True, slots=True)
class Result(OfComputation):
    """The result of another computation at an index; None: anywhere in it."""

    producer: Any
    index: Index | None

    @property
    def operands(self) -> Sequence[Expr]:
        return self.index or ()


@dataclass(frozen=True, slots=True)
class Whole(OfComputation):
    """The pointer to a variable that is contiguous in memory."""

    variable: Any


@dataclass(frozen=True, slots=True)
class Written(OfComputation):
    """The pointer to the memory of a computation, which a call writes."""

    producer: Any


@dataclass(frozen=True, slots=True)
class Inner(OfComputation):
    """The name of a function of an inner graph. kind: of function. make: (context, its name) -> definitions."""

    kind: str
    make: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Held(OfOne, OfComputation):
    """A value that is computed before the statement, in a variable whose name begins with `stem`."""

    value: Expr
    dtype: str
    stem: str


@dataclass(frozen=True, slots=True)
class Checked(OfOne, OfComputation):
    """A run-time index, counted from the end where negative; the call fails if it is out of range."""

    value: Expr
    dtype: str
    length: Length


@dataclass(frozen=True, slots=True)
class Guarded(OfComputation):
    """A value that requires the conditions to hold at every point; else the call fails."""

    conditions: tuple[Expr, ...]
    value: Expr

    @property
    def operands(self) -> Sequence[Expr]:
        return (*self.conditions, self.value)


ZERO = Int(0)


def expression(length: Length) -> Expr:
    """Return a length as an expression."""
    return Int(length) if isinstance(length, int) else length.expr if isinstance(length, Asked) else length


def code(template: str, *parts: Length) -> Code:
    """Return a piece of C with operands; ints become `Int`."""
    return Code(template, tuple(map(expression, parts)))


def operation(sign: str, *parts: Length) -> Operation:
    """Return an operator applied to `parts`; ints become `Int`."""
    return Operation(sign, tuple(map(expression, parts)))


def call(function: str | Name, *arguments: Length) -> Call:
    """Return a call of a C function; ints become `Int`."""
    return Call(function, tuple(map(expression, arguments)))


def joined(sign: str, parts: Sequence[Length], of_none: int = 1) -> Expr:
    """Return `parts` joined by an operator; a single part as it is, and `of_none` for no parts."""
    if len(parts) < 2:
        return expression(parts[0]) if parts else Int(of_none)
    return operation(sign, *parts)


def converted(value: Expr, source: str, target: str) -> Expr:
    """Return `value`, of dtype `source`, converted to dtype `target`."""
    return value if source == target else Cast(value, source, target)


def walk(*exprs: Expr) -> Iterator[Expr]:
    """Yield expressions and all their subexpressions, operands before what reads them, each object once."""
    seen: set[int] = set()

    def below(e: Expr) -> Iterator[Expr]:
        if id(e) not in seen:
            seen.add(id(e))
            for operand in e.operands:
                yield from below(operand)
            yield e

    for expr in exprs:
        yield from below(expr)


def names(*exprs: Expr) -> set[Name]:
    """Return the names that expressions read."""
    found: set[Name] = set()
    waiting = list(exprs)
    while waiting:
        e = waiting.pop()
        kind = type(e)
        if kind is Name:
            found.add(e)  # type: ignore[arg-type]
        elif kind is not Int and kind is not Literal:
            waiting.extend(e.operands)
    return found


def mapped(e: Expr, change: Callable[[Expr], Expr]) -> Expr:
    """Return `e` with its operands changed."""
    match e:
        case Load(array, at):
            return Load(change(array), change(at))
        case Linear(index, lengths):
            return Linear(tuple(map(change, index)), lengths)
        case Operation(sign, parts):
            return Operation(sign, tuple(map(change, parts)))
        case Code(_, parts) | Call(_, parts) | ArrayOf(_, parts) if parts:
            return replace(e, parts=tuple(map(change, parts)))
        case ElementwiseCall(_, arguments):
            return replace(e, arguments=tuple(map(change, arguments)))
        case Cast(value, source, target):
            return Cast(change(value), source, target)
        case Group(value):
            return Group(change(value))
        case TypeCast(value, type_):
            return TypeCast(change(value), type_)
    return e


def substituted(e: Expr, by: Mapping[Name, Expr | None]) -> Expr:
    """Return `e` with expressions in place of names."""
    match e:
        case Name():
            return by.get(e) or e
        case Unchanging(position, condition, end):
            known = by[end]
            return substituted(condition, by) if known is None else operation("<", position, known)
    return mapped(e, lambda operand: substituted(operand, by))


def reads_memory(expr: Expr) -> bool:
    """Return whether the expression reads an element of an array."""
    return any(isinstance(e, Load | SegmentLength) or isinstance(e, Code) and "[" in e.template for e in walk(expr))
