"""Source of the names: theano.gpuarray.dnn."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.gpu_names import dnn_available, dnn_conv, dnn_conv3d, dnn_pool

dnn_present = dnn_available

__all__ = ["dnn_available", "dnn_conv", "dnn_conv3d", "dnn_pool", "dnn_present"]
__getattr__ = absent_from(__name__)
