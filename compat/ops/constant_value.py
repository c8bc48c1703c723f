"""Values that are known when the graph is built: constants, and what comes from constants alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from compat.graph.traversal import applies, leaves
from compat.graph.variable import Constant
from compat.ops.assertion import Assert
from compat.ops.creation import Alloc
from compat.ops.elementwise import second
from compat.ops.elemwise import Elemwise
from compat.ops.join import MakeVector
from compat.ops.shape import DimShuffle, Rebroadcast, Shape, ShapeI, _static_length
from compat.ops.subtensor import Subtensor
from compat.ops.subtensor_index import Index
from compat.ops.tensor_op import TensorOp, as_tensor


class NotScalarConstantError(Exception):
    """The value of the variable is not one known number (theano.tensor.NotScalarConstantError)."""


class EmptyConstantError(NotScalarConstantError):
    """The constant has no element."""


def get_scalar_constant_value(orig_v: Any, elemwise: bool = True, only_process_constants: bool = False,
                              max_recur: int = 10) -> Any:
    """The one number that `orig_v` holds, as a NumPy 0-d array; NotScalarConstantError if that is not known.

    elemwise: False if nothing is to be computed. only_process_constants: True if `orig_v` itself must be the constant.
    """
    if isinstance(orig_v, int | float | complex | np.number | np.bool_):
        return np.asarray(orig_v)
    if isinstance(orig_v, np.ndarray):
        return _only_element(orig_v, orig_v)
    variable = as_tensor(orig_v)
    if isinstance(variable, Constant):
        return _only_element(variable.data, variable)
    if only_process_constants:
        raise NotScalarConstantError(variable)
    while (source := _same_element(variable)) is not None:
        variable = source
    if isinstance(variable, Constant):
        return _only_element(variable.data, variable)
    if not elemwise:
        raise NotScalarConstantError(variable)
    return _only_element(_computed(variable), variable)


def _same_element(variable: Any) -> Any:
    """The variable whose one value fills `variable`: what is broadcast, or picked out of a vector of scalars."""
    node = variable.owner
    if node is None:
        return None
    op = node.op
    if isinstance(op, Alloc | DimShuffle | Rebroadcast):
        return node.inputs[0]
    if isinstance(op, Assert) and all(_holds(c) for c in node.inputs[1:]):
        return node.inputs[0]
    if isinstance(op, Elemwise) and op.scalar_op is second:
        return node.inputs[1]
    if isinstance(op, Subtensor) and isinstance(op.entries[0], Index) and isinstance(op.entries[0].at, int):
        made = node.inputs[0].owner
        if made is not None and isinstance(made.op, MakeVector):
            return made.inputs[op.entries[0].at]
    return None


def _holds(condition: Any) -> bool:
    """Whether it is known, and true."""
    try:
        return bool(get_scalar_constant_value(condition))
    except NotScalarConstantError:
        return False


def _only_element(data: Any, what: Any) -> np.ndarray:
    data = np.asarray(data)
    if data.size == 0:
        raise EmptyConstantError(what)
    if data.ndim and (data.size > 1_000_000 or not (data == data.flat[0]).all()):
        raise NotScalarConstantError(what)
    return np.array(data.flat[0], dtype=data.dtype)


def _computed(variable: Any) -> Any:
    """The value of `variable` where only constants and lengths known to be 1 lead to it."""
    ones = {id(node.outputs[0]): np.asarray(1) for node in applies([variable]) if _is_length_one(node)}
    values: dict[int, Any] = dict(ones)
    stop = [node.outputs[0] for node in applies([variable]) if id(node.outputs[0]) in ones]
    if any(not isinstance(leaf, Constant) and id(leaf) not in values for leaf in leaves([variable], stop)):
        raise NotScalarConstantError(variable)
    for node in applies([variable], stop):
        if not isinstance(node.op, TensorOp) or isinstance(node.op, Assert):
            raise NotScalarConstantError(variable)
        inputs = [i.data if isinstance(i, Constant) else values[id(i)] for i in node.inputs]
        for output, value in zip(node.outputs, node.op.array(np, node, *inputs), strict=True):
            values[id(output)] = value
    return values[id(variable)]


def _is_length_one(node: Any) -> bool:
    """Whether `node` is `x.shape[d]` of a dimension declared broadcastable."""
    if isinstance(node.op, ShapeI):
        return node.inputs[0].type.broadcastable[node.op.axis]
    source = node.inputs[0].owner if isinstance(node.op, Subtensor) else None
    if source is None or not isinstance(source.op, Shape) or not isinstance(node.op.entries[0], Index):
        return False
    at, pattern = node.op.entries[0].at, source.inputs[0].type.broadcastable
    return isinstance(at, int) and -len(pattern) <= at < len(pattern) and pattern[at]


def extract_constant(x: Any, elemwise: bool = True, only_process_constants: bool = False) -> Any:
    """The number that `x` holds, or `x` itself where that is not known."""
    try:
        return get_scalar_constant_value(x, elemwise, only_process_constants)
    except NotScalarConstantError:
        return x


def get_vector_length(v: Any) -> int:
    """Number of elements of the vector `v`; ValueError if it is not known when the graph is built."""
    v = as_tensor(v)
    if v.type.ndim != 1:
        raise TypeError(f"argument must be symbolic vector, got '{v}' with {v.type.ndim} dimensions.")
    length = 1 if v.type.broadcastable[0] else _static_length(v)
    if length is None:
        raise ValueError(f"length not known: {v}")
    return length
