"""Source of the names: theano.tensor.signal.conv."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.networks.convolution_old import signal_conv2d as conv2d

__all__ = ["conv2d"]
__getattr__ = absent_from(__name__)
