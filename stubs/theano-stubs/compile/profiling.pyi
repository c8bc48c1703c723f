# Written by `python -m tools.stubs`.
from theano import config as config
from theano.gof import graph as graph
from theano_compat.functions.profiling.profile import ProfileStats as ProfileStats
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
import theano as theano
