# Written by `python -m tools.stubs`.
from theano import config as config
from theano_compat.functions.graphs.function_graph import InconsistencyError as InconsistencyError
from theano_compat.graph.variable import Constant as Constant
from theano_compat.old.theano.gof.toolbox import AlreadyThere as AlreadyThere
from theano_compat.old.theano.misc.ordered_set import OrderedSet as OrderedSet
import theano as theano
