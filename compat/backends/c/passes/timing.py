"""A pass that reads the clock between the kernels of a function and adds up their times in kernel_nanoseconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..ir import Assign, Function, Name, Variable, call, ignored, line
from ..loops.clock import BEGIN, CALLS, END, FIRST, READING
from ..loops.draft import Kernel

_BEGAN = Name("began")


def timed(kernels: Sequence[Kernel]) -> list[Any]:
    """Return the statements of the kernels, with a reading before the first and after each."""
    found: list[Any] = [_reading(BEGIN)]
    for k, kernel in enumerate(kernels):
        found += kernel.body
        # they are computed here; a compiler would otherwise do it where they are read
        found += [line('__asm__ volatile("" : : "g"({}) : "memory");', Name(name)) for name in kernel.scalars]
        found.append(_reading(FIRST + k))
    return found


def untimed(kernels: Sequence[Kernel]) -> list[Any]:
    """Return the statements of the kernels alone."""
    return [s for kernel in kernels for s in kernel.body]


def in_readings(function: Function) -> Function:
    """Return a function of timed kernels, with the readings at its start and end."""
    body, result = function.body[:-1], function.body[-1]
    began = Variable(_BEGAN.name, "int64_t", call("nanoseconds"))
    # two readings in a row measure the cost of one
    end = _reading(END), _reading(READING), ignored([_BEGAN.name]), line(f"kernel_nanoseconds[{CALLS}]++;")
    return replace(function, body=(began, *body, *end, result))


def _reading(place: int) -> Assign:
    """Return the statement that adds the time since the last reading to an entry of kernel_nanoseconds."""
    return Assign(_BEGAN, call("kernel_ended", place, _BEGAN))


__all__ = ["in_readings", "timed", "untimed"]
