"""`pm.logp` of PyMC 4, which PyMC3 3.11.5 added too. Source: pymc3.backports."""

from __future__ import annotations

from typing import Any

from ..importing.module_getattr import absent_from
from ..ops.tensor_types import TensorLike

__all__ = ["logp"]


def logp(rv: Any, value: TensorLike) -> Any:
    """Return `rv.logp(value)`: a graph if `rv` is a distribution, a number if it is a model's variable.

    value: numbers or a tensor for a distribution; a point (dict) for a model's variable.
    """
    return rv.logp(value)


__getattr__ = absent_from(__name__)
