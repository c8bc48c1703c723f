# Written by `python -m tools.stubs`.
from theano import config as config
from theano_compat.graph.container import Container as Container
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from theano_compat.old.theano.optimizing.linkers import Linker as _LocalLinker
LocalLinker = _LocalLinker
