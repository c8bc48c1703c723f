"""Source of the names: theano.gpuarray.basic_ops."""

from __future__ import annotations

from typing import Any

from ....importing.module_getattr import absent_from
from ....ops.tensor_types import TensorLike
from ..gpu_names import same


def as_gpuarray_variable(x: TensorLike, context_name: Any = None) -> Any:
    """Return `x` as a variable: nothing is moved.

    x: a variable, a number or an array, of any shape. context_name: taken, without an effect.
    """
    return same(x)


gpu_contiguous = host_from_gpu = same

__all__ = ["as_gpuarray_variable", "gpu_contiguous", "host_from_gpu"]
__getattr__ = absent_from(__name__)
