# Written by `python -m tools.stubs`.
from theano.tensor.raw_random import random_state_type as random_state_type
from theano_compat.graph.types import Type as Type
from theano_compat.ops.random.state import RandomStateType as RandomStateType
import theano as theano
