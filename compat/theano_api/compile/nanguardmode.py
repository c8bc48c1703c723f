"""`NanGuardMode`. Source of the names: theano.compile.nanguardmode."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...compilation.modes import Mode, NanGuardMode, get_mode
from ...importing.module_getattr import absent_from, names_of
from ...settings import config

if TYPE_CHECKING:
    from ...graph.variable import Apply


def _floats(arr: object) -> np.ndarray:
    """Return `arr` if it has floats, else an empty array: no other values can be NaN or infinite."""
    array = np.asarray(arr) if isinstance(arr, np.ndarray | np.generic | float | complex) else np.zeros(0)
    return array if array.dtype.kind in "fc" else np.zeros(0)


def contains_nan(arr: Any, node: Apply | None = None, var: Any = None) -> bool:
    """Return whether a value has a NaN; False for values that are not numeric.

    arr: the value. node, var: without an effect.
    """
    return bool(np.isnan(_floats(arr)).any())


def contains_inf(arr: Any, node: Apply | None = None, var: Any = None) -> bool:
    """Return whether a value has an infinity; False for values that are not numeric.

    arr: the value. node, var: without an effect.
    """
    return bool(np.isinf(_floats(arr)).any())


__all__ = ["Mode", "NanGuardMode", "config", "contains_inf", "contains_nan", "flatten", "get_mode"]  # noqa: F822
__getattr__ = absent_from(__name__, names_of(**{"theano.gof.utils": "flatten"}))
