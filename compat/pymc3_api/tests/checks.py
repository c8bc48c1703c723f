"""Assertions about arrays. Source of the names: pymc3.tests.checks."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...importing.module_getattr import absent_from
from ...ops.tensor_types import TensorLike


def _assert_within(distance: Any, x: Any, v: Any, bound: float, name: str) -> None:
    within = (distance < bound) | (np.asarray(x) == np.asarray(v))  # infinities are equal, with a distance of NaN
    assert np.all(within), f"{name} out of bounds: {x!r}, {v!r}, {bound!r}"


def close_to(x: TensorLike, v: Any, bound: float, name: str = "value") -> None:
    """Raise AssertionError unless `x` is nearer to `v` than `bound`, or equal to it."""
    with np.errstate(invalid="ignore"):
        distance = np.abs(np.asarray(x) - np.asarray(v))
    _assert_within(distance, x, v, bound, name)


def close_to_logical(x: Any, v: Any, bound: float, name: str = "value") -> None:
    """Call `close_to` for truth values and integers, with the bits in which they differ."""
    _assert_within(np.abs(np.bitwise_xor(x, v)), x, v, bound, name)


__getattr__ = absent_from(__name__)
