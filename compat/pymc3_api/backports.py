"""`pm.logp` of PyMC 4, which PyMC3 3.11.5 added too. Source: pymc3.backports."""

from __future__ import annotations

from typing import Any

from ..importing.module_getattr import absent_from
from ..ops.tensor_types import TensorLike

__all__ = ["logp"]


def logp(rv: Any, value: TensorLike) -> Any:
    """Return a log density: a graph of a distribution, a number for a model's variable.

    rv: a distribution, or a variable of a model. value: numbers or a tensor of the shape of the distribution; for a
    variable a point, name -> value.
    """
    return rv.logp(value)


__getattr__ = absent_from(__name__)
