"""What a legal Program is. Runs in all tests and under COMPAT_CHECK=1, between the stages of a compilation."""

from __future__ import annotations

from typing import Any

from compat.graph.program import Program
from compat.graph.variable import Apply, Constant, SharedVariable, Variable


class GraphError(AssertionError):
    """A Program that breaks a promise of the graph: a fault of ours, never of the user."""


def check(program: Program, stage: str = "") -> None:
    """Raise GraphError unless nodes are in order, unique, known to their outputs, and typed as their Op says."""
    known: set[int] = {id(v) for v in program.inputs}
    seen: dict[Any, Apply] = {}
    constants: dict[object, Variable] = {}
    for node in program.nodes:
        for variable in node.inputs:
            if isinstance(variable, Constant):
                first = constants.setdefault(variable.signature(), variable)
                _require(first is variable, stage, f"constant {variable} stands twice", node)
            else:
                _require(id(variable) in known, stage, f"{variable} is used before it is computed", node)
        key = (node.op, tuple(map(id, node.inputs)), tuple(o.type for o in node.outputs))
        _require(key not in seen, stage, "two equal nodes", node)
        seen[key] = node
        for i, output in enumerate(node.outputs):
            _require(output.owner is node and output.index == i, stage, "an output does not know its node", node)
            known.add(id(output))
        expected = _declared_types(node)
        if expected is not None:
            for output, type_ in zip(node.outputs, expected, strict=True):
                narrower = getattr(output.type, "is_super", lambda _: False)(type_)
                _require(output.type == type_ or narrower, stage, f"declared {output.type}, its Op says {type_}", node)
    for output in program.outputs:
        _require(id(output) in known or isinstance(output, Constant | SharedVariable), stage,
                 f"output {output} is not computed", None)


def _declared_types(node: Apply) -> list[Any] | None:
    """Types of the outputs by the Op itself, where it is one of ours."""
    types_of = getattr(node.op, "result_types", None)
    if types_of is None:
        return None
    try:
        return types_of(*[v.type for v in node.inputs])
    except NotImplementedError:  # they depend on values too: on the constants of a shape, say
        return [o.type for o in node.op.make_node(*node.inputs).outputs]


def _require(condition: bool, stage: str, what: str, node: Apply | None) -> None:
    if not condition:
        raise GraphError(f"{stage}: {what} in {node}")
