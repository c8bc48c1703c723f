"""Source of the names: theano.tensor.nnet.bn."""

from __future__ import annotations

from compat.ops.networks.batch_normalisation import (
    AbstractBatchNormInference,
    AbstractBatchNormTrain,
    AbstractBatchNormTrainGrad,
    batch_normalization,
    batch_normalization_test,
    batch_normalization_train,
)
from compat.theano_api.absence import absent_from

__all__ = [
    "AbstractBatchNormInference", "AbstractBatchNormTrain", "AbstractBatchNormTrainGrad", "batch_normalization",
    "batch_normalization_test", "batch_normalization_train",
]
__getattr__ = absent_from(__name__)
