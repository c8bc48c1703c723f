# Written by `python -m tools.stubs`.
from theano.gof import graph as graph
from theano.gof import utils as utils
from theano_compat.graph.container import Container as Container
from theano_compat.graph.types import Type as Type
from theano_compat.old.theano.optimizing.linkers import Linker as Linker
from theano_compat.old.theano.optimizing.linkers import Linker as _LocalLinker
from theano_compat.old.theano.optimizing.linkers import PerformLinker as PerformLinker
from theano_compat.old.theano.optimizing.linkers import WrapLinker as WrapLinker
from theano_compat.old.theano.optimizing.linkers import WrapLinkerMany as WrapLinkerMany
import theano as theano
LocalLinker = _LocalLinker
