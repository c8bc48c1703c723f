# Written by `python -m tools.stubs`.
from theano import config as config
from theano.gof import graph as graph
from theano.gof import toolbox as toolbox
from theano_compat.functions.graphs.function_graph import InconsistencyError as InconsistencyError
from theano_compat.old.theano.misc.ordered_set import OrderedSet as OrderedSet
import theano as theano
