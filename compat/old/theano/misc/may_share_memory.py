"""Whether two values may share memory. Source of the names: theano.misc.may_share_memory."""

from __future__ import annotations

import numpy as np

from ....importing.module_getattr import absent_from
from ....ops.tensor_types import TensorLike


def _arrays(value: object) -> list[np.ndarray] | None:
    """Return the arrays that make up a value: itself, or the parts of a sparse matrix; None for other values."""
    if isinstance(value, np.ndarray):
        return [value]
    if type(value).__module__.startswith("scipy.sparse"):
        return [getattr(value, name) for name in ("data", "indices", "indptr") if hasattr(value, name)]
    return None


def may_share_memory(a: TensorLike, b: TensorLike, raise_other_type: bool = True) -> bool:
    """Return whether two arrays or sparse matrices overlap in memory.

    a, b: the arrays. raise_other_type: whether other values raise TypeError; False for False.
    """
    mine, theirs = _arrays(a), _arrays(b)
    if mine is None or theirs is None:
        if raise_other_type:
            raise TypeError(
                "may_share_memory support only ndarray and scipy.sparse, got "
                f"{type(a).__name__} and {type(b).__name__}."
            )
        return False
    return any(np.may_share_memory(x, y) for x in mine for y in theirs)


__all__ = ["may_share_memory"]
__getattr__ = absent_from(__name__)
