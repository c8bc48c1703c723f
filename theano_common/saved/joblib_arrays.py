"""joblib's way with arrays: their bytes follow in the stream, right behind the object that describes them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from .errors import CannotRead
from .inert import Inert
from .numpy_values import LARGEST, dtype_of, shaped

if TYPE_CHECKING:
    from .pickled import Machine

WRAPPER = ".numpy_pickle.NumpyArrayWrapper"


def array_that_follows(machine: Machine, wrapper: Inert) -> Any:
    """Return the array whose bytes come next, or None for one of objects: another pickle, which is read and let go."""
    shape, dtype = wrapper.get("shape"), wrapper.get("dtype")
    if not (isinstance(shape, tuple) and all(isinstance(n, int) and 0 <= n < LARGEST for n in shape)):
        raise CannotRead("a damaged joblib file: an array without a shape")
    kind = dtype_of(dtype)
    if kind is None:
        size = isinstance(dtype, Inert) and isinstance(dtype.state, tuple) and len(dtype.state) > 5 and dtype.state[5]
        text = dtype.arguments[0] if isinstance(dtype, Inert) and dtype.arguments else ""
        if text == "O8" or text == "O":
            return _objects(machine)
        if not isinstance(size, int) or size < 0:
            raise CannotRead(f"a joblib file with an array of {text or 'an unknown kind'}")
        _padding(machine, wrapper)
        machine.take(math.prod(shape) * size)
        return None
    _padding(machine, wrapper)
    return shaped(machine.take(math.prod(shape) * kind.itemsize), kind, shape, wrapper.get("order") == "F")


def _padding(machine: Machine, wrapper: Inert) -> None:
    if wrapper.get("numpy_array_alignment_bytes") is not None:  # since joblib 1.2: one byte says how many to skip
        machine.take(machine.take(1)[0])


def _objects(machine: Machine) -> Any:
    if getattr(machine, "inner", False):
        raise CannotRead("a damaged joblib file: objects in objects")
    inner = type(machine)(machine.data)
    inner.at, inner.made, inner.inner = machine.at, machine.made, True  # type: ignore[attr-defined]
    made = inner.run()
    machine.at, machine.made = inner.at, inner.made
    machine.names |= inner.names
    return made
