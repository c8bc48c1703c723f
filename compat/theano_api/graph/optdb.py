"""Source of the names: theano.graph.optdb; theano.gof.optdb has the same."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.gof.optdb import *  # noqa: F403
from compat.theano_api.gof.optdb import __all__ as __all__

__getattr__ = absent_from(__name__)
