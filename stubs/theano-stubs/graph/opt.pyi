# Written by `python -m tools.stubs`.
from theano import config as config
from theano_compat.compilation.rewriting.user_rules import FromFunctionLocalOptimizer as FromFunctionLocalOptimizer
from theano_compat.compilation.rewriting.user_rules import LocalOptimizer as LocalOptimizer
from theano_compat.compilation.rewriting.user_rules import local_optimizer as local_optimizer
from theano_compat.functions.graphs.function_graph import InconsistencyError as InconsistencyError
from theano_compat.graph.op import Op as Op
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from theano_compat.graph.variable import recorded_variables as _nodes_constructed
from theano_compat.old.theano.gof.opt import check_stack_trace as check_stack_trace
from theano_compat.old.theano.gof.opt import copy_stack_trace as copy_stack_trace
from theano_compat.old.theano.gof.toolbox import Feature as Feature
from theano_compat.old.theano.gof.toolbox import NodeFinder as NodeFinder
from theano_compat.old.theano.graph.basic import applys_between as applys_between
from theano_compat.old.theano.graph.basic import io_toposort as io_toposort
from theano_compat.old.theano.graph.opt import pre_greedy_local_optimizer as pre_greedy_local_optimizer
from theano_compat.old.theano.misc.ordered_set import OrderedSet as OrderedSet
from theano_compat.old.theano.op_tools import flatten as flatten
from theano_compat.old.theano.optimizing.optimizers import EquilibriumOptimizer as EquilibriumOptimizer
from theano_compat.old.theano.optimizing.optimizers import FromFunctionOptimizer as FromFunctionOptimizer
from theano_compat.old.theano.optimizing.optimizers import LocalOptGroup as LocalOptGroup
from theano_compat.old.theano.optimizing.optimizers import MergeOptimizer as MergeOptimizer
from theano_compat.old.theano.optimizing.optimizers import NavigatorOptimizer as NavigatorOptimizer
from theano_compat.old.theano.optimizing.optimizers import OpKeyOptimizer as OpKeyOptimizer
from theano_compat.old.theano.optimizing.optimizers import SeqOptimizer as SeqOptimizer
from theano_compat.old.theano.optimizing.optimizers import TopoOptimizer as TopoOptimizer
from theano_compat.old.theano.optimizing.optimizers import in2out as in2out
from theano_compat.old.theano.optimizing.optimizers import optimizer as _inplace_optimizer
from theano_compat.old.theano.optimizing.optimizers import optimizer as optimizer
from theano_compat.old.theano.optimizing.optimizers import out2in as out2in
from theano_compat.old.theano.optimizing.patterns import OpRemove as OpRemove
from theano_compat.old.theano.optimizing.patterns import OpSub as OpSub
from theano_compat.old.theano.optimizing.patterns import PatternSub as PatternSub
import theano as theano
inplace_optimizer = _inplace_optimizer
nodes_constructed = _nodes_constructed
