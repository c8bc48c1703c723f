"""Draw a graph with pydot and Graphviz: `pydotprint`."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Mapping, Sequence
from typing import Any

from theano_common.installing import GRAPHVIZ_PROGRAMS, pip_install

from ...functions.function import Function
from ...functions.graphs.function_graph import FunctionGraph
from ...graph.traversal import applies
from ...graph.variable import Apply, Constant, SharedVariable, Variable
from ...settings import config
from .legacy_graph_form import op_text
from .tree import graphs_of

COLOURS = {"input": "limegreen", "output": "dodgerblue", "shared": "cyan", "unused": "lightgrey"}
pydot_imported = any(importlib.util.find_spec(name) is not None for name in ("pydot", "pydot_ng"))
pydot_imported_msg = "" if pydot_imported else "No module named 'pydot'."


def dot_text(
    fct: Any,
    max_label_size: int = 70,
    with_ids: bool = False,
    colorCodes: Mapping[str, str] | None = None,
    var_with_name_simple: bool = False,
) -> str:
    """Return the graph of a variable, a list of variables or a compiled function, in the language of Graphviz."""
    outputs, order = graphs_of(fct)
    drawing = _Drawing(max_label_size, var_with_name_simple)
    for node in applies(outputs):
        colour = next((c for name, c in (colorCodes or {}).items() if name in type(node.op).__name__), None)
        text = op_text(node) + (f" id={order[id(node)]}" if with_ids and id(node) in order else "")
        drawing.add(drawing.number(node), text, "ellipse", colour)
        for i, v in enumerate(node.inputs):
            start = drawing.source(v)
            text = " ".join([str(i)] * (len(node.inputs) > 1) + [drawing.label(v)] * (v.owner is not None))
            drawing.lines.append(f"  {start} -> {drawing.number(node)} [label={drawing.quoted(text)}];")
    for k, v in enumerate(outputs):
        drawing.add(f"out{k}", drawing.label(v), "box", COLOURS["output"])
        drawing.lines.append(f"  {drawing.source(v)} -> out{k};")
    return "\n".join(["digraph {", *drawing.lines, "}"]) + "\n"


class _Drawing:
    """Lines of Graphviz's language, with names for the drawn nodes."""

    def __init__(self, longest: int, names_alone: bool) -> None:
        self.longest, self.names_alone = longest, names_alone
        self.lines: list[str] = []
        self.numbers: dict[int, str] = {}

    def number(self, thing: Apply | Variable) -> str:
        return self.numbers.setdefault(id(thing), f"n{len(self.numbers)}")

    def quoted(self, text: str) -> str:
        text = text if len(text) <= self.longest else text[: self.longest - 3] + "..."
        return '"' + text.replace("\\", "\\\\").replace('"', "'") + '"'

    def label(self, v: Variable) -> str:
        if v.name and self.names_alone:
            return v.name
        value = f" val={v}" if isinstance(v, Constant) else ""
        return f"{'name=' + v.name + ' ' if v.name else ''}{v.type}{value}"

    def add(self, name: str, text: str, shape: str, colour: str | None) -> None:
        style = f', style=filled, fillcolor="{colour}"' if colour else ""
        self.lines.append(f"  {name} [shape={shape}, label={self.quoted(text)}{style}];")

    def source(self, v: Variable) -> str:
        """Return the start of a variable's edge: the node that computes it, or else itself, after drawing it."""
        if v.owner is not None:
            return self.number(v.owner)
        if id(v) not in self.numbers:
            colour = (
                None if isinstance(v, Constant) else COLOURS["shared" if isinstance(v, SharedVariable) else "input"]
            )
            self.add(self.number(v), self.label(v), "box", colour)
        return self.number(v)


def pydotprint(
    fct: Function | FunctionGraph | Variable | Sequence[Variable],
    outfile: str | None = None,
    compact: bool = True,
    format: str = "png",
    with_ids: bool = False,
    high_contrast: bool = True,
    cond_highlight: Any = None,
    colorCodes: Mapping[str, str] | None = None,
    max_label_size: int = 70,
    scan_graphs: bool = False,
    var_with_name_simple: bool = False,
    print_output_file: bool = True,
    return_image: bool = False,
    assert_nb_all_strings: int = -1,
) -> Any:
    """Draw the graph of a variable, a list of variables or a compiled function into a file.

    fct: what is drawn. outfile: the file's name, by default in `config.compiledir`. format: one that Graphviz can
    write, or "dot" (needs nothing). with_ids: whether nodes have numbers. colorCodes: a part of the name of an
    Op's class -> color.
    max_label_size: longer labels are cut. var_with_name_simple: whether named variables show the name alone.
    print_output_file: whether the file's name is printed. return_image: return the bytes of the picture (SVG for
    format="svg") instead. compact, high_contrast, cond_highlight, scan_graphs, assert_nb_all_strings: without an
    effect.

    Values may have any shape. RuntimeError without pydot.
    """
    text = dot_text(fct, max_label_size, with_ids, colorCodes, var_with_name_simple)
    if outfile is None:
        outfile = os.path.join(config.compiledir, f"theano.pydotprint.{config.device}.{format}")
    if not return_image and os.path.splitext(outfile)[1][1:] in ("png", "svg", "pdf", "jpg", "dot", "ps"):
        format = os.path.splitext(outfile)[1][1:]
    if format != "dot" or return_image:
        picture = _picture(text, format)
        if return_image:
            return picture
    else:
        picture = text.encode()
    os.makedirs(os.path.dirname(os.path.abspath(outfile)), exist_ok=True)
    with open(outfile, "wb") as file:
        file.write(picture)
    if print_output_file:
        print("The output file is available at", outfile)
    return None


def _picture(text: str, format: str) -> bytes:
    if not pydot_imported:
        raise RuntimeError(
            "Failed to import pydot. You must install `graphviz` and either `pydot` or `pydot-ng` for "
            f"`pydotprint` to work: {pip_install('pydot')}. (format='dot' writes the text that Graphviz "
            f"reads, without them.) {pydot_imported_msg}"
        )
    pydot = importlib.import_module("pydot" if importlib.util.find_spec("pydot") else "pydot_ng")
    graph = pydot.graph_from_dot_data(text)
    graph = graph[0] if isinstance(graph, list | tuple) else graph
    try:
        return graph.create(format=format)
    except OSError as error:
        raise RuntimeError(f"{GRAPHVIZ_PROGRAMS} (format='dot' needs none. pydot says: {error})") from None
