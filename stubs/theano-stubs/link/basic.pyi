# Written by `python -m tools.stubs`.
from theano import config as config
from theano_compat.functions.graphs.function_graph import FunctionGraph as FunctionGraph
from theano_compat.graph.container import Container as Container
from theano_compat.graph.types import Type as _CType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.old.theano.op_tools import difference as difference
from theano_compat.old.theano.op_tools import to_return_values as to_return_values
from theano_compat.old.theano.optimizing.linkers import Linker as Linker
from theano_compat.old.theano.optimizing.linkers import Linker as _LocalLinker
from theano_compat.old.theano.optimizing.linkers import PerformLinker as PerformLinker
from theano_compat.old.theano.optimizing.linkers import WrapLinkerManyOfGraphs as _WrapLinkerMany
from theano_compat.old.theano.optimizing.linkers import WrapLinkerOfGraphs as _WrapLinker
from theano_compat.old.theano.utils import deprecated as deprecated
CType = _CType
LocalLinker = _LocalLinker
WrapLinker = _WrapLinker
WrapLinkerMany = _WrapLinkerMany
