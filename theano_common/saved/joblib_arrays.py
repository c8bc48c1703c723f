"""Arrays in joblib's format: their bytes follow in the stream right after the object that describes them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from .errors import CannotRead
from .inert_objects import Inert
from .numpy_values import LARGEST, dtype_of, shaped

WRAPPER = ".numpy_pickle.NumpyArrayWrapper"
Take = Callable[[int], Any]


def array_that_follows(wrapper: Inert, take: Take, inner: Callable[[], Any]) -> Any:
    """Return the array whose bytes come next; None for an unknown kind, whose bytes are skipped.

    take: returns the next bytes. inner: reads the pickle that comes next, as which arrays of objects are stored.
    """
    shape, dtype = wrapper.get("shape"), wrapper.get("dtype")
    if not (isinstance(shape, tuple) and all(isinstance(n, int) and 0 <= n < LARGEST for n in shape)):
        raise CannotRead("a damaged joblib file: an array without a shape")
    kind = dtype_of(dtype)
    if kind is None:
        size = isinstance(dtype, Inert) and isinstance(dtype.state, tuple) and len(dtype.state) > 5 and dtype.state[5]
        text = dtype.arguments[0] if isinstance(dtype, Inert) and dtype.arguments else ""
        if text == "O8" or text == "O":
            return inner()
        if not isinstance(size, int) or size < 0:
            raise CannotRead(f"a joblib file with an array of {text or 'an unknown kind'}")
        _padding(take, wrapper)
        take(math.prod(shape) * size)
        return None
    _padding(take, wrapper)
    return shaped(take(math.prod(shape) * kind.itemsize), kind, shape, wrapper.get("order") == "F")


def _padding(take: Take, wrapper: Inert) -> None:
    if wrapper.get("numpy_array_alignment_bytes") is not None:  # since joblib 1.2: one byte says how many to skip
        take(take(1)[0])
