# Written by `python -m tools.stubs`.
from theano import gof as gof
from theano import scalar as scalar
from theano import tensor as tensor
from theano_compat.functions.graphs.clone import clone as clone
from theano_compat.functions.graphs.clone import rebuild_collect_shared as rebuild_collect_shared
from theano_compat.old.theano import compat as compat
from theano_compat.old.theano.graph.basic import equal_computations as equal_computations
from theano_compat.ops.known_values import get_scalar_constant_value as get_scalar_constant_value
from theano_compat.theano_api.scan_module.map_variables import map_variables as map_variables
from theano_compat.theano_api.scan_module.scan_arguments import is_missing as _isNaN_or_Inf_or_None
from theano_compat.theano_api.scan_module.scan_utils import expand_empty as expand_empty
from theano_compat.theano_api.scan_module.scan_utils import reconstruct_graph as reconstruct_graph
from theano_compat.theano_api.scan_module.scan_utils import safe_new as safe_new
from theano_compat.theano_api.scan_module.step_results import get_updates_and_outputs as get_updates_and_outputs
from theano_compat.theano_api.scan_module.step_results import until as until
import theano as theano
isNaN_or_Inf_or_None = _isNaN_or_Inf_or_None
