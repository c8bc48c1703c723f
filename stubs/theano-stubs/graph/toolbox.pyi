# Written by `python -m tools.stubs`.
from theano import config as config
from theano_compat.functions.checking_modes import BadOptimization as BadOptimization
from theano_compat.old.theano.gof.toolbox import AlreadyThere as AlreadyThere
from theano_compat.old.theano.gof.toolbox import Feature as Feature
from theano_compat.old.theano.gof.toolbox import History as History
from theano_compat.old.theano.gof.toolbox import NoOutputFromInplace as NoOutputFromInplace
from theano_compat.old.theano.gof.toolbox import NodeFinder as NodeFinder
from theano_compat.old.theano.gof.toolbox import PrintListener as PrintListener
from theano_compat.old.theano.gof.toolbox import ReplaceValidate as ReplaceValidate
from theano_compat.old.theano.gof.toolbox import Validator as Validator
from theano_compat.old.theano.gof.toolbox import is_same_graph as is_same_graph
from theano_compat.old.theano.graph.basic import equal_computations as equal_computations
from theano_compat.old.theano.graph.basic import graph_inputs as graph_inputs
from theano_compat.old.theano.graph.basic import io_toposort as io_toposort
from theano_compat.old.theano.graph.basic import vars_between as vars_between
import theano as theano
