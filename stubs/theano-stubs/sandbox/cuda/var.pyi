# Written by `python -m tools.stubs`.
from theano_compat.old.theano.gpu_names import float32_shared as _float32_shared_constructor
float32_shared_constructor = _float32_shared_constructor
