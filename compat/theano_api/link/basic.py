"""Source of the names: theano.link.basic; theano.gof.link has the same."""

from __future__ import annotations

from compat.theano_api.absence import absent_from
from compat.theano_api.gof.link import *  # noqa: F403
from compat.theano_api.gof.link import __all__ as __all__

__getattr__ = absent_from(__name__)
