"""Expressions of the loop IR as C, which is also how people see them."""

from __future__ import annotations

from collections.abc import Sequence

from .ctype import cast, ctype
from .expression import entry_expression
from .ir.expressions import (
    ArrayOf,
    Call,
    Cast,
    Code,
    CType,
    ElementwiseCall,
    Expr,
    Field,
    Group,
    Int,
    Length,
    Linear,
    Literal,
    Load,
    Name,
    Operation,
    SegmentLength,
    TypeCast,
    expression,
    point,
)
from .naming import spelled

NARROW = ("int8", "int16", "uint8", "uint16", "bool")  # C computes these in int
# how strongly C's operators bind: those between operands, and those before and behind one
_LEVELS = {
    **{"?": 2, "||": 3, "&&": 4, "&": 7, "==": 8, "!=": 8},
    **{"<": 9, "<=": 9, ">": 9, ">=": 9, "+": 11, "-": 11, "*": 12, "/": 12, "%": 12},
}
_PREFIX, _POSTFIX = 13, 14


def text(expr: Expr) -> str:
    """Return the C of a lowered expression, in parentheses if it is an operation."""
    match expr:
        case Name():
            return spelled(expr)
        case Operation(sign, parts):
            return _operation(sign, parts)
        case Int(value):
            return str(value)
        case Literal(written):
            return written
        case Cast(value, source, target):
            return cast(text(value), source, target)
        case Load(array, at):
            return f"{_within(array, _POSTFIX)}[{text(at)}]"
        case Field(of, name, through):
            return f"{text(of)}{'->' if through else '.'}{spelled(name)}"
        case Group(value):
            return f"({text(value)})"
        case TypeCast(value, to):
            return f"({declared(to).rstrip()}){_within(value, _PREFIX)}"
        case Call(function, parts):
            return f"{function if isinstance(function, str) else spelled(function)}({', '.join(map(text, parts))})"
        case ArrayOf(of, parts):
            return f"({declared(of, fixed=True).rstrip()}[]){{{', '.join(map(text, parts)) or '0'}}}"
        case Linear(index, lengths):
            return linear([text(i) for i in index], lengths)
        case Code(template, parts):
            return template.format(*map(text, parts))
        case ElementwiseCall():
            return _elementwise(expr)
        case SegmentLength(first, multiple):
            return text(Int(multiple) * (Load(first, point(0) + 1) - Load(first, point(0))))
    raise TypeError(f"{expr!r} is not lowered: it has no C")


def _operation(sign: str, parts: Sequence[Expr]) -> str:
    if len(parts) == 1:
        return sign + _within(parts[0], _PREFIX)
    level = _LEVELS[sign]
    if sign == "?":
        return f"{_within(parts[0], level + 1)} ? {whole(parts[1])} : {text(parts[2])}"
    # a * (b * c) needs no parentheses, a - (b - c) and a * (b / c) do
    others = (_within(p, level + (type(p) is not Operation or p.sign != sign or sign in "-/%")) for p in parts[1:])
    return f" {sign} ".join([_within(parts[0], level), *others])


def _within(e: Expr, level: int) -> str:
    """Return an operand, in parentheses if its operator binds less than one of `level`."""
    own = _POSTFIX
    if type(e) is Operation:
        own = _PREFIX if len(e.parts) == 1 else _LEVELS[e.sign]
    elif type(e) is TypeCast:
        own = _PREFIX
    return text(e) if own >= level else f"({text(e)})"


def whole(expr: Expr) -> str:
    """Return the C of an expression that is a whole statement or argument, without outer parentheses."""
    return bare(text(expr))


def _elementwise(expr: ElementwiseCall) -> str:
    entry, dtypes, result = expr.entry, expr.dtypes, expr.result
    written = entry_expression(entry, [text(a) for a in expr.arguments], dtypes, result, expr.in_vectors)
    compute = dtypes[-1] if entry.compute == "own" else dtypes[0]
    if result == compute and result in NARROW:
        return f"(({ctype(result)})({written}))"
    return written


def linear(index: Sequence[str], lengths: Sequence[Length]) -> str:
    """Return the row-major position of an index in an array of `lengths`."""
    position = "0"
    for i, n in zip(index, lengths, strict=True):
        if n == 1:
            continue
        if isinstance(n, SegmentLength):
            position = f"{n.multiple} * {spelled(n.first)}[{position}] + {i}"
        elif position == "0":
            position = i
        else:
            before = position if position.isidentifier() else f"({bare(position)})"
            position = f"{before} * {text(expression(n))} + {i}"
    return bare(position)


def shown(length: Length) -> str:
    """Return a length as its name, its number or its expression."""
    return text(expression(length))


def bare(written: str) -> str:
    """Return `written` without outer parentheses."""
    if not written.startswith("(") or not written.endswith(")"):
        return written
    depth = 0
    for position, letter in enumerate(written):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and position < len(written) - 1:
            return written
    return written[1:-1]


def declared(type_: CType, name: Name | None = None, fixed: bool = False) -> str:
    """Return the declaration of a name. fixed: it does not change."""
    written = "" if name is None else spelled(name)
    if isinstance(type_, Name):
        type_ = f"struct {spelled(type_)}"
    if isinstance(type_, str):
        return f"{'const ' * fixed}{type_} {written}"
    return f"{declared(type_.to, fixed=type_.read_only)}*{'const ' * fixed}{'restrict ' * type_.restrict}{written}"
