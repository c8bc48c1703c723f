"""Source of the names: theano.tensor.nnet.corr."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.networks.convolution_old import CorrMM, CorrMM_gradInputs, CorrMM_gradWeights

__all__ = ["CorrMM", "CorrMM_gradInputs", "CorrMM_gradWeights"]
__getattr__ = absent_from(__name__)
