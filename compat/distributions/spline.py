"""Splines: piecewise linear functions, for the density of `Interpolated`, and SciPy's splines as an Op.

Source: pymc3.distributions.continuous.Interpolated, pymc3.distributions.dist_math.SplineWrapper.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..graph.arrays import Array, ArrayModule
from ..graph.variable import Apply
from ..ops.elementwise.functions import clip, gt, lt, or_, switch
from ..ops.ordering.searching import searchsorted
from ..ops.tensor_op import TensorOp, as_tensor
from ..ops.tensor_types import TensorLike


def of_points(x: Any, points: TensorLike, heights: TensorLike) -> Any:
    """Return the graph of a piecewise linear function at `x`, through points in ascending order; 0 outside of them."""
    x = as_tensor(x)
    points, heights = np.asarray(points, "float64"), np.asarray(heights, "float64")
    place = clip(searchsorted(points, x, side="right") - 1, 0, len(points) - 2)
    slopes = as_tensor(np.diff(heights) / np.diff(points))
    inside = as_tensor(heights)[place] + slopes[place] * (x - as_tensor(points)[place])
    found = switch(or_(lt(x, points[0]), gt(x, points[-1])), 0.0, inside)  # NaN is on neither side
    return found.astype(x.dtype) if x.dtype.startswith("float") else found


class SplineWrapper(TensorOp):
    """The Op spline(x), element by element.

    spline: a scipy.interpolate.UnivariateSpline. The derivative is one, too, NotImplementedError for a step function.
    """

    __props__ = ("spline",)

    def __init__(self, spline: Any) -> None:
        self.spline = spline

    def __eq__(self, other: object) -> bool:
        return type(other) is SplineWrapper and other.spline is self.spline

    def __hash__(self) -> int:
        return hash((SplineWrapper, id(self.spline)))

    def make_node(self, x: Any) -> Apply:
        x = as_tensor(x)
        return Apply(self, [x], [x.type()])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]

    @property
    def grad_op(self) -> SplineWrapper:
        """Return the spline's derivative. NotImplementedError for a step function."""
        if "_grad_op" not in self.__dict__:
            try:
                self._grad_op = SplineWrapper(self.spline.derivative())
            except ValueError:
                raise NotImplementedError("Spline of order 0 is not differentiable") from None
        return self._grad_op

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [output_gradients[0] * self.grad_op(inputs[0])]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None if eval_points[0] is None else eval_points[0] * self.grad_op(inputs[0])]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        kind: Any = node.outputs[0].type
        dtype = kind.dtype
        if xp is np:
            return [np.asarray(self.spline(x)).astype(dtype)]
        return [_piece_by_piece(xp, self.spline, x).astype(dtype)]


def _piece_by_piece(xp: ArrayModule, spline: Any, x: TensorLike) -> Any:
    """Return the polynomial of each interval, by Horner's rule; outside as the spline's `ext` says."""
    from scipy.interpolate import PPoly

    t, c, k = spline._eval_args
    pieces = PPoly.from_spline((t, c, k))
    inner = slice(k, len(pieces.c[0]) - k)
    knots, coefficients = pieces.x[k : len(pieces.x) - k], pieces.c[:, inner]
    outside = (x < knots[0]) | (x > knots[-1])
    at = xp.clip(x, knots[0], knots[-1]) if spline.ext == 3 else x
    place = xp.clip(xp.searchsorted(xp.asarray(knots), at, side="right") - 1, 0, len(knots) - 2)
    step, value = at - xp.asarray(knots)[place], 0.0
    for row in coefficients:
        value = value * step + xp.asarray(row)[place]
    return xp.where(outside, 0.0, value) if spline.ext == 1 else value
