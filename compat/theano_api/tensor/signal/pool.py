"""Source of the names: theano.tensor.signal.pool."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.networks.pooling import AveragePoolGrad, DownsampleFactorMaxGradGrad, MaxPoolGrad, Pool
from compat.ops.networks.pooling_functions import max_pool_2d_same_size, pool_2d, pool_3d

__all__ = [
    "AveragePoolGrad",
    "DownsampleFactorMaxGradGrad",
    "MaxPoolGrad",
    "Pool",
    "max_pool_2d_same_size",
    "pool_2d",
    "pool_3d",
]
__getattr__ = absent_from(__name__)
