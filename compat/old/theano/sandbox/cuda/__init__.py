"""`theano.sandbox.cuda`, the GPU back-end until Theano 0.9: not enabled. For its names see `gpu_names`."""

from __future__ import annotations

from .....importing.module_getattr import absent_from
from .....theano_api.tensor.basic import fcol, fmatrix, frow, fscalar, ftensor3, ftensor4, fvector
from ...gpu_names import (
    CudaNdarrayType,
    GpuOp,
    as_float32,
    float32_shared,
    same,
    unuse,
    use,
)

cuda_available = cuda_enabled = False
as_cuda_ndarray_variable = as_float32
gpu_from_host = host_from_gpu = same
shared_constructor = float32_shared_constructor = float32_shared

__all__ = [
    "CudaNdarrayType",
    "GpuOp",
    "as_cuda_ndarray_variable",
    "cuda_available",
    "cuda_enabled",
    "fcol",
    "float32_shared_constructor",
    "fmatrix",
    "frow",
    "fscalar",
    "ftensor3",
    "ftensor4",
    "fvector",
    "gpu_from_host",
    "host_from_gpu",
    "shared_constructor",
    "unuse",
    "use",
]
__getattr__ = absent_from(__name__)
