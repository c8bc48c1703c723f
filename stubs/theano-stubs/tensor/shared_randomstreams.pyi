# Written by `python -m tools.stubs`.
from theano.tensor import raw_random as raw_random
from theano_compat.graph.variable import SharedVariable as SharedVariable
from theano_compat.ops.random.state import RandomStateSharedVariable as RandomStateSharedVariable
from theano_compat.ops.random.state import randomstate_constructor as randomstate_constructor
from theano_compat.ops.random.streams import RandomStreams as RandomStreams
from theano_compat.ops.shared import shared as shared
from theano_compat.ops.shared import shared_constructor as shared_constructor
