# Written by `python -m tools.stubs`.
from pymc3.ode import ode as ode
from pymc3.ode import utils as utils
from theano_compat.models.ode.ode import DifferentialEquation as DifferentialEquation
