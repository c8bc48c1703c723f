# Written by `python -m tools.stubs`.
from theano_compat.graph.types import Type as Type
from theano_compat.ops.random.state import RandomStateType as RandomStateType
from typing import Any
import theano as theano
random_state_type: Any
