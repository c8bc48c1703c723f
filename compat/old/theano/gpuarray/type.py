"""Source of the names: theano.gpuarray.type."""

from __future__ import annotations

from typing import Any

from ....importing.module_getattr import absent_from
from ..gpu_names import GpuArrayType


class ContextNotDefined(ValueError):
    """No GPU context has that name: there are none."""


def get_context(name: str) -> Any:
    """Raise ContextNotDefined, for any name: no GPU is used but by JAX."""
    raise ContextNotDefined(f"context name {name} not defined: functions run through JAX, which has its own devices")


def list_contexts() -> list[Any]:
    """Return an empty list: there is no device of Theano's."""
    return []


__all__ = ["ContextNotDefined", "GpuArrayType", "get_context", "list_contexts"]
__getattr__ = absent_from(__name__)
