"""A graph as one HTML file, and as a file for Graphviz. Source of the names: theano.d3viz.d3viz."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import Any

from ....functions.function import Function
from ....functions.graphs.function_graph import FunctionGraph
from ....graph.variable import Variable
from ....importing.module_getattr import absent_from
from ....theano_api.printing.dot import dot_text
from ....theano_api.printing.tree import graphs_of
from .drawing import page
from .formatting import PyDotFormatter


def d3viz(fct: Any, outfile: str, copy_deps: bool = True, compact: bool = True) -> None:
    """Write the graph of a variable, a list of variables or a compiled function as an HTML file.

    The picture can be moved and zoomed, its nodes dragged; the node under the pointer is shown in full.

    fct: the variable, list or function. outfile: the path. copy_deps: has no effect, since the file needs no others.
    compact: draw variables between nodes only if they have names; False draws all of them.
    """
    folder = os.path.dirname(outfile)
    if folder:
        os.makedirs(folder, exist_ok=True)
    with open(outfile, "w", encoding="utf-8") as file:
        file.write(page(graphs_of(fct)[0], compact))


def d3write(fct: Function | FunctionGraph | Variable | Sequence[Variable], path: str) -> None:
    """Write a graph in the language of Graphviz.

    fct: a variable, a list of variables or a compiled function. path: of the file.
    """
    with open(path, "w", encoding="utf-8") as file:
        file.write(dot_text(fct))


def replace_patterns(x: str, replace: Mapping[Any, str]) -> str:
    """Return a text with each key of a dict replaced by its value.

    x: the text. replace: the dict.
    """
    for old, new in replace.items():
        x = x.replace(str(old), new)
    return x


def safe_json(obj: object) -> str:
    """Return an object as JSON that is safe inside HTML.

    obj: what JSON can hold.
    """
    return json.dumps(obj).replace("<", "\\u003c")


__all__ = ["PyDotFormatter", "d3viz", "d3write", "replace_patterns", "safe_json"]
__getattr__ = absent_from(__name__)
