# Written by `python -m tools.stubs`.
from pymc3.step_methods.hmc import base_hmc as base_hmc
from pymc3.step_methods.hmc import hmc as hmc
from pymc3.step_methods.hmc import integration as integration
from pymc3.step_methods.hmc import nuts as nuts
from pymc3.step_methods.hmc import quadpotential as quadpotential
from theano_compat.models.step_methods.hmc.hmc import HamiltonianMC as HamiltonianMC
from theano_compat.models.step_methods.hmc.nuts import NUTS as NUTS
