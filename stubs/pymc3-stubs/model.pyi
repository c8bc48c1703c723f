# Written by `python -m tools.stubs`.
from theano_compat.distributions.formulas import float_x as _floatX
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import SharedVariable as SharedVariable
from theano_compat.models.exceptions import ImputationWarning as ImputationWarning
from theano_compat.models.factors.factor import Factor as Factor
from theano_compat.models.factors.joint_density import FlatView as FlatView
from theano_compat.models.factors.variables import FreeRV as FreeRV
from theano_compat.models.factors.variables import MultiObservedRV as MultiObservedRV
from theano_compat.models.factors.variables import ObservedRV as ObservedRV
from theano_compat.models.factors.variables import PyMC3Variable as PyMC3Variable
from theano_compat.models.factors.variables import TransformedRV as TransformedRV
from theano_compat.models.factors.variables import as_tensor as as_tensor
from theano_compat.models.math import flatten_list as flatten_list
from theano_compat.models.memoize import memoize as memoize
from theano_compat.models.model import InstanceMethod as InstanceMethod
from theano_compat.models.model import Model as Model
from theano_compat.models.model import _latex_repr_rv as _latex_repr_rv
from theano_compat.models.model import all_continuous as all_continuous
from theano_compat.models.model import fastfn as _compilef
from theano_compat.models.model import fastfn as fastfn
from theano_compat.models.model import fn as fn
from theano_compat.models.model import get_named_nodes_and_relations as get_named_nodes_and_relations
from theano_compat.models.model import incorporate_methods as incorporate_methods
from theano_compat.models.modelling.blocking import ArrayOrdering as ArrayOrdering
from theano_compat.models.modelling.blocking import DictToArrayBijection as DictToArrayBijection
from theano_compat.models.modelling.context import ContextMeta as ContextMeta
from theano_compat.models.modelling.current_model import modelcontext as modelcontext
from theano_compat.models.modelling.data import pandas_to_array as pandas_to_array
from theano_compat.models.modelling.data import set_data as set_data
from theano_compat.models.modelling.deterministic import Deterministic as Deterministic
from theano_compat.models.modelling.deterministic import DeterministicWrapper as DeterministicWrapper
from theano_compat.models.modelling.deterministic import Potential as Potential
from theano_compat.models.modelling.functions import FastPointFunc as FastPointFunc
from theano_compat.models.modelling.functions import LoosePointFunc as LoosePointFunc
from theano_compat.models.modelling.functions import Point as Point
from theano_compat.models.modelling.functions import ValueGradFunction as ValueGradFunction
from theano_compat.models.modelling.generator import generator as generator
from theano_compat.models.modelling.hashing import WithMemoization as WithMemoization
from theano_compat.models.modelling.hashing import hash_key as hash_key
from theano_compat.models.modelling.lists import treedict as treedict
from theano_compat.models.modelling.lists import treelist as treelist
from theano_compat.models.modelling.theanof import gradient as gradient
from theano_compat.models.modelling.theanof import hessian as hessian
from theano_compat.models.modelling.theanof import inputvars as inputvars
from theano_compat.models.modelling.theanof import set_theano_conf as set_theano_conf
from theano_compat.models.modelling.util import get_transformed_name as get_transformed_name
from theano_compat.models.modelling.util import get_var_name as get_var_name
from theano_compat.models.vartypes import isgenerator as isgenerator
from theano_compat.models.vartypes import typefilter as typefilter
from theano_compat.ops.tensor_variable import TensorVariable as TensorVariable
from typing import Any
import pymc3 as _pm
compilef = _compilef
continuous_types: Any
discrete_types: Any
floatX = _floatX
pm = _pm
