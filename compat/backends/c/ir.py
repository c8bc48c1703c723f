"""The loop IR: what C functions compute, as data: expressions, below them statements, and what a unit defines.

An item of a Program (item.py) holds an expression as an Op says it: it reads elements of variables and results of
other items. Lowering (lowering.py) turns these into names and loads, and puts what must be computed before the
statement (`Held`, `Checked`, `Guarded`) there. `print_c.py` and `formula.py` print both.

Expressions are frozen and equal by their parts; a part that is text (`Code.template`) is an Op's own piece of C,
whose operands are expressions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any


class Expr:
    """An expression. What it is made of is in its fields; `operands` are the expressions among them."""

    __slots__ = ()

    @property
    def operands(self) -> Sequence[Expr]:
        return ()

    def __str__(self) -> str:
        raise TypeError(f"{self!r} is data: print_c.py writes it")


Length = int | Expr
Index = tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Name(Expr):
    """What the function, or its caller, declares: a loop variable i0, an array in1, a length n3, a value v7."""

    name: str


@dataclass(frozen=True, slots=True)
class Int(Expr):
    """A whole number in an index or a length."""

    value: int


@dataclass(frozen=True, slots=True)
class Literal(Expr):
    """A constant of `dtype`; `text` is C's. shown: the value that the model has, before a cast to that dtype."""

    text: str
    dtype: str
    shown: Any = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Cast(Expr):
    value: Expr
    source: str
    target: str

    @property
    def operands(self) -> Sequence[Expr]:
        return (self.value,)


@dataclass(frozen=True, slots=True)
class Code(Expr):
    """A piece of C with operands: `{}` in the template stands for the next one, `{{` for a brace."""

    template: str
    parts: tuple[Expr, ...] = ()

    @property
    def operands(self) -> Sequence[Expr]:
        return self.parts


@dataclass(frozen=True, slots=True)
class ElementwiseCall(Expr):
    """An entry of the elementwise table, of operands of its compute dtypes.

    node: the application that it comes from; in_vectors: it stands in a loop that runs in vectors.
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


@dataclass(frozen=True, slots=True)
class Piece(Expr):
    """An Op's own C. reads: the names of this function that stand in it."""

    text: str
    reads: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked(Expr):
    """An expression that an Op asked for, to write it into a text of its own, as `written`; `note` is told the names
    when it does."""

    expr: Expr
    written: str = field(compare=False)
    note: Callable[[set[str]], Any] = field(compare=False)

    @property
    def operands(self) -> Sequence[Expr]:
        return (self.expr,)

    def __str__(self) -> str:
        self.note(names(self.expr))
        return self.written


@dataclass(frozen=True, slots=True)
class Bare(Expr):
    """`value`, without parentheses around it."""

    value: Expr

    @property
    def operands(self) -> Sequence[Expr]:
        return (self.value,)


@dataclass(frozen=True, slots=True)
class Linear(Expr):
    """The row-major position of an index in an array of these lengths."""

    index: Index
    lengths: tuple[Length, ...]

    @property
    def operands(self) -> Sequence[Expr]:
        read: list[Expr] = []
        at_start = True  # how long the dimensions are before the first that is not at 0, no position depends on
        for i, n in zip(self.index, self.lengths, strict=True):
            if n == 1:
                continue
            read.append(i)
            if isinstance(n, Expr) and (not at_start or isinstance(n, Ragged)):
                read.append(n)
            at_start = at_start and i == Int(0) and not isinstance(n, Ragged)
        return read


@dataclass(frozen=True, slots=True)
class Load(Expr):
    """An element of an array; as the target of a store, its place."""

    array: Expr
    at: Expr

    @property
    def operands(self) -> Sequence[Expr]:
        return (self.array, self.at)


@dataclass(frozen=True, slots=True)
class Field(Expr):
    """A member of a struct. through: of the one that `of` points to."""

    of: Expr
    name: str
    through: bool = False

    @property
    def operands(self) -> Sequence[Expr]:
        return (self.of,)


@dataclass(frozen=True, slots=True)
class Ragged(Expr):
    """The length of line i0 of a matrix whose lines differ.

    first: of an array that says where lines begin, counted in `lanes`.
    """

    first: Name
    lanes: int
    n_lines: int

    @property
    def operands(self) -> Sequence[Expr]:
        return (self.first, Name("i0"))

    def at(self, line: Expr, place: Expr) -> Expr:
        """Position in memory of a place of a line."""
        return Code(f"{self.lanes} * {{}}[{{}}] + {{}}", (self.first, line, place))

    @property
    def total(self) -> Expr:
        """Places of all lines."""
        return Code(f"{self.lanes} * {{}}[{self.n_lines}]", (self.first,))


# What only items hold: lowering replaces it.


@dataclass(frozen=True, slots=True)
class Element(Expr):
    """An element of an input or of a constant array."""

    variable: Any
    index: Index
    lengths: tuple[Length, ...]

    @property
    def operands(self) -> Sequence[Expr]:
        return self.index


@dataclass(frozen=True, slots=True)
class Result(Expr):
    """The result of another item at an index of its own; None: anywhere in it."""

    producer: Any
    index: Index | None

    @property
    def operands(self) -> Sequence[Expr]:
        return self.index or ()


@dataclass(frozen=True, slots=True)
class Whole(Expr):
    """The pointer to a variable that lies in memory, whole and in order."""

    variable: Any


@dataclass(frozen=True, slots=True)
class Held(Expr):
    """A value that is computed before the statement, in a variable whose name begins with `stem`."""

    value: Expr
    dtype: str
    stem: str

    @property
    def operands(self) -> Sequence[Expr]:
        return (self.value,)


@dataclass(frozen=True, slots=True)
class Checked(Expr):
    """A run-time index, from the end where negative, and safe: where it is out of range the call fails."""

    value: Expr
    dtype: str
    length: Length

    @property
    def operands(self) -> Sequence[Expr]:
        return (self.value,)


@dataclass(frozen=True, slots=True)
class Guarded(Expr):
    """A value, where the conditions hold at every point; else the call fails."""

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
    """Return a piece of C with operands, numbers among them."""
    return Code(template, tuple(map(expression, parts)))


def joined(sign: str, parts: Sequence[Length], of_none: int = 1) -> Expr:
    """Parts with a sign between them: the one there is, or the number that none of them amount to."""
    if len(parts) < 2:
        return expression(parts[0]) if parts else Int(of_none)
    return code(sign.join(["{}"] * len(parts)), *parts)


def converted(value: Expr, source: str, target: str) -> Expr:
    """`value` of dtype `source` as one of dtype `target`."""
    return value if source == target else Cast(value, source, target)


def walk(*exprs: Expr) -> Iterator[Expr]:
    """Expressions and all that they are made of, operands in order before what reads them; each object once."""
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
        if kind is Name:
            found.add(e.name)  # type: ignore[attr-defined]
        elif kind is Piece:
            found |= e.reads  # type: ignore[attr-defined]
        elif kind is not Int and kind is not Literal:
            waiting.extend(e.operands)
    return found


# Declarations.


@dataclass(frozen=True, slots=True)
class Pointer:
    """The type of a pointer to elements of type `to`. read_only: nothing is written through it."""

    to: CType
    read_only: bool = False
    restrict: bool = False


CType = str | Pointer


@dataclass(frozen=True, slots=True)
class Declared:
    """A name and its type: a parameter, or what a statement declares. fixed: it does not change."""

    name: str
    type: CType
    fixed: bool = False


# Statements.


@dataclass(frozen=True, slots=True)
class Let:
    """A variable that does not change.

    removable: it stands only where something reads it. bare: its value is written without parentheses around it.
    """

    name: str
    dtype: str
    value: Expr
    removable: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a type of C. value: None where it gets one later. fixed: it does not change."""

    name: str
    type: CType
    value: Expr | None
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Array:
    """An array on the stack.

    zero: its elements start from 0, else from `values`. aligned: it has lines of the cache of its own. fixed: its
    elements do not change.
    """

    name: str
    type: str
    length: Length
    zero: bool = False
    values: tuple[Expr, ...] = ()
    aligned: bool = True
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A static array of constants of `dtype`."""

    name: str
    dtype: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Assign:
    """`place` gets `value`; sign: "=", or "+=" and its like.

    bare: the value is written without parentheses around it.
    """

    place: Expr
    value: Expr
    sign: str = "="
    bare: bool = True


@dataclass(frozen=True, slots=True)
class Fail:
    """The call fails at once where the condition holds: it returns `status`."""

    condition: Expr
    status: int = 1


@dataclass(frozen=True, slots=True)
class Flag:
    """The call fails at its end where the condition holds.

    undefined: the point is one at which the density is not defined, and a sampler goes on.
    """

    condition: Expr
    undefined: bool = False


@dataclass(frozen=True, slots=True)
class Simd:
    """The promise that no point of a loop waits for another, but for the sums named: (sign, names).

    at_once: so many points at most are taken together; 0: any number.
    """

    sums: tuple[tuple[str, tuple[str, ...]], ...] = ()
    at_once: int = 0


@dataclass(frozen=True, slots=True)
class For:
    """`body` for each value of `variable` from `first` to before `end`.

    in_line: it is one statement, on the same line; below: one, on the next. declared: here, not before.
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
    condition: Expr
    body: tuple[Any, ...]
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Statements in braces: names that are declared there end there."""

    body: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Statements that no pass takes apart: an Op's own. What their lines declare, they alone read."""

    body: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Return:
    value: Expr


@dataclass(frozen=True, slots=True)
class Comment:
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of C that is none of the others."""

    code: Expr


Statement = (
    Let | Variable | Array | Table | Assign | Fail | Flag | For | If | Block | Together | Return | Comment | Line
)


# What a unit defines.


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a struct. length: of an array."""

    name: str
    type: CType
    length: str = ""


@dataclass(frozen=True, slots=True)
class Struct:
    name: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of C.

    comment: the lines above it. static: only this unit calls it. inline: the compiler may put its body where it is
    called.
    """

    name: str
    parameters: tuple[Declared, ...]
    body: tuple[Statement, ...]
    comment: tuple[str, ...] = ()
    result: str = "int"
    static: bool = True
    inline: bool = True


Definition = Table | Struct | Function

BAD = Name("bad")  # what a flag sets, and the call returns
IN = Declared("in", Pointer(Pointer("void", read_only=True), read_only=True))
LENGTHS = Declared("lengths", Pointer(Pointer("int64_t", read_only=True), read_only=True))
OUT = Declared("out", Pointer(Pointer("void"), read_only=True))
ALLOC, CONTEXT = Declared("alloc", "alloc_t"), Declared("context", Pointer("void"))


def line(template: str, *parts: Length) -> Line:
    """Return a line of C with operands."""
    return Line(code(template, *parts))


def ignored(names: Iterable[str]) -> Line:
    """Return what keeps a compiler from warning that names are not read."""
    read = [Name(name) for name in names]
    return line(" ".join(["(void){};"] * len(read)), *read)


def names_in(*statements: Any) -> set[str]:
    """Return the names that statements read or write, those of loop variables and of what they declare not counted."""
    return names(*(e for s in statements for e in expressions_in(s)))


def has_flag(statements: Iterable[Any]) -> bool:
    """Whether one of them, or of those inside of them, makes the call fail at its end."""
    return any(
        isinstance(s, Flag) or (isinstance(s, For | If | Block | Together) and has_flag(s.body)) for s in statements
    )


def expressions_in(s: Any) -> Iterator[Expr]:
    """Return the expressions of a statement and of those inside of it."""
    match s:
        case Let() | Return():
            yield s.value
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
    if isinstance(s, For | If | Block | Together):
        for inner in s.body:
            yield from expressions_in(inner)
