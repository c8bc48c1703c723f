"""The printed form of lengths, for people and in C alike."""

from __future__ import annotations

from .ir import Code, Int, Length, Load, Name, SegmentLength, expression


def shown(length: Length) -> str:
    """Return a length as its name, its number or its expression."""
    match expression(length):
        case Name(name):
            return name
        case Int(value):
            return str(value)
        case Load(array, at):
            return f"{shown(array)}[{shown(at)}]"
        case Code(template, parts):
            return template.format(*map(shown, parts))
        case SegmentLength(first, multiple):
            return f"{multiple} * ({first.name}[i0 + 1] - {first.name}[i0])"
    raise TypeError(f"{length!r} is no length")


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


__all__ = ["bare", "shown"]
