"""Source of the names: theano.graph.toolbox; theano.gof.toolbox has the same."""

from __future__ import annotations

from ....importing.module_getattr import absent_from
from ..gof.toolbox import *  # noqa: F403
from ..gof.toolbox import __all__ as __all__

__getattr__ = absent_from(__name__)
