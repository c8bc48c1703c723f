# Written by `python -m tools.stubs`.
from theano_compat.graph.container import Container as Container
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from theano_compat.theano_api.optimizing.linkers import Linker as _LocalLinker
from typing import Any
LocalLinker = _LocalLinker
config: Any
