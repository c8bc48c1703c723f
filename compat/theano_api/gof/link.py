"""Linkers and containers. Source of the names: theano.gof.link."""

from __future__ import annotations

from compat.graph.container import Container
from compat.graph.variable import Apply, Constant, Variable
from compat.names_not_here import absent_from
from compat.theano_api.gof.type import Type
from compat.theano_api.optimizing.linkers import Linker, PerformLinker, WrapLinker, WrapLinkerMany

LocalLinker = Linker

__all__ = [
    "Apply",
    "Constant",
    "Container",
    "Linker",
    "LocalLinker",
    "PerformLinker",
    "Type",
    "Variable",
    "WrapLinker",
    "WrapLinkerMany",
]
__getattr__ = absent_from(__name__)
