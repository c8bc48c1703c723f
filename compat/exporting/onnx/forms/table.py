"""The table of forms, and the walk through a graph that looks them up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ....graph.program import Program
from ....graph.variable import Apply, Constant, Variable
from ....ops.elementwise.elemwise import Elemwise
from ....ops.tensor_op import in_dtype
from ...errors import CannotExport
from ..namespace import Namespace
from ..onnx_graph import Graph
from ..tensor import Tensor, is_known

Form = Callable[..., list[Any]]  # (graph, node, *values) -> outputs
FORMS: dict[type, Form] = {}


def form(*ops: type) -> Callable[[Form], Form]:
    """Register what these Ops are in ONNX."""

    def registered(function: Form) -> Form:
        FORMS.update(dict.fromkeys(ops, function))
        return function

    return registered


def computed(graph: Graph, node: Apply, values: Sequence[Any]) -> list[Any]:
    """Return the outputs of a node at these values. Raises CannotExport with the user's line."""
    try:
        if is_known(values):
            return [np.asarray(v) for v in node.op.compat_array(np, node, *values)]
        return _form_of(node)(graph, node, *values)
    except CannotExport as error:
        raise CannotExport(_sentence(node, str(error))) from None
    except (AttributeError, TypeError, ValueError, NotImplementedError) as error:
        raise CannotExport(_sentence(node, f"it has no form in ONNX ({type(error).__name__}: {error})")) from error


def _sentence(node: Apply, why: str) -> str:
    if "\n" in why:
        return why  # of a node inside of this one
    where = node.compat_origin
    line = "" if where is None else f"\n  {where}  {where.source()}"
    return f"{node.op.compat_plain_name} of {', '.join(f'`{v}`' for v in node.inputs)}: {why}.{line}"


def _form_of(node: Apply) -> Form:
    for kind in type(node.op).__mro__:
        if kind in FORMS:
            return FORMS[kind]
    if node.op.compat_is_black_box():
        raise CannotExport("an Op with a computation in Python or C of its own cannot be exported")
    return _by_array


def _by_array(graph: Graph, node: Apply, *values: Any) -> list[Any]:
    """Run the array form of an Op, which serves NumPy and JAX too."""
    return node.op.compat_array(Namespace(graph), node, *map(graph.value, values))


@form(Elemwise)
def _elementwise(graph: Graph, node: Apply, *values: Any) -> list[Any]:
    """Run the array form of an entry, in the dtypes in which Theano computes it."""
    entry: Any = node.op.scalar_op  # type: ignore[attr-defined]
    xp: Any = Namespace(graph)
    result = node.outputs[0].type.dtype  # type: ignore[attr-defined]
    dtypes = entry.compute_dtypes([v.type.dtype for v in node.inputs], result)  # type: ignore[attr-defined]
    cast: list[Any] = [in_dtype(xp, xp.asarray(v), d) for v, d in zip(values, dtypes, strict=True)]
    kept = [graph.value(v) if v.ndim or not isinstance(v, np.ndarray) else v for v in cast]
    made: Any = graph.value(entry.array(xp, *kept))
    return [in_dtype(xp, made, result)]


def walk(graph: Graph, nodes: Sequence[Apply], known: dict[Variable, Any], outputs: Sequence[Variable]) -> list[Any]:
    """Compute the nodes. known: values by variable, to which theirs are added. Returns those of `outputs`."""

    def value(v: Variable) -> Any:
        return known[v] if v in known else v.data if isinstance(v, Constant) else _unknown(v)

    for node in nodes:
        found = computed(graph, node, [value(v) for v in node.inputs])
        known.update(zip(node.outputs, found, strict=True))
    return [value(v) for v in outputs]


def _unknown(v: Variable) -> Any:
    raise CannotExport(f"`{v}` is not among the inputs")


def walked(graph: Graph, program: Program, values: Sequence[Any]) -> list[Any]:
    """Return the outputs of a Program at these values."""
    return walk(graph, program.nodes, dict(zip(program.inputs, values, strict=True)), program.outputs)


def in_type(graph: Graph, value: Any, variable: Variable) -> Tensor:
    """Return a value as one of the graph, of a variable's dtype."""
    return graph.value(value, variable.type.dtype)  # type: ignore[attr-defined]
