"""A graph as an object of pydot. Source of the names: theano.d3viz.formatting."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from typing import Any

from theano_common.installing import pip_install

from ....functions.function import Function
from ....functions.graphs.function_graph import FunctionGraph
from ....graph.variable import Variable
from ....importing.module_getattr import absent_from
from ....theano_api.printing.dot import dot_text, pydot_imported, pydot_imported_msg


class PyDotFormatter:
    """`PyDotFormatter()(fct)` is the graph of a variable or function as a `pydot.Dot`; ImportError without pydot.

    compact: without an effect, every variable is drawn.
    """

    def __init__(self, compact: bool = True) -> None:
        if not pydot_imported:
            raise ImportError(f"Failed to import pydot: {pip_install('pydot')}. {pydot_imported_msg}")

    def __call__(
        self, fct: Function | FunctionGraph | Variable | Sequence[Variable], graph: object | None = None
    ) -> Any:
        if graph is not None:
            raise NotImplementedError("PyDotFormatter draws a graph of its own: leave `graph` out.")
        pydot = importlib.import_module("pydot" if importlib.util.find_spec("pydot") else "pydot_ng")
        drawn = pydot.graph_from_dot_data(dot_text(fct))
        return drawn[0] if isinstance(drawn, list | tuple) else drawn


__all__ = ["PyDotFormatter", "pydot_imported", "pydot_imported_msg"]
__getattr__ = absent_from(__name__)
