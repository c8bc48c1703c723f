# Written by `python -m tools.stubs`.
from theano_compat.old.theano.gpu_names import CudaNdarrayType as CudaNdarrayType
