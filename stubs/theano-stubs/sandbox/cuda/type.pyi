# Written by `python -m tools.stubs`.
from theano_compat.theano_api.gpu_names import CudaNdarrayType as CudaNdarrayType
