# Written by `python -m tools.stubs`.
from theano_compat.graph.types import TensorType as _Tensor
from theano_compat.graph.variable import SharedVariable as SharedVariable
from theano_compat.models.factors.variables import ObservedRV as ObservedRV
from theano_compat.models.modelling.util import get_default_varnames as get_default_varnames
from theano_compat.models.modelling.util import get_var_name as get_var_name
from theano_compat.old.theano.graph.basic import walk as walk
from theano_compat.pymc3_api.model_graph import ModelGraph as ModelGraph
from theano_compat.pymc3_api.model_graph import model_to_graphviz as model_to_graphviz
import pymc3 as _pm
Tensor = _Tensor
pm = _pm
