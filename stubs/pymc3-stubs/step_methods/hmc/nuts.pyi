# Written by `python -m tools.stubs`.
from theano_compat.distributions.formulas import float_x as _floatX
from theano_compat.models.backends.report import SamplerWarning as SamplerWarning
from theano_compat.models.backends.report import WarningType as WarningType
from theano_compat.models.math import logbern as logbern
from theano_compat.models.math import logdiffexp_numpy as logdiffexp_numpy
from theano_compat.models.step_methods.arraystep import Competence as Competence
from theano_compat.models.step_methods.hmc.base_hmc import BaseHMC as BaseHMC
from theano_compat.models.step_methods.hmc.base_hmc import HMCStepData as HMCStepData
from theano_compat.models.step_methods.hmc.nuts import NUTS as NUTS
from theano_compat.old.pymc3.distributions.bart import BART as BART
from theano_compat.samplers.steps.leapfrog import IntegrationError as IntegrationError
from theano_compat.samplers.steps.trajectory import Divergence as _DivergenceInfo
from typing import Any
DivergenceInfo = _DivergenceInfo
continuous_types: Any
floatX = _floatX
