# Written by `python -m tools.stubs`.
from theano_compat.graph.variable import Variable as Variable
from theano_compat.ops.random.distributions import RandomStream as RandomStream
from theano_compat.ops.shared import shared as shared
from theano_compat.theano_api.tensor.extra_ops import broadcast_to as broadcast_to
from typing import Any
maximum: Any
"""Elementwise: the greater of x and y; NaN if either is. At a tie the gradient goes to x."""
