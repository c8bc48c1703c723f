"""The names of a text: what kinds there are, and the one place where each is spelled.

`point` (ir/expressions.py) is the variable of a loop: `i0` of the outermost. `in0` is an input, `out0` an output, `n0`
a length. Of computation 7, `v7` is the value at a point, `b7` the memory, `a7` the accumulator. A kind that is not
listed is a word, spelled as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from .ir.expressions import Name, named

_SPELLINGS = {"point": "i{}"}


def _kind(kind: str, spelling: str) -> Callable[..., Name]:
    """Return the function that makes names of a kind from what they belong to."""
    _SPELLINGS[kind] = spelling
    return partial(named, kind)


def _of_computation(kind: str, spelling: str) -> Callable[..., Name]:
    make = _kind(kind, spelling)
    return lambda computation, *others: make(computation.number, *others)


# Of a function
input_of = _kind("input", "in{}")
output_of = _kind("output", "out{}")
length_of = _kind("length", "n{}")  # in the order in which lengths are computed
constants_of = _kind("constants", "c{}")  # an array of them
carried_of = _kind("carried", "q{}")  # what a loop carries from step to step
room_of = _kind("room", "room{}")  # its second buffer
buffer_of = _kind("buffer", "{}_{}")  # (what is carried, the use of a buffer)
tap_of = _kind("tap", "w{}_{}")  # (state of a loop, which of its last values)
lengths_of = _kind("lengths of", "{}_n")  # the array of the lengths of an input
bytes_of = _kind("bytes of", "{}_bytes")  # the size of scratch memory
places_of = _kind("places", "places_{}")  # the number of elements in all segments
temporary_of = _kind("temporary", "{}_{}")  # (word of the Op, number in the function)
unnamed_of = _kind("unnamed", "{}'{}.{}")  # the same before the pass `shared`: (word, computation, number in it)
copies_for = _kind("copies for parts", "{}_copies")  # of a sum that is an array

# Functions of a unit, by the function that they are made for
loop_in_parts = _kind("loop in parts", "{}_cut{}")
part_of = _kind("part of a function", "{}_part{}")
_function = _kind("function", "{}_{}{}")
step_of = _kind("step", "{}_step")
struct_of_parts = _kind("struct of parts", "{}_values")
struct_shared = _kind("struct shared", "{}_shared")

# Of the loop at a depth
tile = _kind("tile", "h{}")  # the first point of a tile
tile_end = _kind("tile end", "e{}")
lane = _kind("lane", "m{}")  # the number of a point in its vector
vector = _kind("vector", "g{}")  # the first point of a vector in a tile
together = _kind("together", "j{}")  # the first of the points that are written together

# Of a computation
value_of = _of_computation("value", "v{}")
scratch_of = _of_computation("scratch", "b{}")
accumulator_of = _of_computation("accumulator", "a{}")
lanes_of = _of_computation("lanes", "s{}")  # the accumulator, if it is the lanes of a vector
nan_of = _of_computation("nan", "nan{}")  # whether a NaN was reduced
position_of = _of_computation("position", "k{}")  # of an extreme
candidate_of = _of_computation("candidate", "x{}")  # what is compared with an extreme
spilled_of = _of_computation("spilled", "w{}")  # values that one phase of a tile hands to another
vector_of = _of_computation("vector sum", "t{}")  # sums of the points of one vector
copies_of = _of_computation("copies", "l{}")  # of a privatised sum
register_of = _of_computation("register", "r{}")  # to which a sum over an inner loop is promoted
promoted = _of_computation("promoted", "s{}_{}")  # a sum over a tile, for one of the points written together


def function_of(caller: Name, kind: str, computation: Any) -> Name:
    """Return the function that the call of a computation calls."""
    return _function(caller, kind, computation.number)


@cache
def spelled(name: Name) -> str:
    """Return a name as C."""
    of = [spelled(one) if isinstance(one, Name) else one for one in name.of]
    return _SPELLINGS[name.kind].format(*of) if of else name.kind
