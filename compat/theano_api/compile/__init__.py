"""`theano.compile`: functions, modes, shared variables."""

from __future__ import annotations

from compat.theano_api.absence import absent_from
from compat.theano_api.compile.sharedvalue import SharedVariable, shared, shared_constructor

__all__ = ["SharedVariable", "shared", "shared_constructor"]
__getattr__ = absent_from(__name__)
