"""Sigmoids. Source of the names: theano.tensor.nnet.sigm."""

from __future__ import annotations

from compat.ops.elementwise import hard_sigmoid
from compat.theano_api.absence import absent_from
from compat.theano_api.tensor.elemwise import functions

_ROWS = functions("theano.tensor.nnet")
sigmoid, softplus, ultra_fast_sigmoid = (_ROWS[n] for n in ("sigmoid", "softplus", "ultra_fast_sigmoid"))

__all__ = ["hard_sigmoid", "sigmoid", "softplus", "ultra_fast_sigmoid"]
__getattr__ = absent_from(__name__)
