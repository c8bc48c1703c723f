"""Draws at many points, whose parameters differ, with the numbers that draws point after point take from the stream."""

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
    """A parameter of a draw: its shape at one point, and whether the value has a first axis of points."""

    value: Any
    of_points: bool
    shape: tuple[int, ...]

    def at(self, point: int) -> Any:
        return self.value[point].reshape(self.shape)[()] if self.of_points else self.value

    def together(self, points: int, ndim: int) -> Any:
        """Return what is to be broadcast with (points, *size), the size being of `ndim` dimensions."""
        if not self.of_points:
            return self.value
        return self.value.reshape((points, *(1,) * (ndim - len(self.shape)), *self.shape))


@dataclass(frozen=True)
class Draw:
    """What is drawn at each point."""

    spec: DistributionSpec
    size: tuple[int, ...]
    arguments: Sequence[Argument]

    @property
    def in_one_call(self) -> bool:
        """Say whether many points may be drawn at once.

        Numbers that are no arrays are computed with by other functions of libm than arrays.
        """
        return bool(self.spec.deviates) and all(a.shape for a in self.arguments if a.of_points)

    def at(self, point: int) -> Any:
        assert self.spec.random is not None
        return self.spec.random(self.size, *(a.at(point) for a in self.arguments))

    def together(self, points: int, given: Any = None) -> Any:
        """Draw at all points; `given` are the deviates, where they are drawn already."""
        assert self.spec.random is not None
        size = PointsAndSize((points, *self.size))
        size.given = given
        return self.spec.random(size, *(a.together(points, len(self.size)) for a in self.arguments))


def draws_at_points(draws: Sequence[Draw], points: int) -> list[np.ndarray]:
    """Draw from each, with a first axis of points.

    All of one point come before those of the next in the stream.

    NotAtOnce where what is drawn depends on values.
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
