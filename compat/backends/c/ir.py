"""The loop IR: C functions as data. First expressions, then statements, then the definitions of a unit.

A computation of a Program (computation.py) has an expression that reads elements of variables and results of other
computations. Lowering (lowering.py) replaces these by names and loads, and puts the nodes that must be computed before
the statement (`Held`, `Checked`, `Guarded`) there. `expression_text.py` prints the lowered ones, `formula.py` both.

Expressions are frozen and compared by value. `Code` is an Op's own piece of C, whose operands are expressions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any


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


@dataclass(frozen=True, slots=True)
class Name(Expr):
    """A declared name: an array in1, a length n3, a value v7."""

    name: str


@dataclass(frozen=True, slots=True)
class Position(Name):
    """The variable of the loop at `depth`."""

    depth: int


@cache
def point(depth: int) -> Position:
    """Return the variable of the loop at `depth`."""
    return Position(f"i{depth}", depth)


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
    """A call of a C function: by its name, or through a pointer."""

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
    name: str
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


def names(*exprs: Expr) -> set[str]:
    """Return the names that expressions read."""
    found: set[str] = set()
    waiting = list(exprs)
    while waiting:
        e = waiting.pop()
        kind = type(e)
        if kind is Name or kind is Position:
            found.add(e.name)  # type: ignore[attr-defined]
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


def substituted(e: Expr, by: Mapping[str, Expr | None]) -> Expr:
    """Return `e` with expressions in place of names."""
    match e:
        case Name(name):
            return by.get(name) or e
        case Unchanging(position, condition, end):
            known = by[end.name]
            return substituted(condition, by) if known is None else operation("<", position, known)
    return mapped(e, lambda operand: substituted(operand, by))


def reads_memory(expr: Expr) -> bool:
    """Return whether the expression reads an element of an array."""
    return any(isinstance(e, Load | SegmentLength) or isinstance(e, Code) and "[" in e.template for e in walk(expr))


# Declarations.


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pointer to elements of type `to`. read_only: nothing is written through it."""

    to: CType
    read_only: bool = False
    restrict: bool = False


CType = str | Pointer


@dataclass(frozen=True, slots=True)
class Declared:
    """A name and its type: of a parameter, or declared by a statement. fixed: it does not change."""

    name: str
    type: CType
    fixed: bool = False


# Statements.


@dataclass(frozen=True, slots=True)
class Let:
    """A variable that does not change.

    removable: it may be removed if nothing reads it. bare: its value is printed without parentheses around it.
    """

    name: str
    dtype: str
    value: Expr
    removable: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Temporary:
    """A value that a computation holds for what follows; the pass `shared` makes a Let of it, with another name.

    name: the beginning of that name, then more from a `'` on. where: BEFORE_LOOP, if the loop does not change it;
    IF_LOADED: only if it reads memory.
    """

    name: str
    dtype: str
    value: Expr
    where: str = ""


BEFORE_LOOP, IF_LOADED = "before the loop", "if it reads memory"


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a C type.

    value: None if it is assigned later. fixed: it does not change. removable: it may be removed if nothing reads it.
    """

    name: str
    type: CType
    value: Expr | None
    fixed: bool = False
    removable: bool = False


@dataclass(frozen=True, slots=True)
class Array:
    """An array on the stack.

    zero: its elements start from 0, else from `values`. aligned: it has cache lines of its own. fixed: its elements do
    not change. removable: it may be removed if nothing reads it.
    """

    name: str
    type: str
    length: Length
    zero: bool = False
    values: tuple[Expr, ...] = ()
    aligned: bool = True
    fixed: bool = False
    removable: bool = False


@dataclass(frozen=True, slots=True)
class Scratch:
    """Memory during a call, for as many elements as the product of `lengths`; the pass `with_scratch` places it.

    unwritten: nothing writes to it where it is small.
    """

    name: str
    type: str
    lengths: tuple[Length, ...]
    unwritten: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A static array of constants of `dtype`."""

    name: str
    dtype: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Assign:
    """An assignment; sign: "=", or "+=" and the like.

    bare: the value is printed without parentheses around it.
    """

    place: Expr
    value: Expr
    sign: str = "="
    bare: bool = True


@dataclass(frozen=True, slots=True)
class Fail:
    """Return from the function with `status` if the condition holds."""

    condition: Expr
    status: int = 1


@dataclass(frozen=True, slots=True)
class Flag:
    """Make the call fail at its end if the condition holds.

    undefined: the density is not defined at this point, and a sampler goes on.
    """

    condition: Expr
    undefined: bool = False


@dataclass(frozen=True, slots=True)
class Simd:
    """The promise that the iterations of a loop are independent, except for reductions: (sign, names).

    at_once: at most so many iterations are taken together; 0: any number.
    """

    sums: tuple[tuple[str, tuple[str, ...]], ...] = ()
    at_once: int = 0


@dataclass(frozen=True, slots=True)
class For:
    """`body` for each value of `variable` from `first` up to, but not including, `end`.

    in_line: the body is one statement, on the same line; below: on the next. declared: the loop declares its variable.
    """

    variable: str
    first: Expr
    end: Expr
    body: tuple[Any, ...]
    promise: Simd | None = None
    step: int = 1
    in_line: bool = False
    below: bool = False
    declared: bool = True


@dataclass(frozen=True, slots=True)
class If:
    """`body` if `condition` holds."""

    condition: Expr
    body: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Statements in braces: the scope of the names declared there."""

    body: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """An Op's own statements, which no pass takes apart; only they read what their lines declare.

    pointers, matrix_functions: names of functions that they call.
    """

    body: tuple[Any, ...]
    pointers: tuple[str, ...] = ()
    matrix_functions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kernel:
    """The statements of a loop nest, of a call, or of a row of statements, for the pass `with_readings`.

    scalars: names of those that it leaves in registers.
    """

    body: tuple[Any, ...]
    scalars: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A length of this call, which a timed function stores: `name` in `function`."""

    function: str
    name: str
    value: Expr


@dataclass(frozen=True, slots=True)
class Functions:
    """Functions that later statements call; the pass `lifted` puts them before the function around."""

    definitions: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A variable that the parts of a loop accumulate, each its own.

    type: in C. combine, dtype: of the reduction. flag: it records that there was a NaN. in_lanes: it is eight sums
    (support/lanes.h). size: of an array, of which each part but the first has a copy; None: it is a number, or eight.
    """

    name: str
    type: str
    combine: str
    dtype: str
    flag: bool = False
    in_lanes: bool = False
    size: Expr | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """A loop that is cut into parts, which threads may run; `body` is one part, from part.first to part.end.

    name: of the function that runs a part. memory: declares what each part has for itself. length, step: parts begin at
    multiples of `step` below `length`. points, work: their number in the whole loop, and its cost. fewest: points of a
    loop that is not one part.
    """

    name: str
    body: tuple[Any, ...]
    memory: tuple[Any, ...]
    sums: tuple[Sum, ...]
    length: Length
    step: int
    points: Expr
    work: Expr
    fewest: int

    @property
    def fails(self) -> bool:
        """Whether a part may fail."""
        return has_flag(self.body) or any(isinstance(s, Fail) for s in self.memory)


@dataclass(frozen=True, slots=True)
class Return:
    """A return from the function with `value`."""

    value: Expr


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of its own lines."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of C of any other kind."""

    code: Expr


Nested = For | If | Block | Parts | Together | Kernel  # statements with statements inside
Declaration = Let | Temporary | Variable | Array | Table | Scratch
Statement = Nested | Declaration | Assign | Fail | Flag | Return | Comment | Line | Seen | Functions


# What a unit defines.


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a struct. length: of an array."""

    name: str
    type: CType
    length: str = ""


@dataclass(frozen=True, slots=True)
class Struct:
    """The definition of a struct."""

    name: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """An array in the comment above a function."""

    name: str
    dtype: str
    lengths: tuple[Length, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of C.

    comment: the lines above it. arrays: those that it reads, then those that it writes; the comment goes on with them.
    static: only this unit calls it. inline: the compiler may inline it. timed: the clock is read between its kernels.
    about: what it was lowered from, for explanations.
    """

    name: str
    parameters: tuple[Declared, ...]
    body: tuple[Statement, ...]
    comment: tuple[str, ...] = ()
    arrays: tuple[tuple[Listed, ...], ...] = ()
    result: str = "int"
    static: bool = True
    inline: bool = True
    timed: bool = False
    about: Any = field(default=None, compare=False, repr=False)


Definition = Table | Struct | Function

BAD = Name("bad")  # set by a flag, and returned at the end of the call
IN = Declared("in", Pointer(Pointer("void", read_only=True), read_only=True))
LENGTHS = Declared("lengths", Pointer(Pointer("int64_t", read_only=True), read_only=True))
OUT = Declared("out", Pointer(Pointer("void"), read_only=True))
ALLOC, CONTEXT = Declared("alloc", "alloc_t"), Declared("context", Pointer("void"))


def line(template: str, *parts: Length) -> Line:
    """Return a line of C with operands."""
    return Line(code(template, *parts))


STOP = line("if ({}) break;", BAD)  # leaves a loop once the call has failed


def ignored(names: Iterable[str]) -> Line:
    """Return a line that keeps a compiler from warning that names are unused."""
    read = [Name(name) for name in names]
    return line(" ".join(["(void){};"] * len(read)), *read)


def names_in(*statements: Any) -> set[str]:
    """Return the names that statements read or write, except loop variables and what they declare."""
    return names(*(e for s in statements for e in expressions_in(s)))


def has_flag(statements: Iterable[Any]) -> bool:
    """Return whether one of the statements, at any depth, makes the call fail at its end."""
    return any(isinstance(s, Flag) or (isinstance(s, Nested) and has_flag(s.body)) for s in statements)


def statements_in(body: Iterable[Any]) -> Iterator[Any]:
    """Yield statements and all those inside them."""
    for s in body:
        yield s
        if isinstance(s, Nested):
            yield from statements_in((*s.memory, *s.body) if isinstance(s, Parts) else s.body)


def expressions_in(s: Any) -> Iterator[Expr]:
    """Return all expressions of a statement and of the statements inside it."""
    match s:
        case Let() | Return() | Seen():
            yield s.value
        case Scratch():
            yield from map(expression, s.lengths)
        case Variable():
            if s.value is not None:
                yield s.value
        case Assign():
            yield s.place
            yield s.value
        case Line():
            yield s.code
        case For():
            yield s.first
            yield s.end
        case Flag():
            yield BAD
            yield s.condition
        case Fail() | If():
            yield s.condition
        case Array():
            yield expression(s.length)
            yield from s.values
        case Parts():
            yield from (expression(s.length), s.points, s.work)
            yield from (e for one in s.sums for e in (Name(one.name), one.size) if e is not None)
    if isinstance(s, Nested):
        for inner in (*s.memory, *s.body) if isinstance(s, Parts) else s.body:
            yield from expressions_in(inner)
