"""A pass that reads the clock between the kernels of a function and adds up their times in kernel_nanoseconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..ir.expressions import Name, call, named
from ..ir.statements import Assign, Definition, Function, Kernel, Nested, Seen, Variable, ignored, line
from ..loops.clock import BEGIN, CALLS, END, FIRST, READING, places_of_lengths

_BEGAN = named("began")


def with_readings(unit: Sequence[Definition]) -> list[Definition]:
    """Return a unit without kernels: their statements, and readings before and after each in a timed function.

    Lengths that timed functions store get their places.
    """
    place = places_of_lengths(unit)
    return [replace(d, body=tuple(_timed(d, place))) if isinstance(d, Function) else d for d in unit]


def _timed(function: Function, place: dict[tuple[Name, Name], int]) -> list[Any]:
    stored: list[Any] = [
        line(f"kernel_lengths[{place[s.function, s.name]}] = (int64_t){{}};", s.value) if isinstance(s, Seen) else s
        for s in function.body
    ]
    if not function.timed:
        return _without_kernels(stored)
    kernels = [s for s in stored if isinstance(s, Kernel)]
    first = stored.index(kernels[0]) if kernels else len(stored) - 1
    behind = [s for s in stored[first:-1] if not isinstance(s, Kernel)]  # frees memory
    found = [Variable(_BEGAN, "int64_t", call("nanoseconds")), *stored[:first], _reading(BEGIN)]
    for k, kernel in enumerate(kernels):
        found += kernel.body
        # they are computed here; a compiler would otherwise do it where they are read
        found += [line('__asm__ volatile("" : : "g"({}) : "memory");', name) for name in kernel.scalars]
        found.append(_reading(FIRST + k))
    # two readings in a row measure the cost of one
    end = _reading(END), _reading(READING), ignored([_BEGAN]), line(f"kernel_nanoseconds[{CALLS}]++;")
    return [*found, *behind, *end, stored[-1]]


def _without_kernels(body: Sequence[Any]) -> list[Any]:
    found: list[Any] = []
    for s in body:
        if isinstance(s, Kernel):
            found += s.body
        else:
            found.append(replace(s, body=tuple(_without_kernels(s.body))) if isinstance(s, Nested) else s)
    return found


def _reading(place: int) -> Assign:
    """Return the statement that adds the time since the last reading to an entry of kernel_nanoseconds."""
    return Assign(_BEGAN, call("kernel_ended", place, _BEGAN))
