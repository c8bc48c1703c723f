"""Source of the names: theano.gpuarray.type."""

from __future__ import annotations

from typing import Any

from ....importing.module_getattr import absent_from
from ..gpu_names import GpuArrayType


class ContextNotDefined(ValueError):
    """No GPU context has that name: there are none.

    Example::

        try:
            context = theano.gpuarray.type.get_context("dev0")
        except theano.gpuarray.type.ContextNotDefined:
            context = None

    Source: theano.gpuarray.type.
    """


def get_context(name: str) -> Any:
    """Raise ContextNotDefined, for any name: no GPU is used but by JAX.

    Example::

        try:
            context = theano.gpuarray.type.get_context("dev0")
        except theano.gpuarray.type.ContextNotDefined:
            context = None

    Source: theano.gpuarray.type.
    """
    raise ContextNotDefined(f"context name {name} not defined: functions run through JAX, which has its own devices")


def list_contexts() -> list[Any]:
    """Return an empty list: there is no device of Theano's.

    Example::

        >>> theano.gpuarray.type.list_contexts()
        []

    Source: theano.gpuarray.type.
    """
    return []


__all__ = ["ContextNotDefined", "GpuArrayType", "get_context", "list_contexts"]
__getattr__ = absent_from(__name__)
