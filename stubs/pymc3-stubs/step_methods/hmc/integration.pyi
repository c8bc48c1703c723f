# Written by `python -m tools.stubs`.
from theano_compat.models.step_methods.hmc.integration import CpuLeapfrogIntegrator as CpuLeapfrogIntegrator
from theano_compat.samplers.steps.leapfrog import IntegrationError as IntegrationError
from theano_compat.samplers.steps.leapfrog import State as State
