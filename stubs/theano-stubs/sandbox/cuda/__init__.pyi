# Written by `python -m tools.stubs`.
from theano.sandbox.cuda import basic_ops as basic_ops
from theano.sandbox.cuda import dnn as dnn
from theano.sandbox.cuda import type as type
from theano.sandbox.cuda import var as var
from theano.tensor import ftensor4 as ftensor4
from theano_compat.old.theano.gpu_names import CudaNdarrayType as CudaNdarrayType
from theano_compat.old.theano.gpu_names import GpuOp as GpuOp
from theano_compat.old.theano.gpu_names import as_float32 as _as_cuda_ndarray_variable
from theano_compat.old.theano.gpu_names import float32_shared as _shared_constructor
from theano_compat.old.theano.gpu_names import same as _gpu_from_host
from theano_compat.old.theano.gpu_names import same as _host_from_gpu
from theano_compat.old.theano.gpu_names import unuse as unuse
from theano_compat.old.theano.gpu_names import use as use
from theano_compat.old.theano.sandbox.cuda import nvcc_compiler as nvcc_compiler
from typing import Any
as_cuda_ndarray_variable = _as_cuda_ndarray_variable
cuda_available: Any
cuda_enabled: Any
gpu_from_host = _gpu_from_host
host_from_gpu = _host_from_gpu
shared_constructor = _shared_constructor
