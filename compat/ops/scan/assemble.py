"""Assembly of a new loop from parts of another, for rules on loops."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from ...graph.origin import as_if_from
from ...graph.traversal import replace
from ...graph.variable import Apply, Variable
from .building_blocks import fresh_graph
from .inner_graph import InnerGraph
from .layout import Inner, Outer, Results, flat_inner, flat_outer, flat_results, layout_of


def assemble(like: Apply, outer: Outer, inner: Inner, taps: Sequence[tuple[int, ...]], results: Results) -> Apply:
    """Return the application of a loop made of these parts, with the name and the user's line of `like`."""
    layout = layout_of(outer, inner, taps, results)
    op = like.op.like(fresh_graph(flat_inner(inner), flat_results(results)), layout)
    with as_if_from(like.compat_origin):
        return op.make_node(*flat_outer(outer))


def parts(node: Apply) -> tuple[Outer, Inner, list[tuple[int, ...]], Results]:
    """Return the parts of a loop as new lists."""
    op = node.op
    return op.layout.outer(node.inputs), op.inside, list(op.layout.taps), op.step


def with_fixed(node: Apply, given: dict[Variable, Variable]) -> dict[Variable, Variable]:
    """Return a loop that is given variables of a step as fixed inputs instead of computing them.

    given: maps each of these variables to the input. The result maps the outputs of `node` to those of the new loop.
    """
    outer, inner, taps, results = parts(node)
    leaves = [v.type.make_variable(v.name) for v in given]
    step = node.op.layout.results(replace(flat_results(results), dict(zip(given, leaves, strict=True))))
    outer = outer._replace(fixed=[*outer.fixed, *given.values()])
    new = assemble(node, outer, inner._replace(fixed=[*inner.fixed, *leaves]), taps, step)
    return dict(zip(node.outputs, new.outputs, strict=True))


def stacked_too(op: Any, inputs: Sequence[Any], values: Sequence[Any]) -> list[Any]:
    """Return the stacked rows of more values of a step, by a second loop `op` over `inputs` with more outputs.

    The rule `same_loop_once` merges it with the first.
    """
    layout, step = op.layout, op.step
    grown = dataclasses.replace(layout, stacked=layout.stacked + len(values))
    graph = InnerGraph(op.inner.inputs, flat_results(step._replace(stacked=[*step.stacked, *values])))
    return grown.results(op.like(graph, grown).make_node(*inputs).outputs).stacked[layout.stacked :]
