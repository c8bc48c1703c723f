# Written by `python -m tools.stubs`.
from theano_compat.old.theano.gpu_names import dnn_available as _dnn_present
from theano_compat.old.theano.gpu_names import dnn_available as dnn_available
from theano_compat.old.theano.gpu_names import dnn_pool as dnn_pool
dnn_present = _dnn_present
