"""Serialisation of step methods for other processes."""

from __future__ import annotations

import pickle
from typing import Any

from theano_common.installing import pip_install


def pickler(backend: str) -> Any:
    """Return the module `pickle` or `dill`. ValueError for another name, or if dill is missing."""
    if backend == "pickle":
        return pickle
    if backend != "dill":
        raise ValueError("Unknown pickle backend")
    try:
        import dill
    except ImportError:
        raise ValueError(f"dill must be installed for pickle_backend='dill': {pip_install('dill')}") from None
    return dill


__all__ = ["pickler"]
