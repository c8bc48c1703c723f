# Written by `python -m tools.stubs`.
from theano_compat.models.modelling.blocking import ArrayOrdering as ArrayOrdering
from theano_compat.models.modelling.blocking import Compose as Compose
from theano_compat.models.modelling.blocking import DataMap as DataMap
from theano_compat.models.modelling.blocking import DictToArrayBijection as DictToArrayBijection
from theano_compat.models.modelling.blocking import DictToVarBijection as DictToVarBijection
from theano_compat.models.modelling.blocking import VarMap as VarMap
from theano_compat.models.modelling.util import get_var_name as get_var_name
