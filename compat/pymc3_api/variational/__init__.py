"""Variational inference (pymc3.variational)."""

from ...importing.module_getattr import absent_from, names_of
from ...infer.variational import (
    approximations,
    callbacks,
    inference,
    operators,
    opvi,
    stein,
    test_functions,
    updates,
)
from ...infer.variational.advi import ADVIFit, advi, sample_vp
from ...infer.variational.approximation import Approximation
from ...infer.variational.approximations import Empirical, FullRank, MeanField, sample_approx
from ...infer.variational.group import Group
from ...infer.variational.inference import ADVI, ASVGD, SVGD, FullRankADVI, ImplicitGradient, Inference, KLqp, fit
from ...infer.variational.stein import Stein
from ...infer.variational.updates import (
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

__all__ = [  # noqa: F822
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

_LATER = names_of(**{"pymc3.variational.normalizing_flow": "NFVI NormalizingFlow"})
__getattr__ = absent_from(__name__, _LATER)
