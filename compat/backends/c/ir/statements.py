"""Statements of the loop IR, and the definitions of a unit: C functions as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .expressions import CType, Expr, Length, Name, Pointer, code, expression, named, names


@dataclass(frozen=True, slots=True)
class Declared:
    """A name and its type: of a parameter, or declared by a statement. fixed: it does not change."""

    name: Name
    type: CType
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Let:
    """A variable that does not change. removable: it may be removed if nothing reads it."""

    name: Name
    dtype: str
    value: Expr
    removable: bool = False


@dataclass(frozen=True, slots=True)
class Temporary:
    """A value that a computation holds for what follows; the pass `shared` makes a Let of it, with another name.

    name: of kind "unnamed". before_loop: the innermost loop does not change it.
    """

    name: Name
    dtype: str
    value: Expr
    before_loop: bool = False


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a C type.

    value: None if it is assigned later. fixed: it does not change. removable: it may be removed if nothing reads it.
    """

    name: Name
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

    name: Name
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

    unwritten: a call that fails may leave it so, and what is small then starts from 0.
    """

    name: Name
    type: str
    lengths: tuple[Length, ...]
    unwritten: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A static array of constants of `dtype`."""

    name: Name
    dtype: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Assign:
    """An assignment; sign: "=", or "+=" and the like."""

    place: Expr
    value: Expr
    sign: str = "="


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
    """The promise that the iterations of a loop are independent, except for reductions: (sign, names)."""

    sums: tuple[tuple[str, tuple[Name, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class For:
    """`body` for each value of `variable` from `first` below `end`. declared: the loop declares the variable."""

    variable: Name
    first: Expr
    end: Expr
    body: tuple[Any, ...]
    promise: Simd | None = None
    step: int = 1
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
    scalars: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A length of this call, which a timed function stores: `name` in `function`."""

    function: Name
    name: Name
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

    name: Name
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

    name: Name
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

    name: Name
    type: CType
    length: str = ""


@dataclass(frozen=True, slots=True)
class Struct:
    """The definition of a struct."""

    name: Name
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """An array in the comment above a function."""

    name: Name
    dtype: str
    lengths: tuple[Length, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of C.

    comment: the lines above it. arrays: those that it reads, then those that it writes; the comment goes on with them.
    static: only this unit calls it. inline: the compiler may inline it. piece: of the unit, where several are compiled
    side by side (support/pieces.h). timed: the clock is read between its kernels. about: what it was lowered from, for
    explanations.
    """

    name: Name
    parameters: tuple[Declared, ...]
    body: tuple[Statement, ...]
    comment: tuple[str, ...] = ()
    arrays: tuple[tuple[Listed, ...], ...] = ()
    result: str = "int"
    static: bool = True
    inline: bool = True
    piece: int | None = None
    timed: bool = False
    about: Any = field(default=None, compare=False, repr=False)


Definition = Table | Struct | Function

BAD = named("bad")  # set by a flag, and returned at the end of the call
PART = named("part")  # of a loop in parts: the struct of its first point and its end
IN = Declared(named("in"), Pointer(Pointer("void", read_only=True), read_only=True))
LENGTHS = Declared(named("lengths"), Pointer(Pointer("int64_t", read_only=True), read_only=True))
OUT = Declared(named("out"), Pointer(Pointer("void"), read_only=True))
ALLOC, CONTEXT = Declared(named("alloc"), "alloc_t"), Declared(named("context"), Pointer("void"))


def line(template: str, *parts: Length) -> Line:
    """Return a line of C with operands."""
    return Line(code(template, *parts))


STOP = line("if ({}) break;", BAD)  # leaves a loop once the call has failed


def ignored(names: Iterable[Name]) -> Line:
    """Return a line that keeps a compiler from warning that names are unused."""
    read = list(names)
    return line(" ".join(["(void){};"] * len(read)), *read)


def names_in(*statements: Any) -> set[Name]:
    """Return the names that statements read or write, except loop variables and what they declare."""
    return names(*(e for s in statements for e in expressions_in(s)))


def has_flag(statements: Iterable[Any]) -> bool:
    """Return whether one of the statements, at any depth, makes the call fail at its end."""
    return any(isinstance(s, Flag) for s in statements_in(statements))


def statements_in(body: Iterable[Any]) -> Iterator[Any]:
    """Yield statements and all those inside them."""
    for s in body:
        yield s
        if isinstance(s, Nested):
            yield from statements_in((*s.memory, *s.body) if isinstance(s, Parts) else s.body)


def expressions_in(s: Any) -> Iterator[Expr]:
    """Return all expressions of a statement and of the statements inside it."""
    match s:
        case Let() | Return() | Seen() | Temporary():
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
            yield from (e for one in s.sums for e in (one.name, one.size) if e is not None)
    if isinstance(s, Nested):
        for inner in (*s.memory, *s.body) if isinstance(s, Parts) else s.body:
            yield from expressions_in(inner)
