# Written by `python -m tools.stubs`.
from theano_compat.models.step_methods.arraystep import Competence as Competence
from theano_compat.models.step_methods.hmc.base_hmc import BaseHMC as BaseHMC
from theano_compat.models.step_methods.hmc.base_hmc import HMCStepData as HMCStepData
from theano_compat.models.step_methods.hmc.hmc import HamiltonianMC as HamiltonianMC
from theano_compat.models.step_methods.hmc.hmc import unif as unif
from theano_compat.samplers.steps.leapfrog import IntegrationError as IntegrationError
from theano_compat.samplers.steps.trajectory import Divergence as _DivergenceInfo
from typing import Any
DivergenceInfo = _DivergenceInfo
discrete_types: Any
