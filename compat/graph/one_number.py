"""Arrays of one element that count as numbers, as all did before NumPy 2.4."""

from __future__ import annotations

from typing import Any, SupportsIndex

import numpy as np


def _counts_already() -> bool:
    version = np.__version__.split(".")
    return (int(version[0]), int(version[1])) < (2, 4)


COUNTS_ALREADY = _counts_already()


class OneNumber(np.ndarray):
    """An array of one element that `float`, `int`, `%` and `a[i] = ...` accept, or one with such rows.

    Otherwise it behaves as any array. A result of one element is a OneNumber too. Pickled, deep-copied and combined
    with other arrays it is a plain NumPy array.
    """

    __array_priority__ = -1.0

    def __float__(self) -> float:
        return float(self._number())

    def __int__(self) -> int:
        return int(self._number())

    def __complex__(self) -> complex:
        return complex(self._number())

    def _number(self) -> Any:
        if self.size != 1:
            raise TypeError("only length-1 arrays can be converted to Python scalars")
        return self.item()

    def __array_wrap__(
        self, array: np.ndarray, context: tuple[Any, ...] | None = None, return_scalar: bool = False
    ) -> Any:
        return array[()] if return_scalar or not array.ndim else as_number(array.view(np.ndarray))

    def __repr__(self) -> str:
        return repr(self.view(np.ndarray))

    def __reduce__(self) -> Any:
        return self.view(np.ndarray).__reduce__()

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        return self.view(np.ndarray).__reduce_ex__(protocol)

    def __deepcopy__(self, memo: dict[int, Any] | None) -> Any:
        return self.view(np.ndarray).copy()


def given(value: np.generic | np.ndarray) -> Any:
    """Return `value`, a result or a shared variable's value, so that it counts as a number as before NumPy 2.4."""
    return value if COUNTS_ALREADY else as_number(value)


def rows_given(values: np.ndarray) -> Any:
    """Return `values`, one row per draw, so that each row of one element counts as a number."""
    plain = type(values) is np.ndarray and values.ndim > 1 and values.dtype.kind in "biufc"
    return values.view(OneNumber) if plain and values[:1].size == 1 and not COUNTS_ALREADY else values


def as_number(value: object) -> Any:
    """Return `value`, an array of one element as one that counts as a number."""
    if type(value) is np.ndarray and value.size == 1 and value.ndim and value.dtype.kind in "biufc":
        return value.view(OneNumber)
    return value
