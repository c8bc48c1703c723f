"""Short axes of arguments, and the Program of a function whose lengths along them are known.

gcc unrolls an inner loop of short known length, or makes one vector of it. For an unknown length it makes a vector
loop, a loop for the remainder, and a choice between them, for every few points.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...graph.program import Interner, Program, intern, program
from ...graph.traversal import replace as replaced
from ...graph.variable import annotated
from ...rules import thresholds

Axis = tuple[int, int]  # the number of an argument, and one of its dimensions


def short_lengths(axes: Sequence[Sequence[Axis]], shapes: Sequence[Sequence[int]]) -> dict[Axis, int]:
    """Return the lengths of the axes, for arguments of these shapes, over which only short inner loops run."""
    found = {
        (k, d): shapes[k][d]
        for of_loop in axes
        if all(1 <= shapes[k][d] <= thresholds.SHORT_AXIS for k, d in of_loop)
        for k, d in of_loop
    }
    return found if len(found) <= thresholds.SHORT_AXES_MOST_LENGTHS else {}


def are_few(shapes: Sequence[Sequence[int]]) -> bool:
    """Return whether arguments of these shapes have so few elements that no loop takes long."""
    return sum(map(math.prod, shapes)) <= thresholds.SHORT_AXES_FEWEST_ELEMENTS


def with_lengths(general: Program, lengths: Mapping[Axis, int]) -> Program:
    """Return the Program with these lengths as annotations of its inputs."""
    known: dict[int, dict[int, int]] = {}
    for (k, d), n in lengths.items():
        known.setdefault(k, {})[d] = n
    inputs = list(general.inputs)
    for k, own in known.items():
        v: Any = inputs[k]
        before = v.compat_annotation.lengths or (None,) * v.type.ndim
        inputs[k] = annotated(
            v.type, replace(v.compat_annotation, lengths=tuple(own.get(d, n) for d, n in enumerate(before))), v.name
        )
    outputs = replaced(general.outputs, dict(zip(general.inputs, inputs, strict=True)))
    return program(inputs, intern(outputs, Interner()))
