"""The names that a text gives to loops and to computations: the one place where they are spelled.

`point` (ir/expressions.py) is the variable of a loop: `i0` of the outermost. `in0` is an input, `out0` an output, `n0`
a length. Of computation 7, `v7` is the value at a point, `b7` the memory, `a7` the accumulator.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .ir.expressions import Name


def _numbered(stem: str) -> Callable[[int], Name]:
    return lambda number: Name(f"{stem}{number}")


def _of_computation(stem: str) -> Callable[[Any], Name]:
    return lambda computation: Name(f"{stem}{computation.number}")


# Of a function
input_of = _numbered("in")
output_of = _numbered("out")
length_of = _numbered("n")  # in the order in which lengths are computed
constants_of = _numbered("c")  # an array of them
carried_of = _numbered("q")  # what a loop carries from step to step
room_of = _numbered("room")  # its second buffer

# Of the loop at a depth
tile = _numbered("h")  # the first point of a tile
tile_end = _numbered("e")
lane = _numbered("m")  # the number of a point in its vector
vector = _numbered("g")  # the first point of a vector in a tile
together = _numbered("j")  # the first of the points that are written together

# Of a computation
value_of = _of_computation("v")
scratch_of = _of_computation("b")
accumulator_of = _of_computation("a")
lanes_of = _of_computation("s")  # the accumulator, if it is the lanes of a vector
nan_of = _of_computation("nan")  # whether a NaN was reduced
position_of = _of_computation("k")  # of an extreme
candidate_of = _of_computation("x")  # what is compared with an extreme
spilled_of = _of_computation("w")  # values that one phase of a tile hands to another
vector_of = _of_computation("t")  # sums of the points of one vector
copies_of = _of_computation("l")  # of a privatised sum
register_of = _of_computation("r")  # to which a sum over an inner loop is promoted


def lengths_of(array: Name) -> Name:
    """Return the array of the lengths of an input."""
    return Name(f"{array.name}_n")


def function_of(caller: str, kind: str, computation: Any) -> Name:
    """Return the function that the call of a computation calls."""
    return Name(f"{caller}_{kind}{computation.number}")


def bytes_of(memory: Name) -> Name:
    """Return the variable that has the size of scratch memory."""
    return Name(f"{memory.name}_bytes")


def tap_of(state: int, number: int) -> Name:
    """Return the variable that has one of the last values of a state of a loop."""
    return Name(f"w{state}_{number}")


def promoted(computation: Any, number: int) -> Name:
    """Return the variable to which a sum over a tile is promoted, for one of the points that are written together."""
    return Name(f"s{computation.number}_{number}")
