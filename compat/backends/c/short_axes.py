"""Short axes of arguments, and the Program of a function for which their lengths are known.

gcc writes an inner loop of a short known length out, or makes one vector of it; of one that it does not know it makes a
loop for vectors, one for what remains, and the choice between them, for every few points."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...graph.program import Interner, Program, intern, program
from ...graph.traversal import replace as replaced
from ...graph.variable import annotated

SHORT = 16  # the longest axis whose length is worth a text of its own
FEW = 128  # elements of all arguments: with fewer the call itself takes longer than the loops
MOST_KNOWN = 64  # lengths that a call is asked for
Axis = tuple[int, int]  # the number of an argument, and one of its dimensions


def short_lengths(axes: Sequence[Sequence[Axis]], shapes: Sequence[Sequence[int]]) -> dict[Axis, int]:
    """Return the lengths, by arguments of these shapes, of the axes of those loops whose axes are all short."""
    found = {
        (k, d): shapes[k][d]
        for of_loop in axes
        if all(1 <= shapes[k][d] <= SHORT for k, d in of_loop)
        for k, d in of_loop
    }
    return found if len(found) <= MOST_KNOWN else {}


def are_few(shapes: Sequence[Sequence[int]]) -> bool:
    """Whether arguments of these shapes have so few elements that no loop takes long."""
    return sum(map(math.prod, shapes)) <= FEW


def with_lengths(general: Program, lengths: Mapping[Axis, int]) -> Program:
    """The Program that computes the same of arguments that have these lengths: they are annotations of its inputs."""
    known: dict[int, dict[int, int]] = {}
    for (k, d), n in lengths.items():
        known.setdefault(k, {})[d] = n
    inputs = list(general.inputs)
    for k, own in known.items():
        v: Any = inputs[k]
        before = v.annotation.lengths or (None,) * v.type.ndim
        inputs[k] = annotated(
            v.type, replace(v.annotation, lengths=tuple(own.get(d, n) for d, n in enumerate(before))), v.name
        )
    outputs = replaced(general.outputs, dict(zip(general.inputs, inputs, strict=True)))
    return program(inputs, intern(outputs, Interner()))


__all__ = ["FEW", "Axis", "are_few", "short_lengths", "with_lengths"]
