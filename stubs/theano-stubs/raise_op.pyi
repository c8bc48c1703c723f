# Written by `python -m tools.stubs`.
from theano import gof as gof
from theano_compat.graph.op import Op as Op
from theano_compat.graph.variable import Apply as Apply
from theano_compat.old.theano.raise_op import Raise as Raise
