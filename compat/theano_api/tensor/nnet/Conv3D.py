"""Source of the name: theano.tensor.nnet.Conv3D, until Theano 0.9."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.networks.convolution_old import conv3D

__all__ = ["conv3D"]
__getattr__ = absent_from(__name__)
