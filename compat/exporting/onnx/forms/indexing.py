"""Reading and writing by slices and by arrays of positions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ....graph.variable import Apply
from ....ops.indexing.advanced_subtensor import AdvancedIncSubtensor, AdvancedSubtensor
from ....ops.indexing.nonzero import Nonzero
from ....ops.indexing.subtensor import IncSubtensor, Subtensor
from ....ops.indexing.subtensor_index import Dynamic, Index
from ...errors import CannotExport
from ..namespace import Namespace
from ..onnx_graph import Graph
from ..tensor import Tensor
from .table import form


@form(Subtensor)
def _read(graph: Graph, node: Apply, x: Any, *scalars: Any) -> list[Any]:
    """Read by integers and slices."""
    return [graph.value(x)[_index(node, [x, *scalars])]]


def _index(node: Apply, inputs: Sequence[Any]) -> tuple[Any, ...]:
    def value(part: Any) -> Any:
        if not isinstance(part, Dynamic):
            return part
        found = inputs[part.position]
        return found if isinstance(found, Tensor) else int(found)

    return tuple(
        value(e.at) if isinstance(e, Index) else slice(value(e.start), value(e.stop), value(e.step))
        for e in node.op.entries  # type: ignore[attr-defined]
    )


@form(IncSubtensor)
def _write(graph: Graph, node: Apply, x: Any, y: Any, *scalars: Any) -> list[Any]:
    """Write into a part given by integers and slices: the flat positions of the part are scattered to."""
    x = graph.value(x)
    index = _index(node, [x, y, *scalars])
    places = flat_places(graph, x)[index]
    set_ = node.op.set_instead_of_inc  # type: ignore[attr-defined]
    return [scattered(graph, x, places, graph.value(y, x.dtype), set_)]


def flat_places(graph: Graph, x: Tensor) -> Tensor:
    """Return an array of the shape of `x` that holds the position of each element in the flat array."""
    flat = Namespace(graph).arange(graph.node("Size", [x], "int64", 0))
    return graph.reshape(flat, x.shape_vector(), x.ndim) if x.ndim != 1 else flat


def scattered(graph: Graph, x: Tensor, places: Tensor, y: Tensor, set_: bool) -> Tensor:
    """Return `x` with `y` put at, or added to, flat `places`."""
    places_flat = graph.reshape(places, np.asarray([-1]), 1)
    lengths = places.shape_vector() if places.ndim else np.zeros(0, "int64")
    filled = graph.expanded(y, lengths, places.ndim) if places.ndim else y
    updates = graph.reshape(filled, np.asarray([-1]), 1)
    flat = graph.reshape(x, np.asarray([-1]), 1)
    found = graph.node(
        "ScatterND",
        [flat, graph.unsqueezed(places_flat, [1]), updates],
        x.dtype,
        1,
        reduction="none" if set_ else "add",
    )
    return graph.reshape(found, x.shape_vector(), x.ndim) if x.ndim != 1 else found


def _numbers(graph: Graph, index: Sequence[Any], lengths: Sequence[Tensor]) -> list[Any]:
    """Return arrays of positions as int64, those of the front counted from it."""
    found = []
    for array, n in zip(index, lengths, strict=True):
        at = graph.value(array, "int64")
        found.append(graph.where(at < np.int64(0), at + n, at))
    return found


def _positions(graph: Graph, x: Tensor, pattern: Sequence[int | None], arrays: Sequence[Any]) -> tuple[Tensor, int]:
    """Return flat positions of what arrays of positions and full slices read, in NumPy's order, and their rank."""
    shape = x.shape
    given = [d for d, p in enumerate(pattern) if p is not None]
    indices = _numbers(graph, [arrays[pattern[d]] for d in given], [shape[d] for d in given])  # type: ignore[index]
    strides = _strides(graph, shape)
    rank = max(i.ndim for i in indices)
    total: Any = None
    for d, i in zip(given, indices, strict=True):
        part = i * strides[d]
        total = part if total is None else total + part
    whole = [d for d, p in enumerate(pattern) if p is None]
    adjacent = given[-1] - given[0] + 1 == len(given)
    place = given[0] if adjacent else 0
    before, after = whole[:place], whole[place:]
    ndim = len(before) + rank + len(after)
    found = graph.unsqueezed(total, [*range(len(before)), *range(len(before) + rank, ndim)])
    for k, d in enumerate([*before, *after]):
        axis = k if k < len(before) else k + rank
        row = Namespace(graph).arange(shape[d]) * strides[d]
        found = found + graph.unsqueezed(row, [a for a in range(ndim) if a != axis])
    return found, ndim


def _strides(graph: Graph, shape: Sequence[Tensor]) -> list[Any]:
    strides: list[Any] = [graph.value(np.int64(1))]
    for n in shape[:0:-1]:
        strides.insert(0, strides[0] * n)
    return strides


@form(AdvancedSubtensor)
def _read_by_arrays(graph: Graph, node: Apply, x: Any, *arrays: Any) -> list[Any]:
    """Read by arrays of positions."""
    x, pattern = graph.value(x), node.op.pattern  # type: ignore[attr-defined]
    given = [d for d, p in enumerate(pattern) if p is not None]
    if len(given) == 1:
        return [graph.gather(x, arrays[pattern[given[0]]], given[0])]
    places, _ = _positions(graph, x, pattern, arrays)
    return [graph.gather(graph.reshape(x, np.asarray([-1]), 1), places)]


@form(AdvancedIncSubtensor)
def _write_by_arrays(graph: Graph, node: Apply, x: Any, y: Any, *arrays: Any) -> list[Any]:
    """Write at arrays of positions; repeated ones add up."""
    op: Any = node.op
    x = graph.value(x)
    if graph.kept(node.outputs[0].type.dtype) != x.dtype or (
        x.dtype.kind in "iu" and node.inputs[1].type.dtype.startswith("float")
    ):  # type: ignore[attr-defined]
        raise CannotExport("floats added to integers one by one have no form in ONNX")
    places, _ = _positions(graph, x, op.pattern, arrays)
    return [scattered(graph, x, places, graph.value(y, x.dtype), op.set_instead_of_inc)]


@form(Nonzero)
def _nonzero(graph: Graph, node: Apply, a: Tensor) -> list[Any]:
    """Return the positions of what is not zero, one vector for each dimension."""
    truth = graph.value(a, bool)
    found = graph.node("NonZero", [truth], "int64", 2)
    return [found[k] for k in range(a.ndim)] if a.ndim > 1 else [graph.reshape(found, np.asarray([-1]), 1)]
