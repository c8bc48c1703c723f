"""Digests of arrays, and the shapes of a graph. Source of the names: theano.tensor.utils."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ....functions.function import function
from ....graph.types import TensorType
from ....importing.module_getattr import absent_from
from ..op_tools import hash_from_code

if TYPE_CHECKING:
    from ....functions.graphs.function_graph import FunctionGraph


def hash_from_ndarray(data: np.ndarray) -> str:
    """Return a digest of an array; equal for equal data, shape, strides and dtype.

    data: an array of any shape.
    """
    parts = (
        (data if data.flags.c_contiguous else np.ascontiguousarray(data)).tobytes(),
        data.shape,
        data.strides,
        data.dtype,
    )
    return hash_from_code("".join(hash_from_code(p if isinstance(p, bytes) else str(p)) for p in parts))


def shape_of_variables(fgraph: FunctionGraph, input_shapes: Mapping[Any, Any]) -> dict[Any, tuple[Any, ...]]:
    """Return the shapes of all tensors of a FunctionGraph, from those of its inputs.

    Shapes that depend on values are computed for inputs of zeros. ValueError for a variable that is no input of
    `fgraph`, which has copied its graph unless it was made with `clone=False`.

    fgraph: a FunctionGraph. input_shapes: a dict from its inputs to tuples.
    """
    if any(not any(given is own for own in fgraph.inputs) for given in input_shapes):
        raise ValueError(
            "input_shapes keys aren't in the fgraph.inputs: FunctionGraph copies the graph that it is "
            "given; make it with clone=False."
        )
    inner = (v for node in fgraph.toposort() for v in (*node.inputs, *node.outputs))
    variables = dict.fromkeys([*fgraph.inputs, *inner])
    tensors = [v for v in variables if isinstance(v.type, TensorType)]
    shapes = function(list(fgraph.inputs), [v.shape for v in tensors], on_unused_input="ignore")
    zeros = [np.zeros(tuple(map(int, input_shapes[v])), v.type.dtype) for v in fgraph.inputs]
    return {v: tuple(shape) for v, shape in zip(tensors, shapes(*zeros), strict=True)}


def as_list(x: Any) -> list[Any]:
    """Return the elements of something as a list, or it alone in one if it is not iterable.

    x: a list, a tuple, an array of any shape, or anything else.
    """
    try:
        return list(x)
    except TypeError:
        return [x]


__all__ = ["as_list", "hash_from_code", "hash_from_ndarray", "shape_of_variables"]
__getattr__ = absent_from(__name__)
