"""What Theano before 0.10 took from here for Python 2.6. Source of the names: theano.compat.python2x."""

from __future__ import annotations

from collections import OrderedDict

from compat.names_not_here import absent_from

__all__ = ["OrderedDict"]
__getattr__ = absent_from(__name__)
