"""dtype arithmetic by legacy's rules, which are not NumPy 2's: scalars count by their dtype, not their value.

Source: theano.scalar.basic.upcast and NumericAutocaster (`cast_policy` "custom").
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import numpy as np

from ..settings import config

FLOATS = ("float16", "float32", "float64")
INTEGERS = ("int8", "int16", "int32", "int64")
UNSIGNED = ("uint8", "uint16", "uint32", "uint64")
COMPLEX = ("complex64", "complex128")
DISCRETE = frozenset(("bool", *INTEGERS, *UNSIGNED))

# (relative, absolute): when legacy's comparisons call two numbers equal
ROUNDING = {"float16": (1e-3, 1e-3), "float32": (1e-5, 1e-5), "complex64": (1e-5, 1e-5)}
ROUNDING_ELSE = (1e-5, 1e-8)


@cache
def _promote(dtypes: tuple[str, ...]) -> str:
    found = np.dtype(dtypes[0])
    for d in dtypes[1:]:  # one after the other, as in legacy: (uint16, int8), then float32 is float64
        found = np.result_type(found, np.dtype(d))
    return found.name


def upcast(*dtypes: str) -> str:
    """Return the smallest dtype that holds all; (int64, float32) is float32 only under `cast_policy=numpy+floatX`."""
    found = _promote(tuple(dtypes))
    if (
        found == "float64"
        and config.cast_policy == "numpy+floatX"
        and config.floatX == "float32"
        and "float64" not in dtypes
    ):
        return "float32"
    return found


def upcast_to_float(*dtypes: str) -> str:
    """Return the result dtype of functions that leave the integers.

    8- and 16-bit integers give float32, wider ones float64.

    Source: theano.scalar.basic.upgrade_to_float.
    """
    return upcast(*(_FLOAT_FOR.get(d, d) for d in dtypes))


_FLOAT_FOR = {
    "bool": "float32",
    "int8": "float32",
    "int16": "float32",
    "int32": "float64",
    "int64": "float64",
    "uint8": "float32",
    "uint16": "float32",
    "uint32": "float64",
    "uint64": "float64",
}


def autocast(value: object) -> np.ndarray:
    """Convert a Python number to the smallest dtype that keeps it, by `config.cast_policy` and `floatX`."""
    if isinstance(value, np.ndarray | np.generic):
        return np.asarray(value)
    if config.cast_policy in ("numpy", "numpy+floatX"):
        array = np.asarray(value)
        if isinstance(value, float) and config.cast_policy == "numpy+floatX":
            return array.astype(config.floatX)
        return array
    if isinstance(value, bool):
        return np.asarray(value, dtype="bool")
    if isinstance(value, int):
        for dtype in (*INTEGERS, "uint64"):
            bounds = np.iinfo(dtype)
            if bounds.min <= value <= bounds.max:
                return np.asarray(value, dtype=dtype)
        raise OverflowError(f"Python int too large to convert to any integer dtype: {value}")
    return AUTOCAST_FLOAT(value) if isinstance(value, float) else np.asarray(value)


class AutocastFloat:
    """The dtype of Python floats under `cast_policy=custom`.

    x: a Python number. The result is the first of `dtypes` that keeps it.
    """

    def __init__(self, dtypes: tuple[str, ...]) -> None:
        self.dtypes = dtypes

    def __call__(self, x: float) -> np.ndarray:
        if config.floatX != "float64" and config.floatX in self.dtypes:
            return np.asarray(x, dtype=config.floatX)
        tried = [d for d in self.dtypes if d != "float16" or config.floatX == "float16"]
        with np.errstate(over="ignore"):
            for dtype in tried:
                kept = np.asarray(x, dtype=dtype)
                if np.isnan(x) or float(kept) == x:
                    break
        return kept


AUTOCAST_FLOAT = AutocastFloat(FLOATS)


@contextmanager
def autocast_float_as(*dtypes: str) -> Iterator[None]:
    """Within it, Python floats become constants of given dtypes.

    dtypes: names; the first that keeps the number is taken.
    """
    before, AUTOCAST_FLOAT.dtypes = AUTOCAST_FLOAT.dtypes, dtypes
    try:
        yield
    finally:
        AUTOCAST_FLOAT.dtypes = before
