"""Source of the names: theano.tensor.signal.conv."""

from __future__ import annotations

from compat.ops.networks.convolution_old import signal_conv2d as conv2d
from compat.theano_api.absence import absent_from

__all__ = ["conv2d"]
__getattr__ = absent_from(__name__)
