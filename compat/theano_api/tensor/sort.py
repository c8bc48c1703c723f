"""Sorting; as a function, `sort` itself. Source of the names: theano.tensor.sort."""

from __future__ import annotations

from compat.ops.sorting import argsort, sort
from compat.theano_api.absence import absent_from
from compat.theano_api.callable_module import make_callable

make_callable(__name__, sort)

__all__ = ["argsort", "sort"]
__getattr__ = absent_from(__name__)
