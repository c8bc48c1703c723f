"""Runs a Program in NumPy at many points at once: some inputs have a first axis of points, which goes along.

The numbers are those of a call for each point, bit for bit: Ops that work element by element or move elements take all
points together (`array_at_points`), the others are called point by point.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..graph.program import Program
from ..graph.variable import Apply, Constant
from .array import _last_uses, _prepared


class WalkAtPoints:
    """`program`, ready to be walked at many points."""

    def __init__(self, program: Program) -> None:
        """NotImplementedError for values that are no arrays."""
        computed = [v for n in program.nodes for v in n.outputs]
        if not all(hasattr(v.type, "numpy_dtype") for v in (*program.inputs, *computed)):
            raise NotImplementedError("values that are no arrays")
        last_use = _last_uses(program)
        self._constants = {
            id(v): (v.data, False)
            for v in (*(v for n in program.nodes for v in n.inputs), *program.outputs)
            if isinstance(v, Constant)
        }
        self._steps = [(n, _prepared(n), last_use.get(k, ())) for k, n in enumerate(program.nodes)]
        self.program = program

    def __call__(self, values: Sequence[Any], of_points: Sequence[bool]) -> list[tuple[Any, bool]]:
        """(value, whether it has the axis) of each output; `of_points` says so of `values`, one for each input."""
        environment: dict[int, tuple[Any, bool]] = dict(self._constants)
        for v, value, many in zip(self.program.inputs, values, of_points, strict=True):
            environment[id(v)] = np.asarray(value, dtype=v.type.numpy_dtype), many  # type: ignore[attr-defined]
        for node, compute, dead in self._steps:
            read = [environment[id(v)] for v in node.inputs]
            inputs, axes = [value for value, _ in read], tuple(many for _, many in read)
            if any(axes):
                outputs = _at_points(node, compute, axes, inputs)
            else:
                outputs = compute(lambda inputs: np, inputs)
            for v, value in zip(node.outputs, outputs, strict=True):
                environment[id(v)] = value, any(axes)
            for k in dead:
                del environment[k]
        return [environment[id(v)] for v in self.program.outputs]


def _at_points(node: Apply, compute: Callable[..., Any], axes: tuple[bool, ...], inputs: list[Any]) -> list[Any]:
    at_once = getattr(node.op, "array_at_points", None)
    found = NotImplemented if at_once is None else at_once(node, axes, *inputs)
    if found is not NotImplemented:
        return found
    points = next(len(value) for value, many in zip(inputs, axes, strict=True) if many)
    each = [
        compute(lambda inputs: np, [value[i, ...] if many else value for value, many in zip(inputs, axes, strict=True)])
        for i in range(points)
    ]
    return [np.stack(outputs) for outputs in zip(*each, strict=True)]
