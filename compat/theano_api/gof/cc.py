"""Linkers to C. Source of the names: theano.gof.cc."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.optimizing.linkers import CLinker, DualLinker, OpWiseCLinker

__all__ = ["CLinker", "DualLinker", "OpWiseCLinker"]
__getattr__ = absent_from(__name__)
