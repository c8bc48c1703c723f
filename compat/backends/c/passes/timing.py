"""A pass: the clock is read between the kernels of a function, and what each took is added up in kernel_nanoseconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..ir import Assign, Code, Name, Variable, code, ignored, line

# What stands before the kernels in kernel_nanoseconds.
CALLS, BEGIN, END, READING = range(4)
FIRST = 4

_BEGAN = Name("began")


@dataclass(frozen=True)
class Kernel:
    """The statements of a nest of loops, of a call, or of a row of statements.

    scalars: names of those that it leaves in registers.
    """

    body: tuple[Any, ...]
    scalars: tuple[str, ...] = ()


def timed(kernels: Sequence[Kernel]) -> list[Any]:
    """Return the statements of the kernels, with a reading before the first and after each."""
    found: list[Any] = [_reading(BEGIN)]
    for k, kernel in enumerate(kernels):
        found += kernel.body
        # to be computed here: a compiler would do it where they are read
        found += [line('__asm__ volatile("" : : "g"({}) : "memory");', Name(name)) for name in kernel.scalars]
        found.append(_reading(FIRST + k))
    return found


def untimed(kernels: Sequence[Kernel]) -> list[Any]:
    """Return the statements of the kernels alone."""
    return [s for kernel in kernels for s in kernel.body]


def in_readings(body: Sequence[Any], result: Any) -> list[Any]:
    """The statements of a function of timed kernels and its return, with what begins the readings and ends them."""
    began = Variable(_BEGAN.name, "int64_t", Code("nanoseconds()"))
    # two readings in a row tell what one costs
    end = [_reading(END), _reading(READING), ignored([_BEGAN.name]), line(f"kernel_nanoseconds[{CALLS}]++;")]
    return [began, *body, *end, result]


def _reading(place: int) -> Assign:
    """Return what adds the time since the last reading to one of kernel_nanoseconds."""
    return Assign(_BEGAN, code(f"kernel_ended({place}, {{}})", _BEGAN))


__all__ = ["BEGIN", "CALLS", "END", "FIRST", "READING", "Kernel", "in_readings", "timed", "untimed"]
