# Written by `python -m tools.stubs`.
from theano.gof import graph as graph
from theano_compat.functions.profiling.profile import ProfileStats as ProfileStats
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from typing import Any
import theano as theano
config: Any
