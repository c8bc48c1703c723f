"""Variational inference (pymc3.variational)."""

from ...importing.module_getattr import absent_from
from ...models.variational import (
    approximations,
    callbacks,
    flows,
    inference,
    operators,
    opvi,
    stein,
    test_functions,
    updates,
)
from ...models.variational.advi import ADVIFit, advi, sample_vp
from ...models.variational.approximation import Approximation
from ...models.variational.approximations import Empirical, FullRank, MeanField, NormalizingFlow, sample_approx
from ...models.variational.group import Group
from ...models.variational.inference import (
    ADVI,
    ASVGD,
    NFVI,
    SVGD,
    FullRankADVI,
    ImplicitGradient,
    Inference,
    KLqp,
    fit,
)
from ...models.variational.stein import Stein
from ...models.variational.updates import (
    adadelta,
    adagrad,
    adagrad_window,
    adam,
    adamax,
    apply_momentum,
    apply_nesterov_momentum,
    momentum,
    nesterov_momentum,
    norm_constraint,
    rmsprop,
    sgd,
    total_norm_constraint,
)

__all__ = [
    "ADVI",
    "ADVIFit",
    "ASVGD",
    "Approximation",
    "Empirical",
    "FullRank",
    "FullRankADVI",
    "Group",
    "ImplicitGradient",
    "Inference",
    "KLqp",
    "MeanField",
    "NFVI",
    "NormalizingFlow",
    "SVGD",
    "Stein",
    "adadelta",
    "adagrad",
    "adagrad_window",
    "adam",
    "adamax",
    "advi",
    "apply_momentum",
    "apply_nesterov_momentum",
    "approximations",
    "callbacks",
    "fit",
    "flows",
    "inference",
    "momentum",
    "nesterov_momentum",
    "norm_constraint",
    "operators",
    "opvi",
    "rmsprop",
    "sample_approx",
    "sample_vp",
    "sgd",
    "stein",
    "test_functions",
    "total_norm_constraint",
    "updates",
]


__getattr__ = absent_from(__name__)
