"""Ops defined by a graph of other Ops: a class gives the graph, and all other facets follow.

The Op stays in the graph for rules and for readers; backends expand it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.origin import as_if_from
from ...graph.program import Interner, Program, intern, program
from ...graph.traversal import applies, replace
from ...graph.types import DisconnectedType
from ...graph.variable import Apply, Variable
from ..tensor_op import TensorOp, as_tensor, disconnected
from .inner_graph import HANDED, InnerGraph, lengths_of_outputs, reaches, without_test_values
from .op import Scan


class Composed(TensorOp):
    """An Op defined by other Ops. Subclasses define `compose`, and `convert` if they reject or convert inputs.

    `check` inspects the values in the Python backend, which raises all errors. `compat_gradient` may be defined if a
    better formula is known than the gradient of the graph.
    """

    __props__: tuple[str, ...] = ()

    def compose(self, *inputs: Any) -> list[Any]:
        """Return the outputs as a graph over `inputs`."""
        raise NotImplementedError

    def convert(self, *inputs: Any, **named: Any) -> list[Any]:
        """Return the user's arguments as variables of the types that `compose` takes."""
        return [as_tensor(v) for v in inputs]

    def check(self, *values: Any) -> None:
        """Raise if the values are not valid arguments of the Op."""

    def make_node(self, *inputs: Any, **named: Any) -> Apply:
        variables = self.convert(*inputs, **named)
        inner = _inner(self, tuple(v.type for v in variables))
        return Apply(self, variables, [o.type() for o in inner.outputs])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any] | None:
        outside = dict(zip(self.inner(node).inputs, node.inputs, strict=True))
        found = lengths_of_outputs(self.inner(node), input_shapes, outside)
        return None if any(lengths is None for lengths in found) else found

    def inner(self, node: Apply) -> InnerGraph:
        return _inner(self, tuple(v.type for v in node.inputs))

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return reaches(self.inner(node))

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        inner = _inner(self, tuple(v.type for v in inputs))
        starts: dict[Any, Any] = {}
        given: dict[Variable, Variable] = dict(zip(inner.inputs, inputs, strict=True))
        for own, g in zip(inner.outputs, output_gradients, strict=True):
            if not isinstance(g.type, DisconnectedType):
                starts[own] = start = g.type()
                given[start] = g
        found = HANDED["gradients"](list(inner.outputs), starts, list(inner.inputs))
        known = [v for v in inner.inputs if v in found]
        outer = dict(zip(known, replace([found[v] for v in known], given), strict=True))
        return [outer[v] if v in outer else disconnected() for v in inner.inputs]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        inner = _inner(self, tuple(v.type for v in inputs))
        given: dict[Variable, Variable] = dict(zip(inner.inputs, inputs, strict=True))
        moved = {}
        for own, point in zip(inner.inputs, eval_points, strict=True):
            if point is not None:
                moved[own] = tangent = point.type()
                given[tangent] = point
        found = HANDED["tangents"](list(inner.outputs), moved)
        known = [o for o in inner.outputs if o in found]
        outer = dict(zip(known, replace([found[o] for o in known], given), strict=True))
        return [outer.get(o) for o in inner.outputs]

    def compat_array(self, xp: ArrayModule, node: Apply, *values: Array) -> list[Any]:
        if xp is np:
            self.check(*values)
        return self.inner(node).run(values, lambda inputs: np if all(map(_is_concrete, inputs)) else xp)

    def __str__(self) -> str:
        shown = ", ".join(f"{p}={getattr(self, p)!r}" for p in self.__props__)
        return f"{type(self).__name__}{{{shown}}}" if shown else type(self).__name__


def _is_concrete(value: np.generic | np.ndarray) -> bool:
    return isinstance(value, np.ndarray | np.generic | int | float | slice | type(None))


@lru_cache(maxsize=1024)
def _inner(op: Composed, types: tuple[Any, ...]) -> InnerGraph:
    inputs = [t() for t in types]
    with without_test_values():
        return InnerGraph(inputs, op.compose(*inputs))


def expanded(whole: Program) -> tuple[Program, dict[Apply, Apply]]:
    """Return `whole` with composed Ops expanded, inside loops too.

    Returns the new Program, and for each of its nodes the node of `whole` that it comes from.
    """
    made_for = {node: node for node in whole.nodes}
    while _has_composed(whole.nodes):
        whole, step = _expanded_once(whole)
        made_for = {node: made_for[old] for node, old in step.items()}
    return whole, made_for


def _expanded_once(whole: Program) -> tuple[Program, dict[Apply, Apply]]:
    interner = Interner()
    found: dict[Variable, Variable] = {}
    made_for: dict[Apply, Apply] = {}
    for node in whole.nodes:
        inputs = [found[v] if v.owner is not None else interner.leaf(v) for v in node.inputs]
        if isinstance(node.op, Composed):
            with as_if_from(node.compat_origin):
                graph = node.op.inner(node)
                parts = replace(list(graph.outputs), dict(zip(graph.inputs, inputs, strict=True)))
        elif isinstance(node.op, Scan) and _has_composed(node.op.inner.nodes):
            inner = node.op.inner
            body, _ = expanded(Program(inner.inputs, inner.outputs, inner.nodes))
            loop = Scan(InnerGraph(body.inputs, body.outputs), node.op.layout, node.op.truncate, node.op.name)
            with as_if_from(node.compat_origin):
                parts = Apply(loop, inputs, [o.type() for o in node.outputs]).outputs
        else:
            parts = interner.apply(node, inputs).outputs
        outputs = intern(parts, interner, known=inputs)
        for part in applies(outputs, stop=inputs):
            made_for.setdefault(part, node)
        found.update(zip(node.outputs, outputs, strict=True))
    made = program(whole.inputs, [found[v] if v.owner is not None else v for v in whole.outputs])
    return made, {node: made_for[node] for node in made.nodes}


def _has_composed(nodes: Sequence[Apply]) -> bool:
    """Return whether a composed Op is among the nodes or in their loops; branches of ifelse are separate."""
    return any(
        isinstance(n.op, Composed) or (isinstance(n.op, Scan) and _has_composed(n.op.inner.nodes)) for n in nodes
    )
