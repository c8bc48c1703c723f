# Written by `python -m tools.stubs`.
from theano_compat.distributions.formulas import float_x as _floatX
from theano_compat.samplers.steps.dense_potentials import QuadPotentialFull as QuadPotentialFull
from theano_compat.samplers.steps.dense_potentials import QuadPotentialFullAdapt as QuadPotentialFullAdapt
from theano_compat.samplers.steps.dense_potentials import QuadPotentialFullInv as QuadPotentialFullInv
from theano_compat.samplers.steps.dense_potentials import partial_check_positive_definite as partial_check_positive_definite
from theano_compat.samplers.steps.dense_potentials import quad_potential as quad_potential
from theano_compat.samplers.steps.potentials import PositiveDefiniteError as PositiveDefiniteError
from theano_compat.samplers.steps.potentials import QuadPotential as QuadPotential
from theano_compat.samplers.steps.potentials import QuadPotentialDiag as QuadPotentialDiag
from theano_compat.samplers.steps.potentials import QuadPotentialDiagAdapt as QuadPotentialDiagAdapt
from theano_compat.samplers.steps.potentials import QuadPotentialDiagAdaptGrad as QuadPotentialDiagAdaptGrad
from theano_compat.samplers.steps.potentials import isquadpotential as isquadpotential
from theano_compat.samplers.steps.running_moments import RunningCovariance as __WeightedCovariance
from theano_compat.samplers.steps.running_moments import RunningVariance as __WeightedVariance
from typing import Any
_WeightedCovariance = __WeightedCovariance
_WeightedVariance = __WeightedVariance
chol_available: Any
floatX = _floatX
