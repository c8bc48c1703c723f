"""Graphs as pages for a browser. Source of the names: theano.d3viz."""

from __future__ import annotations

from ....importing.module_getattr import absent_from
from .d3viz import d3viz, d3write

__all__ = ["d3viz", "d3write"]
__getattr__ = absent_from(__name__)
