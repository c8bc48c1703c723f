# Written by `python -m tools.stubs`.
from pymc3.ode import utils as utils
from theano_compat.graph.op import Op as Op
from theano_compat.graph.variable import Apply as Apply
from theano_compat.models.exceptions import DtypeError as DtypeError
from theano_compat.models.exceptions import ShapeError as ShapeError
from theano_compat.models.ode.ode import DifferentialEquation as DifferentialEquation
from theano_compat.old.theano.gof.op import get_test_value as get_test_value
