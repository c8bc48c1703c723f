"""Source of the names: theano.tensor.signal.downsample, as pooling was called until Theano 0.8."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.networks.pooling import DownsampleFactorMaxGradGrad, MaxPoolGrad
from compat.ops.networks.pooling import Pool as DownsampleFactorMax
from compat.ops.networks.pooling_functions import max_pool_2d, max_pool_2d_same_size

DownsampleFactorMaxGrad = MaxPoolGrad

__all__ = [
    "DownsampleFactorMax",
    "DownsampleFactorMaxGrad",
    "DownsampleFactorMaxGradGrad",
    "max_pool_2d",
    "max_pool_2d_same_size",
]
__getattr__ = absent_from(__name__)
