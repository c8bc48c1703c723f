# Written by `python -m tools.stubs`.
from pymc3.theanof import identity as identity
from theano_compat.models.backends.hdf5 import HDF5 as HDF5
from theano_compat.models.backends.memory import NDArray as NDArray
from theano_compat.models.backends.sqlite import SQLite as SQLite
from theano_compat.models.backends.text import Text as Text
from theano_compat.models.memoize import memoize as memoize
from theano_compat.models.modelling.blocking import ArrayOrdering as ArrayOrdering
from theano_compat.models.modelling.blocking import DictToArrayBijection as DictToArrayBijection
from theano_compat.models.modelling.blocking import VarMap as VarMap
from theano_compat.models.modelling.current_model import modelcontext as modelcontext
from theano_compat.models.modelling.hashing import WithMemoization as WithMemoization
from theano_compat.models.modelling.hashing import locally_cachedmethod as locally_cachedmethod
from theano_compat.models.modelling.theanof import tt_rng as tt_rng
from theano_compat.models.modelling.util import get_default_varnames as get_default_varnames
from theano_compat.models.modelling.util import get_transformed as get_transformed
from theano_compat.models.variational.approximation import Approximation as Approximation
from theano_compat.models.variational.errors import AEVBInferenceError as AEVBInferenceError
from theano_compat.models.variational.errors import BatchedGroupError as BatchedGroupError
from theano_compat.models.variational.errors import ExplicitInferenceError as ExplicitInferenceError
from theano_compat.models.variational.errors import GroupError as GroupError
from theano_compat.models.variational.errors import LocalGroupError as LocalGroupError
from theano_compat.models.variational.errors import ParametrizationError as ParametrizationError
from theano_compat.models.variational.errors import VariationalInferenceError as VariationalInferenceError
from theano_compat.models.variational.group import Group as Group
from theano_compat.models.variational.memory import node_property as node_property
from theano_compat.models.variational.objective import ObjectiveFunction as ObjectiveFunction
from theano_compat.models.variational.objective import ObjectiveUpdates as ObjectiveUpdates
from theano_compat.models.variational.objective import Operator as Operator
from theano_compat.models.variational.objective import TestFunction as TestFunction
from theano_compat.models.variational.parameters import collect_shared_to_list as collect_shared_to_list
from theano_compat.models.variational.updates import adagrad_window as adagrad_window
from typing import Any
import pymc3 as _pm
group_for_params: Any
"""Return the class of approximations with these parameters. KeyError if there is none."""
group_for_short_name: Any
"""Return the class of approximations of this name. KeyError if there is none."""
pm = _pm
