"""Where softsign was before it moved to theano.tensor.nnet. Source of the name: theano.sandbox.softsign (1.0.5)."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.tensor.nnet.nnet import softsign

__all__ = ["softsign"]
__getattr__ = absent_from(__name__)
