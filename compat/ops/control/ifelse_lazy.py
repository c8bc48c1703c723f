"""`ifelse` with the graphs of its branches inside, so that only the chosen one is computed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.traversal import replace
from ...graph.variable import Apply, Variable
from ..c_forms import Computations
from ..indexing.subtensor_index import fill_value
from ..scan.inner_graph import HANDED, InnerGraph, lengths_of_outputs, numpy_only, told_by_values
from ..tensor_op import disconnected
from ..traced_errors import flag_of, no_flag, note, noted
from .ifelse import IfElse, length_of_either


class LazyIfElse(IfElse):
    """Inputs: the condition, then the inputs of both graphs. A rule makes it after all gradients are taken."""

    def __init__(self, true: InnerGraph, false: InnerGraph, name: str | None = None) -> None:
        super().__init__(len(true.outputs), name=name)
        self.true, self.false = true, false
        self.compat_inner_graphs = (true, false)

    def __eq__(self, other: object) -> bool:
        return type(other) is LazyIfElse and (self.true, self.false) == (other.true, other.false)

    def __hash__(self) -> int:
        return hash((LazyIfElse, self.true, self.false))

    def make_node(self, condition: Variable, *values: Any) -> Apply:
        return Apply(self, [condition, *values], [v.type() for v in self.true.outputs])

    def graphs(self, inputs: Sequence[Any]) -> tuple[tuple[InnerGraph, list[Any]], tuple[InnerGraph, list[Any]]]:
        """Return ((graph, its arguments) for true, (graph, its arguments) for false)."""
        n = 1 + len(self.true.inputs)
        return (self.true, list(inputs[1:n])), (self.false, list(inputs[n:]))

    def compat_arguments_inside(self, node: Apply) -> list[tuple[InnerGraph, list[Variable]]]:
        """Return both graphs, each with the inputs of `node` that correspond to its inputs."""
        return list(self.graphs(node.inputs))

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any] | None:
        found = []
        for (graph, shapes), (_, given) in zip(self.graphs(input_shapes), self.graphs(node.inputs), strict=True):
            found.append(lengths_of_outputs(graph, shapes, dict(zip(graph.inputs, given, strict=True))))
        if any(s is None for own in found for s in own):
            return None
        return [
            tuple(length_of_either(node.inputs[0], t, f) for t, f in zip(true, false, strict=True))
            for true, false in zip(*found, strict=True)
        ]  # type: ignore[arg-type]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        """Return the positions of inputs that determine lengths inside a branch."""
        needed = told_by_values(self.true) | told_by_values(self.false)
        inside = (*self.true.inputs, *self.false.inputs)
        return [1 + k for k, v in enumerate(inside) if id(v) in needed]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        """Return the gradient of the plain IfElse over both graphs."""
        plain = self.plain(inputs)
        starts = {o: g for o, g in zip(plain.outputs, output_gradients, strict=True) if hasattr(g.type, "dtype")}
        found = HANDED["gradients"](list(starts), starts, list(inputs))
        return [found.get(v, disconnected()) for v in inputs]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        plain = self.plain(inputs)
        moved = {v: p for v, p in zip(inputs, eval_points, strict=True) if p is not None}
        found = HANDED["tangents"](list(plain.outputs), moved)
        return [found.get(o) for o in plain.outputs]

    def plain(self, inputs: Sequence[Any]) -> Apply:
        """Return the plain IfElse with both graphs outside."""
        values: list[Variable] = []
        for graph, given in self.graphs(inputs):
            values += replace(graph.outputs, dict(zip(graph.inputs, given, strict=True)))
        return IfElse(self.n_outs, name=self.name).make_node(inputs[0], *values)

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True] * self.n_outs for _ in node.inputs]

    def compat_array(self, xp: ArrayModule, node: Apply, condition: Array, *values: Array) -> list[Any]:
        true, false = self.graphs((None, *values))
        if xp is np:
            graph, given = true if condition else false
            return graph.run(given, numpy_only)
        if isinstance(condition, np.ndarray | np.generic):
            return list(self._branch(xp, node, *(true if condition else false))()[0])
        return self._chosen(xp, condition, [self._branch(xp, node, *b) for b in (true, false)])

    def _branch(self, xp: ArrayModule, node: Apply, graph: InnerGraph, given: list[Any]) -> Any:
        """Return the function of a branch in a traced program, which gives its values and an error flag."""
        import jax

        def run() -> tuple[tuple[Any, ...], Any]:
            with noted() as notes:
                found = graph.run(given, lambda inputs: xp if any(isinstance(v, jax.Array) for v in inputs) else np)
            arrays = tuple(
                xp.asarray(r, dtype=v.type.dtype)  # type: ignore[attr-defined]
                for r, v in zip(found, node.outputs, strict=True)
            )
            return arrays, flag_of(notes, no_flag())

        return run

    def _chosen(self, xp: ArrayModule, condition: Array, branches: list[Any]) -> list[Any]:
        """Return the values of the branch that a traced condition chooses.

        A branch that raises for these lengths has the value NaN, and an error is noted if it is chosen.
        """
        import jax

        shapes: list[Any] = []
        errors: list[Exception] = []
        for branch in branches:
            try:
                shapes.append(jax.eval_shape(branch)[0])
            except (ArithmeticError, AssertionError, IndexError, ValueError) as error:
                if type(error).__module__.startswith("jax"):
                    raise
                shapes.append(None)
                errors.append(error)
        if len(errors) == len(branches):
            raise errors[0]
        known = next(s for s in shapes if s is not None)
        if any(s is not None and [r.shape for r in s] != [r.shape for r in known] for s in shapes):
            raise NotImplementedError(
                "ifelse cannot run in the JAX backend where its branches have different shapes: "
                f"{[[r.shape for r in s] for s in shapes]}."
            )

        def failing() -> tuple[tuple[Any, ...], Any]:
            wrong = None if no_flag() is None else np.bool_(True)
            return tuple(xp.full(r.shape, fill_value(r.dtype), r.dtype) for r in known), wrong

        chosen = [failing if s is None else b for b, s in zip(branches, shapes, strict=True)]
        values, wrong = jax.lax.cond(xp.reshape(condition, ()) != 0, *chosen)
        note(wrong)
        return list(values)

    def compat_c_computations(self, node: Apply, computations: Computations) -> None:
        computations.inner_function(node)
