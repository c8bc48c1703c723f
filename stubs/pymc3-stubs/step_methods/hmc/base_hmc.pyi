# Written by `python -m tools.stubs`.
from pymc3.step_methods import arraystep as arraystep
from pymc3.step_methods import step_sizes as step_sizes
from pymc3.step_methods.hmc import integration as integration
from theano_compat.distributions.formulas import float_x as _floatX
from theano_compat.models.backends.report import SamplerWarning as SamplerWarning
from theano_compat.models.backends.report import WarningType as WarningType
from theano_compat.models.modelling.current_model import modelcontext as modelcontext
from theano_compat.models.modelling.functions import Point as Point
from theano_compat.models.modelling.theanof import inputvars as inputvars
from theano_compat.models.step_methods.hmc.base_hmc import BaseHMC as BaseHMC
from theano_compat.models.step_methods.hmc.base_hmc import HMCStepData as HMCStepData
from theano_compat.models.tuning.scaling import guess_scaling as guess_scaling
from theano_compat.samplers.errors import SamplingError as SamplingError
from theano_compat.samplers.steps.dense_potentials import quad_potential as quad_potential
from theano_compat.samplers.steps.potentials import QuadPotentialDiagAdapt as QuadPotentialDiagAdapt
from theano_compat.samplers.steps.trajectory import Divergence as _DivergenceInfo
DivergenceInfo = _DivergenceInfo
floatX = _floatX
