"""A graph as an Op. Source of the names: theano.compile.builders."""

from __future__ import annotations

from compat.compilation.from_graph import OpFromGraph
from compat.graph.connections import io_connection_pattern
from compat.names_not_here import absent_from

__all__ = ["OpFromGraph", "io_connection_pattern"]
__getattr__ = absent_from(__name__)
