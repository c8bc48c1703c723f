"""Potentials under their legacy names. Source: pymc3.step_methods.hmc.quadpotential."""

from ...importing.module_getattr import absent_from
from .dense_potentials import (
    QuadPotentialFull,
    QuadPotentialFullAdapt,
    QuadPotentialFullInv,
    partial_check_positive_definite,
    quad_potential,
)
from .potentials import (
    PositiveDefiniteError,
    QuadPotential,
    QuadPotentialDiag,
    QuadPotentialDiagAdapt,
    QuadPotentialDiagAdaptGrad,
    isquadpotential,
)
from .running_moments import RunningCovariance as _WeightedCovariance
from .running_moments import RunningVariance as _WeightedVariance

__all__ = [
    "quad_potential",
    "QuadPotentialDiag",
    "QuadPotentialFull",
    "QuadPotentialFullInv",
    "QuadPotentialDiagAdapt",
    "QuadPotentialFullAdapt",
    "isquadpotential",
    "QuadPotential",
    "QuadPotentialDiagAdaptGrad",
    "PositiveDefiniteError",
    "partial_check_positive_definite",
]

chol_available = False  # sparse mass matrices are not supported
_PRIVATE = (_WeightedCovariance, _WeightedVariance)  # legacy code imports them from here

__getattr__ = absent_from(__name__)
