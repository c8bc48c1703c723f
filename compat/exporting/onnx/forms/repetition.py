"""A number of equal steps, as ONNX's Loop: its Scan stops the process where rows are empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..namespace import Namespace
from ..onnx_graph import Graph, described
from ..tensor import Tensor

# (namespace of the loop, number of the step, values) -> (new values, values to stack)
Step = Callable[[Any, Tensor, list[Tensor]], tuple[list[Any], list[Any]]]


def repeated(graph: Graph, steps: Any, start: Sequence[Any], step: Step) -> list[Tensor]:
    """Return the values after a number of steps, then what was stacked."""
    body, values = Graph(graph), [graph.value(v) for v in start]
    number, more = Tensor(body, body.new_name("step"), "int64", 0), Tensor(body, body.new_name("more"), bool, 0)
    before = [Tensor(body, body.new_name("carried"), v.dtype, v.ndim) for v in values]
    after, stacked = step(Namespace(body), number, before)
    outputs = [body.own(v) for v in (more, *after, *stacked)]
    proto = body.proto(
        graph.new_name("body"), list(map(described, (number, more, *before))), list(map(described, outputs))
    )
    made = [(v.dtype, v.ndim) for v in values] + [(v.dtype, v.ndim + 1) for v in outputs[1 + len(values) :]]
    return graph.nodes_of("Loop", [graph.value(steps, "int64"), np.asarray(True), *values], made, body=proto)
