"""Positions of the model's variables in the flat point that compiled step methods move."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Place:
    """The position of a variable in the flat point."""

    name: str
    start: int
    shape: tuple[int, ...]
    dtype: np.dtype

    @property
    def size(self) -> int:
        return math.prod(self.shape)

    @property
    def elements(self) -> range:
        return range(self.start, self.start + self.size)


Places = dict[str, Place]


__all__ = ["Place", "Places"]
