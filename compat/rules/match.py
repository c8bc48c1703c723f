"""Predicates and helpers of rules: which entry made a variable, is it a given number, has it one element."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from ..graph.dtypes import DISCRETE
from ..graph.types import Type
from ..graph.variable import Apply, Constant, Variable
from ..ops.elementwise.arithmetic import mul
from ..ops.elementwise.cast import CASTS, cast
from ..ops.elementwise.elemwise import Elementwise, Elemwise, broadcast_pattern
from ..ops.elementwise.functions import second
from ..ops.shapes.shape import DimShuffle, ShapeI, shape_of
from ..ops.tensor_op import constant

_CAST_ENTRIES = frozenset(map(id, CASTS.values()))


def entry_of(variable: Variable) -> Elementwise | None:
    """Return the entry whose application `variable` is."""
    node = variable.owner
    return node.op.scalar_op if node is not None and type(node.op) is Elemwise else None


def made_by(variable: Variable, entry: Elementwise) -> Any:
    """Return the inputs of `variable` if it is an application of `entry`, else None."""
    node = variable.owner
    if node is not None and type(node.op) is Elemwise and node.op.scalar_op is entry:
        return node.inputs
    return None


def operand(variable: Variable, entry: Elementwise) -> Any:
    """Return the only input of `variable` if it is an application of the unary `entry`, else None."""
    inputs = made_by(variable, entry)
    return None if inputs is None else inputs[0]


def made_with(variable: Variable, op_class: type) -> Apply | None:
    """Return the node of `variable` if its Op is an `op_class`."""
    node = variable.owner
    return node if node is not None and type(node.op) is op_class else None


def either_order(variable: Variable, entry: Elementwise) -> Iterator[tuple[Any, Any]]:
    """Yield both orders of the two inputs of `variable` if it is an application of `entry`; nothing otherwise."""
    inputs = made_by(variable, entry)
    if inputs is not None:
        x, y = inputs
        yield x, y
        yield y, x


def both_orders(node: Apply) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    """Return both orders of the two inputs of `node`."""
    x, y = node.inputs
    return (x, y), (y, x)


def number(variable: Any) -> Any:
    """Return the value of a scalar constant (also a broadcast one) as a NumPy scalar, else None."""
    if isinstance(variable, Constant):
        data = variable.data
        return data[()] if isinstance(data, np.ndarray) and data.ndim == 0 else None
    if variable.owner is not None and type(variable.owner.op) is DimShuffle:
        return number(variable.owner.inputs[0])
    return None


def is_constant(variable: Variable, value: float) -> bool:
    """Return whether `variable` is a scalar constant equal to `value`."""
    found = number(variable)
    return found is not None and bool(found == value)


def is_discrete(variable: Variable) -> bool:
    """Return whether `variable` has an integer or bool dtype."""
    return variable.type.dtype in DISCRETE


def is_float(variable: Variable) -> bool:
    """Return whether `variable` has a float dtype."""
    return variable.type.dtype.startswith("float")


def one_value(variable: Variable) -> bool:
    """Return whether `variable` has a single element by its type."""
    return all(variable.type.broadcastable)


def rank(variable: Variable) -> int:
    """Return 0 for a literal, 1 for a single value, and one more for each dimension whose length is not 1."""
    return 0 if number(variable) is not None else 1 + sum(not one for one in variable.type.broadcastable)


def joint_rank(*variables: Any) -> int:
    """Return the rank of arithmetic on `variables`."""
    if all(number(v) is not None for v in variables):
        return 0
    return 1 + sum(not one for one in broadcast_pattern([v.type.broadcastable for v in variables]))


def literal(value: float | np.generic | np.ndarray, dtype: str) -> Any:
    """Return a scalar constant of exactly this dtype."""
    return constant(np.asarray(value, dtype=dtype))


def as_dtype(variable: Any, dtype: str) -> Any:
    """Return `variable` cast to `dtype`; constants are cast at once."""
    if variable.type.dtype == dtype:
        return variable
    found = number(variable) if isinstance(variable, Constant) else None
    return cast(variable, dtype) if found is None else literal(found, dtype)


def widened(variable: Variable, type_: Type) -> Any:
    """Return `variable` with leading dimensions of length 1, up to the rank of `type_`."""
    missing = type_.ndim - variable.type.ndim
    if not missing:
        return variable
    return DimShuffle(variable.type.broadcastable, ("x",) * missing + tuple(range(variable.type.ndim)))(variable)


def fit(new: Any, node: Apply) -> Any:
    """Return `new` with dtype and rank of the output of `node`; None if its broadcast pattern differs."""
    wanted = node.outputs[0].type
    if new.type.ndim < wanted.ndim:
        new = widened(new, wanted)
    if new.type.broadcastable != wanted.broadcastable:
        return None
    return as_dtype(new, wanted.dtype)


def filled(value: object, node: Apply) -> Any:
    """Return `value` broadcast to the shape of the output of `node`, which depends on the shapes of all its inputs.

    Terms that cancel are not compared in length with those that remain, as in legacy's canonizers: gradients are full
    of such terms, whose lengths the forward pass has compared, and a check in each would hide them from other rules.
    """
    wanted = node.outputs[0].type
    new: Any = as_dtype(value, wanted.dtype)
    if new.type.broadcastable != wanted.broadcastable:
        for model in node.inputs:
            if model.type.ndim and adds_dimensions(model, new):
                new = second(model, new)
    return fit(new, node)


def adds_dimensions(model: Variable, to: Variable) -> bool:
    """Return whether broadcasting `to` against `model` changes its pattern."""
    mine, theirs = model.type.broadcastable, to.type.broadcastable
    if len(mine) > len(theirs):
        return True
    return any(not m and t for m, t in zip(mine[::-1], theirs[::-1], strict=False))


def lengths_of_result(node: Apply) -> Any:
    """Return the lengths of the first output of `node` from its inputs: a replacement must not read the output."""
    return node.op.compat_shapes(node, [shape_of(v) for v in node.inputs])[0]


def is_cast(variable: Variable) -> bool:
    """Return whether `variable` is a cast."""
    entry = entry_of(variable)
    return entry is not None and id(entry) in _CAST_ENTRIES


def made_of_lengths(x: Variable) -> bool:
    """Return whether x is a length that is not constant, or a product of such lengths."""
    node = x.owner
    if node is None:
        return False
    if isinstance(node.op, Elemwise) and (node.op.scalar_op is mul or node.op.scalar_op.name.startswith("cast_")):
        return any(map(made_of_lengths, node.inputs))
    return isinstance(node.op, ShapeI)
