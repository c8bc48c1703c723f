"""Graphs inside of Ops: loops, branches, and what an Op is composed of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ....graph.variable import Apply, Variable
from ....ops.control.ifelse import IfElse
from ....ops.control.ifelse_lazy import LazyIfElse
from ....ops.reductions.cumulative import CumOp
from ....ops.scan.composed import Composed
from ....ops.scan.log_recursion import LogRecursion, LogRecursionGradient
from ....ops.scan.op import Scan
from ...errors import CannotExport
from ..namespace import Namespace
from ..onnx_graph import Graph, described
from ..tensor import Tensor
from .repetition import repeated
from .table import form, in_type, walk


@form(Scan)
def _scan(graph: Graph, node: Apply, *values: Any) -> list[Any]:
    """Write a loop: the last rows of its states are carried, what each step gives is stacked."""
    op: Any = node.op
    layout, given = op.layout, op.layout.outer(values)
    if layout.window:
        raise CannotExport("a loop that runs some of its steps only has no form in ONNX")
    depths = [layout.depth(k) for k in range(len(given.states))]
    states = [graph.value(s) for s in given.states]
    starts = [graph.gather(s, np.int64(r)) for s, depth in zip(states, depths, strict=True) for r in range(depth)]
    starts += [in_type(graph, c, v) for c, v in zip(given.carried, layout.outer(node.inputs).carried, strict=True)]
    body, stacked = _body(graph, op, given, starts)
    carried = [*starts, *([graph.value(np.int64(0))] if layout.until else [])]  # the number of steps done
    made = [(s.dtype, s.ndim) for s in carried] + [(v.dtype, v.ndim + 1) for v in stacked]
    steps = graph.value(given.steps[0], "int64")
    found = graph.nodes_of("Loop", [steps, np.asarray(True), *carried], made, body=body)
    last, done = found[sum(depths) : len(starts)], found[len(starts) : len(carried)]
    rest = iter(found[len(carried) :])
    buffers = [graph.joined([s[:depth], next(rest)], 0) for s, depth in zip(states, depths, strict=True)]
    return [*buffers, *rest, *last, *done]


@form(LogRecursion, LogRecursionGradient)
def _recursion(graph: Graph, node: Apply, *values: Any) -> list[Any]:
    """Write the loop that the Op is equivalent to."""
    return _scan(graph, node.op.loop.make_node(*node.inputs), *values)  # type: ignore[attr-defined]


@form(CumOp)
def _cumulative(graph: Graph, node: Apply, x: Tensor) -> list[Any]:
    """Add or multiply along a dimension; ONNX has a node for sums alone."""
    op: Any = node.op
    if op.mode == "add":
        return [Namespace(graph).cumsum(x, op.axis)]
    axis, xp = op.axis % x.ndim, Namespace(graph)
    one = xp.full([n for d, n in enumerate(x.shape) if d != axis], np.ones((), x.dtype))

    def step(inner: Any, k: Tensor, values: list[Tensor]) -> tuple[list[Any], list[Any]]:
        after = values[0] * inner.graph.gather(x, k, axis)
        return [after], [after]

    _, rows = repeated(graph, x.length(axis), [one], step)
    return [graph.reshape(xp.moveaxis(rows, 0, axis), x.shape_vector(), x.ndim)]


def _body(graph: Graph, op: Any, given: Any, starts: Sequence[Tensor]) -> tuple[Any, list[Tensor]]:
    """Return the graph of one step, and the values of a step that are stacked.

    Its inputs are the step's number, whether it goes on, the values of `starts`, and with a condition the number of
    steps done; its outputs the same without the first, then what is stacked.
    """
    layout, body = op.layout, Graph(graph)
    step = Tensor(body, body.new_name("step"), "int64", 0)
    more = Tensor(body, body.new_name("more"), bool, 0)
    carried = [Tensor(body, body.new_name("carried"), s.dtype, s.ndim) for s in starts]
    rest = iter(carried)
    windows = [[next(rest) for _ in range(layout.depth(k))] for k in range(len(layout.taps))]
    others = list(rest)
    rows = [body.gather(graph.value(s), step) for s in given.sequences]
    taps = [windows[k][tap] for k, several in enumerate(layout.taps) for tap in several]
    inside = dict(zip(op.inner.inputs, [*rows, *taps, *others, *given.fixed], strict=True))
    found = walk(body, op.inner.nodes, inside, op.inner.outputs)
    results = layout.results([in_type(body, f, v) for f, v in zip(found, op.inner.outputs, strict=True)])
    after = [v for w, new in zip(windows, results.states, strict=True) for v in (*w[1:], new)]
    inputs, kept = [step, more, *carried], [*after, *results.carried]
    if layout.until:
        more = body.unary("Not", body.reshape(body.value(results.end, bool), []))
        inputs.append(Tensor(body, body.new_name("done"), "int64", 0))
        kept.append(step + np.int64(1))
    stacked = [*results.states, *results.stacked]
    outputs = [body.own(v) for v in (more, *kept, *stacked)]
    return body.proto(graph.new_name("body"), list(map(described, inputs)), list(map(described, outputs))), stacked


@form(Composed)
def _composed(graph: Graph, node: Apply, *values: Any) -> list[Any]:
    """Write the graph that the Op stands for."""
    inner = node.op.inner(node)  # type: ignore[attr-defined]
    return walk(graph, inner.nodes, dict(zip(inner.inputs, values, strict=True)), inner.outputs)


@form(IfElse)
def _choice(graph: Graph, node: Apply, condition: Any, *values: Any) -> list[Any]:
    """Choose between values that are both computed."""
    true, false = node.op.branches((None, *values))  # type: ignore[attr-defined]
    branches = [lambda g, given=given: list(given) for given in (true, false)]
    return _chosen(graph, node, condition, branches)


@form(LazyIfElse)
def _lazy_choice(graph: Graph, node: Apply, condition: Any, *values: Any) -> list[Any]:
    """Compute one of two graphs."""
    branches = [
        lambda g, inner=inner, given=given: walk(
            g, inner.nodes, dict(zip(inner.inputs, given, strict=True)), inner.outputs
        )
        for inner, given in node.op.graphs((None, *values))  # type: ignore[attr-defined]
    ]
    return _chosen(graph, node, condition, branches)


def _chosen(graph: Graph, node: Apply, condition: Any, branches: Sequence[Any]) -> list[Any]:
    protos = []
    for branch in branches:
        inside = Graph(graph)
        found = [inside.own(in_type(inside, v, o)) for v, o in zip(branch(inside), node.outputs, strict=True)]
        protos.append(inside.proto(graph.new_name("branch"), [], [described(v) for v in found]))
    outputs = [_dtype_and_rank(o) for o in node.outputs]
    truth = graph.reshape(graph.value(condition, bool), [])
    return graph.nodes_of("If", [truth], outputs, then_branch=protos[0], else_branch=protos[1])


def _dtype_and_rank(variable: Variable) -> tuple[str, int]:
    return variable.type.dtype, variable.type.ndim  # type: ignore[attr-defined]
