"""Over which axes of its arguments the inner loops of a function run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from compat.backends.c.ir import Expr, Int, Length, Let, Load, Name, Ragged, expression
from compat.backends.c.nest import loops
from compat.backends.c.short_axes import Axis


def inner_axes(body: Sequence[Any], lengths: Sequence[Any], arguments: int) -> tuple[tuple[Axis, ...], ...]:
    """Of each loop of a schedule that stands in another the axes of arguments from which its length follows. Those of
    known lengths are left out, and those that depend on a value. lengths: the statements that compute lengths."""
    made = {s.name: s.value for s in lengths if isinstance(s, Let)}
    of_argument: dict[Expr, int] = {Name(f"in{k}_n"): k for k in range(arguments)}
    found = (_sources(loop.length, made, of_argument) for loop in loops(body) if loop.depth)
    return tuple(dict.fromkeys(axes for axes in found if axes))


def _sources(length: Length, made: Mapping[str, Expr], of_argument: Mapping[Expr, int]) -> tuple[Axis, ...]:
    axes: dict[Axis, None] = {}
    waiting = [expression(length)]
    while waiting:
        e = waiting.pop()
        match e:
            case Load(array, Int(dimension)) if array in of_argument:
                axes[of_argument[array], dimension] = None
            case Name(name) if name in made:
                waiting.append(made[name])
            case Name() | Ragged():
                return ()
            case _:
                waiting.extend(e.operands)
    return tuple(axes)


__all__ = ["inner_axes"]
