"""A condition with what only one of its branches needs inside: that is computed where it is chosen, not otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from compat.graph.arrays import Array, ArrayModule
from compat.graph.traversal import replace
from compat.graph.variable import Apply, Variable
from compat.ops.control.ifelse import IfElse, length_of_either
from compat.ops.scan.inner_graph import HANDED, InnerGraph, lengths_of_outputs, numpy_only
from compat.ops.tensor_op import disconnected


class LazyIfElse(IfElse):
    """Inputs: the condition, then those of both graphs. A rule makes it once all gradients are taken."""

    def __init__(self, true: InnerGraph, false: InnerGraph, name: str | None = None) -> None:
        super().__init__(len(true.outputs), name=name)
        self.true, self.false = true, false
        self.inner_graphs = (true, false)

    def __eq__(self, other: object) -> bool:
        return type(other) is LazyIfElse and (self.true, self.false) == (other.true, other.false)

    def __hash__(self) -> int:
        return hash((LazyIfElse, self.true, self.false))

    def make_node(self, condition: Any, *values: Any) -> Apply:
        return Apply(self, [condition, *values], [v.type() for v in self.true.outputs])

    def graphs(self, inputs: Sequence[Any]) -> tuple[tuple[InnerGraph, list[Any]], tuple[InnerGraph, list[Any]]]:
        """Return ((graph, what is given to it) if true, the same if false)."""
        n = 1 + len(self.true.inputs)
        return (self.true, list(inputs[1:n])), (self.false, list(inputs[n:]))

    def arguments_inside(self, node: Apply) -> list[tuple[InnerGraph, list[Variable]]]:
        """Return both graphs, and for each of their inputs the input of `node` that it is."""
        return list(self.graphs(node.inputs))

    def shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any] | None:
        found = []
        for (graph, shapes), (_, given) in zip(self.graphs(input_shapes), self.graphs(node.inputs), strict=True):
            found.append(lengths_of_outputs(graph, shapes, dict(zip(graph.inputs, given, strict=True))))
        if any(s is None for own in found for s in own):
            return None
        return [
            tuple(length_of_either(node.inputs[0], t, f) for t, f in zip(true, false, strict=True))
            for true, false in zip(*found, strict=True)
        ]  # type: ignore[arg-type]

    def gradient(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        """Return that of the plain condition over both graphs."""
        plain = self.plain(inputs)
        starts = {o: g for o, g in zip(plain.outputs, output_gradients, strict=True) if hasattr(g.type, "dtype")}
        found = HANDED["gradients"](list(starts), starts, list(inputs))
        return [found.get(v, disconnected()) for v in inputs]

    def r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        plain = self.plain(inputs)
        moved = {v: p for v, p in zip(inputs, eval_points, strict=True) if p is not None}
        found = HANDED["tangents"](list(plain.outputs), moved)
        return [found.get(o) for o in plain.outputs]

    def plain(self, inputs: Sequence[Any]) -> Apply:
        """Make the same with both graphs outside."""
        values: list[Variable] = []
        for graph, given in self.graphs(inputs):
            values += replace(graph.outputs, dict(zip(graph.inputs, given, strict=True)))
        return IfElse(self.n_outs, name=self.name).make_node(inputs[0], *values)

    def connection(self, node: Apply) -> list[list[bool]]:
        return [[True] * self.n_outs for _ in node.inputs]

    def array(self, xp: ArrayModule, node: Apply, condition: Array, *values: Array) -> list[Any]:
        true, false = self.graphs((None, *values))
        if xp is np:
            graph, given = true if condition else false
            return graph.run(given, numpy_only)
        import jax

        def branch(graph: InnerGraph, given: list[Any]) -> Any:
            def run() -> tuple[Any, ...]:
                found = graph.run(given, lambda inputs: xp if any(isinstance(v, jax.Array) for v in inputs) else np)
                return tuple(
                    xp.asarray(r, dtype=v.type.dtype)  # type: ignore[attr-defined]
                    for r, v in zip(found, node.outputs, strict=True)
                )

            return run

        if isinstance(condition, np.ndarray | np.generic):
            return list(branch(*(true if condition else false))())
        shapes = [[r.shape for r in jax.eval_shape(branch(*b))] for b in (true, false)]
        if shapes[0] != shapes[1]:
            raise NotImplementedError(
                "ifelse cannot run in the JAX backend where its branches have different shapes: "
                f"{shapes[0]} or {shapes[1]}."
            )
        return list(jax.lax.cond(xp.reshape(condition, ()) != 0, branch(*true), branch(*false)))

    def c_items(self, node: Apply, items: Any) -> None:
        items.inner_function(node)
