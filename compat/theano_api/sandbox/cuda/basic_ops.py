"""Source of the names: theano.sandbox.cuda.basic_ops."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.gpu_names import as_float32, same

as_cuda_ndarray_variable = as_float32
gpu_contiguous = gpu_from_host = host_from_gpu = same

__all__ = ["as_cuda_ndarray_variable", "gpu_contiguous", "gpu_from_host", "host_from_gpu"]
__getattr__ = absent_from(__name__)
