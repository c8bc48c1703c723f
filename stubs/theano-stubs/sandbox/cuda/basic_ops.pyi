# Written by `python -m tools.stubs`.
from theano_compat.old.theano.gpu_names import as_float32 as _as_cuda_ndarray_variable
from theano_compat.old.theano.gpu_names import same as _gpu_contiguous
as_cuda_ndarray_variable = _as_cuda_ndarray_variable
gpu_contiguous = _gpu_contiguous
