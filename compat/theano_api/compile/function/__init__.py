"""`theano.compile.function`: as a module it has `types` and `pfunc`; as an attribute of its package it is the
function, since the package says `from ... import function`, as legacy's did."""

from __future__ import annotations

from compat.compilation.function import function
from compat.theano_api.absence import absent_from
from compat.theano_api.compile.function.pfunc import pfunc

__all__ = ["function", "pfunc"]
__getattr__ = absent_from(__name__)
