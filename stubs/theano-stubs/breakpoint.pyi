# Written by `python -m tools.stubs`.
from theano import tensor as _tt
from theano_compat.graph.op import Op as Op
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Variable as Variable
from theano_compat.old.theano.breakpoint import PdbBreakpoint as PdbBreakpoint
tt = _tt
