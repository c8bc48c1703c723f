"""Source of the names: theano.tensor.nnet.bn."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.networks.batch_normalisation import (
    AbstractBatchNormInference,
    AbstractBatchNormTrain,
    AbstractBatchNormTrainGrad,
    batch_normalization,
    batch_normalization_test,
    batch_normalization_train,
)

__all__ = [
    "AbstractBatchNormInference",
    "AbstractBatchNormTrain",
    "AbstractBatchNormTrainGrad",
    "batch_normalization",
    "batch_normalization_test",
    "batch_normalization_train",
]
__getattr__ = absent_from(__name__)
