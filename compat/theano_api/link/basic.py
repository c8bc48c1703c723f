"""Source of the names: theano.link.basic; theano.gof.link has the same but for what wrappers are called with."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.gof.link import *  # noqa: F403
from compat.theano_api.gof.link import __all__ as __all__
from compat.theano_api.optimizing.linkers import WrapLinkerManyOfGraphs, WrapLinkerOfGraphs

WrapLinker, WrapLinkerMany = WrapLinkerOfGraphs, WrapLinkerManyOfGraphs

__getattr__ = absent_from(__name__)
