# Written by `python -m tools.stubs`.
from theano_compat.models.modelling.blocking import ArrayOrdering as ArrayOrdering
from theano_compat.models.modelling.blocking import DictToArrayBijection as DictToArrayBijection
from theano_compat.models.modelling.current_model import modelcontext as modelcontext
from theano_compat.models.modelling.functions import Point as Point
from theano_compat.models.modelling.theanof import inputvars as inputvars
from theano_compat.models.modelling.util import check_start_vals as check_start_vals
from theano_compat.models.modelling.util import get_default_varnames as get_default_varnames
from theano_compat.models.modelling.util import get_var_name as get_var_name
from theano_compat.models.modelling.util import update_start_vals as update_start_vals
from theano_compat.models.tuning.starting import allinmodel as allinmodel
from theano_compat.models.tuning.starting import find_MAP as find_MAP
from theano_compat.models.vartypes import typefilter as typefilter
from typing import Any
import pymc3 as _pm
discrete_types: Any
pm = _pm
