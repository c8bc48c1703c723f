# Written by `python -m tools.stubs`.
from theano import config as config
from theano_compat.graph.container import Container as Container
from theano_compat.graph.variable import Constant as Constant
from theano_compat.old.theano.graph.basic import io_toposort as io_toposort
from theano_compat.old.theano.graph.basic import vars_between as vars_between
from theano_compat.old.theano.op_tools import difference as difference
from theano_compat.old.theano.op_tools import uniq as uniq
from theano_compat.old.theano.optimizing.linkers import Linker as Linker
from theano_compat.old.theano.optimizing.linkers import Linker as _LocalLinker
from theano_compat.old.theano.optimizing.linkers import PerformLinker as PerformLinker
LocalLinker = _LocalLinker
