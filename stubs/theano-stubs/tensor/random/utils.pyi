# Written by `python -m tools.stubs`.
from theano.tensor import maximum as maximum
from theano_compat.graph.variable import Variable as Variable
from theano_compat.ops.random.distributions import RandomStream as RandomStream
from theano_compat.ops.shared import shared as shared
from theano_compat.theano_api.tensor.extra_ops import broadcast_to as broadcast_to
