"""Run a Program in NumPy at many points at once: some inputs have a leading axis of points, which outputs keep.

The results equal those of one call per point, bit for bit. Ops that work element by element or only move elements take
all points together (`array_at_points`); the others are called point by point.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..graph.program import Program
from ..graph.variable import Apply, Constant
from .array import _last_uses, _prepared


class WalkAtPoints:
    """A `program` that is ready to be evaluated at many points."""

    def __init__(self, program: Program) -> None:
        """Prepare each node; raise NotImplementedError if some value is not an array."""
        computed = [v for n in program.nodes for v in n.outputs]
        if not all(hasattr(v.type, "compat_numpy_dtype") for v in (*program.inputs, *computed)):
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
        """Return each output as (value, whether it has the axis of points).

        of_points: for each of `values`, whether it has that axis.
        """
        environment: dict[int, tuple[Any, bool]] = dict(self._constants)
        for v, value, many in zip(self.program.inputs, values, of_points, strict=True):
            environment[id(v)] = np.asarray(value, dtype=v.type.compat_numpy_dtype), many  # type: ignore[attr-defined]
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
    at_once = getattr(node.op, "compat_array_at_points", None)
    found = NotImplemented if at_once is None else at_once(node, axes, *inputs)
    if found is not NotImplemented:
        return found
    points = next(len(value) for value, many in zip(inputs, axes, strict=True) if many)
    each = [
        compute(lambda inputs: np, [value[i, ...] if many else value for value, many in zip(inputs, axes, strict=True)])
        for i in range(points)
    ]
    return [np.stack(outputs) for outputs in zip(*each, strict=True)]
