"""Source of the names: theano.tensor.nnet.corr3d."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.networks.convolution_old import Corr3dMM, Corr3dMM_gradInputs, Corr3dMM_gradWeights

__all__ = ["Corr3dMM", "Corr3dMM_gradInputs", "Corr3dMM_gradWeights"]
__getattr__ = absent_from(__name__)
