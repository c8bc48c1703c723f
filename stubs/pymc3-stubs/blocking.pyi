# Written by `python -m tools.stubs`.
from theano_compat.models.blocking import ArrayOrdering as ArrayOrdering
from theano_compat.models.blocking import Compose as Compose
from theano_compat.models.blocking import DataMap as DataMap
from theano_compat.models.blocking import DictToArrayBijection as DictToArrayBijection
from theano_compat.models.blocking import DictToVarBijection as DictToVarBijection
from theano_compat.models.blocking import VarMap as VarMap
from theano_compat.models.util import get_var_name as get_var_name
