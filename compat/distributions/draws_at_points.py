"""Draws at many points with different parameters, with the random numbers of drawing point by point."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .spec import DistributionSpec
from .streams import PointsAndSize, standard_normals, uniforms

STANDARD = {"normal": standard_normals, "uniform": uniforms}


@dataclass(frozen=True)
class Argument:
    """A parameter of a draw: its shape at one point, and whether the value's first axis runs over points."""

    value: Any
    of_points: bool
    shape: tuple[int, ...]

    def at(self, point: int) -> Any:
        return self.value[point].reshape(self.shape)[()] if self.of_points else self.value

    def together(self, points: int, ndim: int) -> Any:
        """Return the value in a shape that broadcasts with (points, *size), where the size has `ndim` dimensions."""
        if not self.of_points:
            return self.value
        return self.value.reshape((points, *(1,) * (ndim - len(self.shape)), *self.shape))


@dataclass(frozen=True)
class Draw:
    """One distribution to draw from at each point."""

    spec: DistributionSpec
    size: tuple[int, ...]
    arguments: Sequence[Argument]

    @property
    def in_one_call(self) -> bool:
        """Return whether many points may be drawn at once.

        Scalar parameters prevent it, because scalar arithmetic uses other functions of libm than array arithmetic.
        """
        return bool(self.spec.deviates) and all(a.shape for a in self.arguments if a.of_points)

    def at(self, point: int) -> Any:
        assert self.spec.random is not None
        return self.spec.random(self.size, *(a.at(point) for a in self.arguments))

    def together(self, points: int, given: np.ndarray | None = None) -> Any:
        """Return draws at all points; `given` are the deviates, if they are drawn already."""
        assert self.spec.random is not None
        size = PointsAndSize((points, *self.size))
        size.given = given
        return self.spec.random(size, *(a.together(points, len(self.size)) for a in self.arguments))


def draws_at_points(draws: Sequence[Draw], points: int) -> list[np.ndarray]:
    """Draw from each distribution, with a first axis of points.

    All numbers of one point precede those of the next in the stream. NotAtOnce if the distributions do not allow it.
    """
    kinds = {d.spec.deviates for d in draws}
    if all(d.in_one_call for d in draws):
        if len(draws) == 1:
            return [draws[0].together(points)]
        standard = STANDARD.get(draws[0].spec.deviates)
        if len(kinds) == 1 and standard is not None:
            ends = np.cumsum([math.prod(d.size) for d in draws])
            pieces = np.split(standard((points, int(ends[-1]))), ends[:-1], axis=1)
            return [
                d.together(points, piece.reshape((points, *d.size))) for d, piece in zip(draws, pieces, strict=True)
            ]
    each = [[d.at(point) for d in draws] for point in range(points)]
    return [np.stack(values) for values in zip(*each, strict=True)]
