"""Source of the names: theano.tensor.nnet.corr."""

from __future__ import annotations

from compat.ops.networks.convolution_old import CorrMM, CorrMM_gradInputs, CorrMM_gradWeights
from compat.theano_api.absence import absent_from

__all__ = ["CorrMM", "CorrMM_gradInputs", "CorrMM_gradWeights"]
__getattr__ = absent_from(__name__)
