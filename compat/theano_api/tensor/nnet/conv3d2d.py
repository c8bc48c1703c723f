"""Source of the names: theano.tensor.nnet.conv3d2d."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.networks.convolution_video import (
    DiagonalSubtensor,
    IncDiagonalSubtensor,
    conv3d,
    diagonal_subtensor,
    get_diagonal_subtensor_view,
    inc_diagonal_subtensor,
)

__all__ = [
    "DiagonalSubtensor",
    "IncDiagonalSubtensor",
    "conv3d",
    "diagonal_subtensor",
    "get_diagonal_subtensor_view",
    "inc_diagonal_subtensor",
]
__getattr__ = absent_from(__name__)
