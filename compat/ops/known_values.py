"""Values that are known when the graph is built: constants and expressions of constants."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph.arrays import Array
from ..graph.other_names import also_named
from ..graph.variable import Constant, Variable
from .tensor_op import TensorOp, as_tensor, constant
from .tensor_types import TensorLike


class NotScalarConstantError(Exception):
    """Raised if the value of a variable is not one known number."""


class EmptyConstantError(NotScalarConstantError):
    """Raised if the constant has no element."""


@also_named(v="orig_v")
def get_scalar_constant_value(
    orig_v: Any, elemwise: bool = True, only_process_constants: bool = False, max_recur: int = 10
) -> Any:
    """Return the number that a variable holds, as a NumPy 0-d array. NotScalarConstantError if it is not known.

    orig_v: a scalar variable, or a number. elemwise: False if nothing is to be computed.
    only_process_constants: True if orig_v itself must be the constant.
    max_recur: the maximum number of Ops to look through.
    """
    if isinstance(orig_v, int | float | complex | np.number | np.bool_):
        return np.asarray(orig_v)
    if isinstance(orig_v, np.ndarray):
        return _only_element(orig_v, orig_v)
    variable = as_tensor(orig_v)
    if only_process_constants and not isinstance(variable, Constant):
        raise NotScalarConstantError(variable)
    return _known(variable, elemwise, max_recur)


def is_one(length: TensorLike) -> bool:
    """Return whether a length is known to be 1, so that Theano declares its dimension broadcastable."""
    try:
        return bool(get_scalar_constant_value(length) == 1)
    except NotScalarConstantError:
        return False


def _known(variable: Variable, elemwise: bool, depth: int) -> np.ndarray:
    variable = _constant(variable)
    node = variable.owner
    if isinstance(variable, Constant):
        return _only_element(variable.data, variable)
    if node is None or depth == 0 or not isinstance(node.op, TensorOp):
        raise NotScalarConstantError(variable)
    source = node.op.compat_same_element(node)
    if source is not None:
        return _known(source, elemwise, depth - 1)
    number = node.op.compat_known_number(node)
    if number is not None:
        return np.asarray(number)
    if elemwise and node.op.compat_is_computed_early():
        values = [_known(i, True, depth - 1).reshape((1,) * i.type.ndim) for i in node.inputs]
        return _only_element(node.op.compat_array(np, node, *values)[0], variable)
    raise NotScalarConstantError(variable)


def _constant(variable: Variable) -> Any:
    """Return the constant that a leaf of a Program replaces, or `variable` itself."""
    constant = variable.compat_annotation.constant
    return variable if constant is None else constant


def element(vector: Variable, at: int) -> Any:
    """Return element `at` of a vector if it exists as a variable.

    It does in constants, stacked scalars and joined vectors.
    """
    vector = _constant(vector)
    if isinstance(vector, Constant):
        if not -len(vector.data) <= at < len(vector.data):
            raise IndexError(f"{at} is not a valid index into {vector.data}")
        return constant(vector.data[at])
    node = vector.owner
    return node.op.compat_element(node, at) if node is not None and isinstance(node.op, TensorOp) else None


def holds(condition: Variable) -> bool:
    """Return whether a condition is known to be true."""
    try:
        return bool(get_scalar_constant_value(condition))
    except NotScalarConstantError:
        return False


def _only_element(data: Array | np.generic, what: object) -> np.ndarray:
    data = np.asarray(data)
    if data.size == 0:
        raise EmptyConstantError(what)
    if data.ndim and (data.size > 1_000_000 or not (data == data.flat[0]).all()):
        raise NotScalarConstantError(what)
    return np.array(data.flat[0], dtype=data.dtype)


def extract_constant(x: TensorLike, elemwise: bool = True, only_process_constants: bool = False) -> Any:
    """Return the number that a variable holds, or the variable itself if it is not known.

    x: a tensor of any shape whose elements may be equal. elemwise: whether it is looked for through elementwise
    functions. only_process_constants: whether only a constant is looked at.
    """
    try:
        return get_scalar_constant_value(x, elemwise, only_process_constants)
    except NotScalarConstantError:
        return x
