# Written by `python -m tools.stubs`.
from theano.gof import graph as graph
from theano.gof import op as op
from theano.gof import toolbox as toolbox
from theano.gof import utils as utils
from theano_compat.compilation.rewriting.user_rules import FromFunctionLocalOptimizer as FromFunctionLocalOptimizer
from theano_compat.compilation.rewriting.user_rules import LocalOptimizer as LocalOptimizer
from theano_compat.compilation.rewriting.user_rules import local_optimizer as local_optimizer
from theano_compat.functions.graphs.function_graph import InconsistencyError as InconsistencyError
from theano_compat.theano_api.gof.opt import check_stack_trace as check_stack_trace
from theano_compat.theano_api.gof.opt import copy_stack_trace as copy_stack_trace
from theano_compat.theano_api.gof.opt import pre_greedy_local_optimizer as pre_greedy_local_optimizer
from theano_compat.theano_api.misc.ordered_set import OrderedSet as OrderedSet
from theano_compat.theano_api.optimizing.optimizers import EquilibriumOptimizer as EquilibriumOptimizer
from theano_compat.theano_api.optimizing.optimizers import FromFunctionOptimizer as FromFunctionOptimizer
from theano_compat.theano_api.optimizing.optimizers import LocalOptGroup as LocalOptGroup
from theano_compat.theano_api.optimizing.optimizers import MergeOptimizer as MergeOptimizer
from theano_compat.theano_api.optimizing.optimizers import NavigatorOptimizer as NavigatorOptimizer
from theano_compat.theano_api.optimizing.optimizers import OpKeyOptimizer as OpKeyOptimizer
from theano_compat.theano_api.optimizing.optimizers import Optimizer as Optimizer
from theano_compat.theano_api.optimizing.optimizers import SeqOptimizer as SeqOptimizer
from theano_compat.theano_api.optimizing.optimizers import TopoOptimizer as TopoOptimizer
from theano_compat.theano_api.optimizing.optimizers import in2out as in2out
from theano_compat.theano_api.optimizing.optimizers import optimizer as _inplace_optimizer
from theano_compat.theano_api.optimizing.optimizers import optimizer as optimizer
from theano_compat.theano_api.optimizing.optimizers import out2in as out2in
from theano_compat.theano_api.optimizing.patterns import OpRemove as OpRemove
from theano_compat.theano_api.optimizing.patterns import OpSub as OpSub
from theano_compat.theano_api.optimizing.patterns import PatternSub as PatternSub
from typing import Any
import theano as theano
config: Any
inplace_optimizer = _inplace_optimizer
