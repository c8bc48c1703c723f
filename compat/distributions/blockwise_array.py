"""Arrays computed in blocks where they are never needed whole: the means of many draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import DTypeLike


@dataclass(frozen=True)
class BlockwiseArray:
    """A float64 array of `shape`. parts: returns an iterator of (start, stop, its rows from start to stop).

    NumPy accepts it as an array, and then computes it whole.
    """

    shape: tuple[int, ...]
    parts: Callable[[], Iterator[tuple[int, int, np.ndarray]]]

    @property
    def ndim(self) -> int:
        return len(self.shape)

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> np.ndarray:
        found = np.empty(self.shape)
        for start, stop, rows in self.parts():
            found[start:stop] = rows
        return found if dtype is None else found.astype(dtype, copy=False)


__all__ = ["BlockwiseArray"]
