"""Graphs inside Ops (scan, ifelse): their identity, evaluation, lengths and derivatives.

`grad` and `Rop` are above this package; they register their functions in HANDED.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.located import located
from ...graph.program import Interner, intern
from ...graph.traversal import applies, leaves, replace
from ...graph.variable import Apply, Constant, Variable
from ...settings import config
from ..shapes.shape import Shape, ShapeI
from ..tensor_op import as_tensor
from ..traced_errors import form_in_jax

# "gradients": (outputs, {output: its gradient}, targets) -> {target: gradient}, absent where disconnected;
# "tangents": (outputs, {input: its tangent}) -> {output: tangent}, absent where it is zero
HANDED: dict[str, Callable[..., Any]] = {}


def without_test_values() -> AbstractContextManager[None]:
    """Turn test values off while a graph over inner inputs is made: these stand for many values."""
    return config.change_flags(compute_test_value="off")


class InnerGraph:
    """`outputs` as functions of `inputs`; two graphs are equal if they compute the same, whatever the names."""

    def __init__(self, inputs: Sequence[Variable], outputs: Sequence[Variable]) -> None:
        self.inputs = tuple(inputs)
        self.outputs = tuple(intern(outputs, Interner()))
        self.nodes = tuple(applies(self.outputs))
        self._key: Any = None
        self._steps: Any = None
        self.settled: set[str] = set()  # names of rule sets that have nothing left to do on it

    def key(self) -> Any:
        """Return a key that equal graphs share."""
        if self._key is None:
            self._key = _structure(self)
        return self._key

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, InnerGraph) and self.key() == other.key())

    def __hash__(self) -> int:
        return hash(self.key())

    def run(self, values: Sequence[Any], namespace: Callable[[Sequence[Any]], Any]) -> list[Any]:
        """Return the outputs at `values`, one for each input.

        `namespace(inputs of a node)` gives NumPy or jax.numpy.
        """
        if self._steps is None:
            self._steps = _slots(self)
        constants, steps, outputs = self._steps
        environment = [*values, *constants]
        for node, compute, read, written in steps:
            inputs = [environment[k] for k in read]
            try:
                results = compute(namespace(inputs), node, *inputs)
            except Exception as error:
                raise located(error, node, inputs) from error.__cause__
            if written == 1:
                environment.append(results[0])
            else:
                environment.extend(results)
        return [environment[k] for k in outputs]

    def __getstate__(self) -> dict[str, Any]:
        return {
            "inputs": self.inputs,
            "outputs": self.outputs,
            "nodes": self.nodes,
            "_key": None,
            "_steps": None,
            "settled": set(),
        }


def numpy_only(inputs: Sequence[Any]) -> Any:
    """Return the array module of an evaluation outside of any trace."""
    return np


def _structure(graph: InnerGraph) -> Any:
    number: dict[int, Any] = {id(v): ("input", k) for k, v in enumerate(graph.inputs)}

    def reference(v: Variable) -> Any:
        known = number.get(id(v))
        if known is None:
            known = number[id(v)] = ("constant", v.signature()) if isinstance(v, Constant) else ("leaf", id(v))
        return known

    entries = []
    for position, node in enumerate(graph.nodes):
        entries.append((node.op, tuple(map(reference, node.inputs)), tuple(o.type for o in node.outputs)))
        for k, output in enumerate(node.outputs):
            number[id(output)] = (position, k)
    return tuple(v.type for v in graph.inputs), tuple(entries), tuple(map(reference, graph.outputs))


def _slots(graph: InnerGraph) -> Any:
    slot: dict[int, int] = {id(v): k for k, v in enumerate(graph.inputs)}
    constants: list[Any] = []
    for v in (*(v for node in graph.nodes for v in node.inputs), *graph.outputs):
        if isinstance(v, Constant) and id(v) not in slot:
            slot[id(v)] = len(graph.inputs) + len(constants)
            constants.append(v.data)
    steps = []
    count = len(graph.inputs) + len(constants)
    for node in graph.nodes:
        steps.append((node, form_in_jax(node), [slot[id(v)] for v in node.inputs], len(node.outputs)))
        for output in node.outputs:
            slot[id(output)] = count
            count += 1
    return constants, steps, [slot[id(v)] for v in graph.outputs]


def lengths_of_outputs(
    graph: InnerGraph, input_shapes: Sequence[Any], outside: dict[Variable, Variable]
) -> list[tuple[Any, ...] | None]:
    """Return the shapes of the outputs from those of the inputs.

    outside: the outer variables of inner inputs whose values may determine a length.

    None for an output whose lengths depend on other values, and for one that is not a tensor.
    """
    shapes = _Shapes({id(v): s for v, s in zip(graph.inputs, input_shapes, strict=True)}, outside)
    with without_test_values():
        for node in graph.nodes:
            shapes.add(node)
        answers = [shapes.in_terms_of_outside(output) for output in graph.outputs]
    inputs = set(map(id, graph.inputs))
    return [
        None if lengths is None or inputs.intersection(map(id, leaves(lengths))) else tuple(lengths)
        for lengths in answers
    ]


@dataclass(frozen=True)
class _Shapes:
    """The known shapes of an inner graph's variables."""

    known: dict[int, Any]  # by the id of the variable; None if it is not a tensor
    outside: dict[Variable, Variable]

    def of(self, v: Variable) -> Any:
        """Return the lengths of `v`; None if they are not known."""
        if id(v) not in self.known and isinstance(v, Constant) and isinstance(v.data, np.ndarray):
            self.known[id(v)] = tuple(as_tensor(np.int64(n)) for n in v.data.shape)
        return self.known.get(id(v))

    def add(self, node: Apply) -> None:
        """Add the shapes of the outputs of `node`, which follow from those of its inputs."""
        given = [self.of(v) for v in node.inputs]
        found = None
        if all(g is not None or not hasattr(v.type, "ndim") for g, v in zip(given, node.inputs, strict=True)):
            found = node.op.compat_shapes(node, given)
        for k, output in enumerate(node.outputs):
            one = getattr(output.type, "broadcastable", None)
            if found is not None and found[k] is not None:
                self.known[id(output)] = tuple(found[k])
            elif one is not None and all(one):
                self.known[id(output)] = tuple(as_tensor(np.int64(1)) for _ in one)

    def in_terms_of_outside(self, output: Variable) -> list[Any] | None:
        """Return the lengths of `output`, with known lengths instead of the shapes of inner variables."""
        own = self.of(output)
        if own is None:
            return None
        lengths = [as_tensor(n) for n in own]
        replacements = dict(self.outside)
        for node in applies(lengths):
            length = self._known_length(node)
            if length is not None:
                replacements[node.outputs[0]] = length
        for _ in range(4):  # lengths in terms of other inner lengths
            lengths = replace(lengths, replacements)
            if not any(n.outputs[0] in replacements for n in applies(lengths)):
                break
        return lengths

    def _known_length(self, node: Apply) -> Any:
        """Return the known shape or length that `node` computes, or None."""
        if not isinstance(node.op, Shape | ShapeI) or isinstance(node.inputs[0], Constant):
            return None
        shape = self.known.get(id(node.inputs[0]))
        if shape is None:
            return None
        return as_tensor(shape[node.op.axis] if isinstance(node.op, ShapeI) else [as_tensor(n) for n in shape])


def reaches(graph: InnerGraph) -> list[list[bool]]:
    """Return for each input whether each output depends on it differentiably or at all, as the inner Ops say."""
    position = {id(v): k for k, v in enumerate(graph.inputs)}
    sources: dict[int, set[int]] = {id(v): {k} for v, k in zip(graph.inputs, range(len(graph.inputs)), strict=True)}
    for node in graph.nodes:
        pattern = node.op.compat_connection(node)
        for k, output in enumerate(node.outputs):
            found: set[int] = set()
            for v, row in zip(node.inputs, pattern, strict=True):
                if row[k]:
                    found |= sources.get(id(v), set())
            sources[id(output)] = found
    return [[position[id(v)] in sources.get(id(o), ()) for o in graph.outputs] for v in graph.inputs]


def told_by_values(graph: InnerGraph) -> set[int]:
    """Return ids of inner variables whose values determine lengths or slice bounds."""
    needed: set[int] = set()
    for node in reversed(graph.nodes):
        through = any(id(o) in needed for o in node.outputs) and not isinstance(node.op, Shape | ShapeI)
        at = set(node.op.compat_structural(node))
        needed |= {id(v) for i, v in enumerate(node.inputs) if through or i in at}
    return needed


def inner_nodes(nodes: Sequence[Apply]) -> list[Apply]:
    """Return `nodes`, each followed by the nodes of its inner graphs."""
    found = []
    for node in nodes:
        found.append(node)
        for graph in getattr(node.op, "compat_inner_graphs", ()):
            found += inner_nodes(graph.nodes)
    return found
