# Written by `python -m tools.stubs`.
from pymc3.variational import opvi as opvi
from theano_compat.models.variational.objective import ObjectiveFunction as ObjectiveFunction
from theano_compat.models.variational.objective import Operator as Operator
from theano_compat.models.variational.operators import KL as KL
from theano_compat.models.variational.operators import KSD as KSD
from theano_compat.models.variational.operators import KSDObjective as KSDObjective
from theano_compat.models.variational.stein import Stein as Stein
import pymc3 as _pm
pm = _pm
