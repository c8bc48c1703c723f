"""Values from outside our rows: mpmath in 40 digits where a function is not plain arithmetic, else NumPy."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import mpmath as mp
import numpy as np

from theano_compat.ops.elementwise.functions import TABLE

mp.mp.dps = 40


def exact(name: str, *numbers: Any) -> Any:
    """The value in 40 digits, of a row whose reference is in mpmath."""
    assert TABLE[name].reference is not None
    return of_mpmath_numbers(name)(*(mp.mpf(float(v)) for v in numbers))


def of_mpmath_numbers(name: str) -> Callable[..., Any]:
    """The function that the row `name` stands for: by its reference, or, of plain arithmetic, by NumPy's."""
    row = TABLE[name]
    if row.reference is None:
        return getattr(np, row.numpy)
    return getattr(mp, row.reference) if isinstance(row.reference, str) else partial(row.reference, mp)


def reference(name: str, *columns: np.ndarray) -> np.ndarray:
    """The function that the row `name` stands for, at these points, in the widest dtype."""
    row = TABLE[name]
    if row.reference is not None:
        return np.array([float(exact(name, *point)) for point in zip(*columns, strict=True)])
    if row.reference_array is not None:
        return np.asarray(row.reference_array(np, *columns))
    if row.numpy:
        return np.asarray(getattr(np, row.numpy)(*columns))
    where = sys.modules[row.array.__module__].__file__
    raise AssertionError(
        f"Nothing says what the values of `{name}` are: give its row in {where} a `reference` "
        "(mpmath), a `reference_array` (NumPy), or the name of NumPy's function as `numpy`."
    )
