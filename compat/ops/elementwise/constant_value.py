"""Values that are known when the graph is built: constants, and what comes from constants alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from compat.graph.variable import Constant
from compat.ops.control.assertion import Assert
from compat.ops.elementwise.elemwise import Elemwise
from compat.ops.elementwise.functions import second
from compat.ops.indexing.subtensor import Subtensor
from compat.ops.indexing.subtensor_index import Index
from compat.ops.shapes.creation import Alloc
from compat.ops.shapes.join import Join, MakeVector
from compat.ops.shapes.shape import DimShuffle, Rebroadcast, Shape, ShapeI, _static_length
from compat.ops.tensor_op import as_tensor, constant


class NotScalarConstantError(Exception):
    """The value of the variable is not one known number (theano.tensor.NotScalarConstantError)."""


class EmptyConstantError(NotScalarConstantError):
    """The constant has no element."""


# Elementwise functions whose value legacy computed when the graph was built: what lengths are made of.
_COMPUTED = {"switch", "neq", "eq", "lt", "gt", "le", "ge", "sub", "add", "mod", "mul", "int_div", "true_div",
             "minimum", "maximum"}


def get_scalar_constant_value(orig_v: Any, elemwise: bool = True, only_process_constants: bool = False,
                              max_recur: int = 10) -> Any:
    """The one number that `orig_v` holds, as a NumPy 0-d array; NotScalarConstantError if that is not known.

    elemwise: False if nothing is to be computed. only_process_constants: True if `orig_v` itself must be the constant.
    max_recur: how many Ops are looked through, at most.
    """
    if isinstance(orig_v, int | float | complex | np.number | np.bool_):
        return np.asarray(orig_v)
    if isinstance(orig_v, np.ndarray):
        return _only_element(orig_v, orig_v)
    variable = as_tensor(orig_v)
    if only_process_constants and not isinstance(variable, Constant):
        raise NotScalarConstantError(variable)
    return _known(variable, elemwise, max_recur)


def is_one(length: Any) -> bool:
    """Whether a length is known to be 1: then legacy declares its dimension broadcastable."""
    try:
        return bool(get_scalar_constant_value(length) == 1)
    except NotScalarConstantError:
        return False


def _known(variable: Any, elemwise: bool, depth: int) -> np.ndarray:
    variable = _constant(variable)
    node = variable.owner
    if isinstance(variable, Constant):
        return _only_element(variable.data, variable)
    if node is None or depth == 0:
        raise NotScalarConstantError(variable)
    source = _same_element(node)
    if source is not None:
        return _known(source, elemwise, depth - 1)
    length = _length(node)
    if length is not None:
        return np.asarray(length)
    row = getattr(node.op, "scalar_op", None)
    if elemwise and isinstance(node.op, Elemwise) and (row.name in _COMPUTED or row.name.startswith("cast_")):
        values = [_known(i, True, depth - 1).reshape((1,) * i.type.ndim) for i in node.inputs]
        return _only_element(node.op.array(np, node, *values)[0], variable)
    raise NotScalarConstantError(variable)


def _constant(variable: Any) -> Any:
    """The constant that a leaf of a Program stands for, or `variable` itself: what was known stays known."""
    constant = variable.annotation.constant
    return variable if constant is None else constant


def _same_element(node: Any) -> Any:
    """The variable whose one value fills the output of `node`: what is broadcast, or picked out of a vector."""
    op = node.op
    if isinstance(op, Alloc | DimShuffle | Rebroadcast):
        return node.inputs[0]
    if isinstance(op, Assert) and all(_holds(c) for c in node.inputs[1:]):
        return node.inputs[0]
    if isinstance(op, Elemwise) and op.scalar_op is second:
        return node.inputs[1]
    if isinstance(op, Subtensor) and isinstance(node.inputs[0], Constant) and len(node.inputs) == 1 and \
            all(isinstance(e, Index) for e in op.entries):
        return constant(node.inputs[0].data[op.python_index(node.inputs)])
    if isinstance(op, Subtensor) and len(op.entries) == 1 and isinstance(op.entries[0], Index):
        at = _position(node)
        return None if at is None else element(node.inputs[0], at)
    return None


def _position(node: Any) -> int | None:
    """The index of a vector's element that `node` reads, where it is known."""
    at = node.op.entries[0].at
    if isinstance(at, int):
        return at
    try:
        return int(get_scalar_constant_value(node.inputs[1]))
    except NotScalarConstantError:
        return None


def element(vector: Any, at: int) -> Any:
    """Element `at` of a vector, where it is a variable of its own: of numbers, of scalars put together, of vectors
    joined."""
    vector = _constant(vector)
    if isinstance(vector, Constant):
        if not -len(vector.data) <= at < len(vector.data):
            raise IndexError(f"{at} is not a valid index into {vector.data}")
        return constant(vector.data[at])
    node = vector.owner
    if node is None:
        return None
    if isinstance(node.op, MakeVector):
        return node.inputs[at] if -len(node.inputs) <= at < len(node.inputs) else None
    if isinstance(node.op, Join):
        parts = node.inputs if at >= 0 else node.inputs[::-1]
        for v in parts:
            n = _static_length(v)
            if n is None:
                return None
            if -n <= at < n:
                return v[at]
            at -= n if at >= 0 else -n
    return None


def _length(node: Any) -> int | None:
    """The number that `node` is where it is `x.shape[d]` of a constant, or of a dimension declared broadcastable."""
    if isinstance(node.op, ShapeI):
        x, at = node.inputs[0], node.op.axis
    else:
        made = node.inputs[0].owner if isinstance(node.op, Subtensor) and len(node.op.entries) == 1 else None
        position = _position(node) if made is not None and isinstance(made.op, Shape) and \
            isinstance(node.op.entries[0], Index) else None
        if made is None or position is None:
            return None
        x, at = made.inputs[0], position
    pattern = getattr(x.type, "broadcastable", ())
    if x.owner is not None and isinstance(x.owner.op, Rebroadcast):
        pattern = [a or b for a, b in zip(pattern, x.owner.inputs[0].type.broadcastable, strict=True)]
    if not -len(pattern) <= at < len(pattern):
        return None
    if isinstance(x, Constant):
        return int(x.data.shape[at])
    return 1 if pattern[at] else None


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
