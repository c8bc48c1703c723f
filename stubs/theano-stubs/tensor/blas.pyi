# Written by `python -m tools.stubs`.
from theano import config as config
from theano import pp as _pprint
from theano.gof import toolbox as toolbox
from theano.gof import utils as utils
from theano.tensor import basic as _T
from theano.tensor import basic as _tt
from theano_compat.compilation.rewriting.user_rules import local_optimizer as local_optimizer
from theano_compat.functions.graphs.function_graph import InconsistencyError as InconsistencyError
from theano_compat.functions.test_values import TestValueError as TestValueError
from theano_compat.graph.op import MethodNotDefined as MethodNotDefined
from theano_compat.graph.op import Op as Op
from theano_compat.graph.op import Op as _COp
from theano_compat.graph.variable import Apply as Apply
from theano_compat.old.theano.gof.toolbox import ReplaceValidate as ReplaceValidate
from theano_compat.old.theano.gof.toolbox import ReplacementDidntRemovedError as ReplacementDidntRemovedError
from theano_compat.old.theano.graph.orders import view_roots as view_roots
from theano_compat.old.theano.op_tools import memoize as memoize
from theano_compat.old.theano.optimizing.databases import SequenceDB as SequenceDB
from theano_compat.old.theano.optimizing.optimizers import EquilibriumOptimizer as EquilibriumOptimizer
from theano_compat.old.theano.optimizing.optimizers import Optimizer as Optimizer
from theano_compat.old.theano.optimizing.optimizers import in2out as in2out
from theano_compat.ops.op_parameters import ParamsType as ParamsType
from theano_compat.theano_api.printing.node_printers import FunctionPrinter as FunctionPrinter
from theano_compat.theano_api.printing.tree import debugprint as debugprint
from theano_compat.theano_api.tensor.type import values_eq_approx_remove_inf_nan as values_eq_approx_remove_inf_nan
import theano as theano
COp = _COp
T = _T
pprint = _pprint
tt = _tt
