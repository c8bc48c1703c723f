"""MC216: pictures of graphs need Graphviz."""

from __future__ import annotations

from ..rule import Rule

RULE = Rule(
    code="MC216",
    severity="style",
    title="picture of a graph, which Graphviz draws",
    why="pydotprint and model_to_graphviz ask pydot or graphviz, and those the program `dot`; without them the"
    " call raises with the command that installs them.",
    do="Install graphviz and pydot (pip), and the programs of Graphviz, or use theano.d3viz.d3viz or debugprint.",
    names=("theano.printing.pydotprint", "pymc3.model_to_graphviz"),
)

BEFORE = """
import theano
import pymc3 as pm
theano.printing.pydotprint(f)  # MC216
pm.model_to_graphviz(model)  # MC216
theano.printing.debugprint(f)
"""
