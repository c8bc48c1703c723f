# Written by `python -m tools.stubs`.
from theano_compat.distributions.formulas import float_x as _floatX
from theano_compat.models.memoize import memoize as memoize
from theano_compat.models.modelling.hashing import WithMemoization as WithMemoization
from theano_compat.models.modelling.hashing import locally_cachedmethod as locally_cachedmethod
from theano_compat.models.variational.memory import node_property as node_property
from theano_compat.models.variational.stein import Stein as Stein
from typing import Any
floatX = _floatX
rbf: Any
"""The kernel exp(-|x - y|² / 2h), with h from the median of the squared distances."""
