"""A Program as plain data (for JSON), and back: what a later process computes from its data before it calls an object.

Only our own Ops are written, with parameters that are numbers, strings, types, dtypes and tuples of these. Reading
looks classes up in modules of `OPS` only, and calls nothing but their constructors.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from ...graph.program import Program
from ...graph.types import TensorType
from ...graph.variable import Apply, Constant, Variable
from ...importing.legacy_modules import OPS
from ...ops.elementwise.elemwise import TABLE, Elemwise
from ...ops.tensor_op import TensorOp

_LARGEST = 4096  # bytes of a constant


class CannotWrite(Exception):
    """Something in the Program has no plain form."""


def as_data(program: Program, leaves: Sequence[Variable]) -> dict[str, Any]:
    """Return `program`, which reads only `leaves` and constants, as plain data."""
    place: dict[int, list[Any]] = {id(v): ["leaf", k] for k, v in enumerate(leaves)}

    def at(variable: Variable) -> list[Any]:
        if isinstance(variable, Constant) and id(variable) not in place:
            return ["constant", *_constant(variable)]
        if id(variable) not in place:
            raise CannotWrite(f"{variable} is no leaf")
        return place[id(variable)]

    nodes = []
    for k, node in enumerate(program.nodes):
        nodes.append([_plain(node.op), [at(v) for v in node.inputs], [_plain(o.type) for o in node.outputs]])
        place.update({id(o): ["node", k, i] for i, o in enumerate(node.outputs)})
    return {"nodes": nodes, "outputs": [at(v) for v in program.outputs]}


def read(data: dict[str, Any], leaves: Sequence[Variable]) -> Program:
    """Return the Program over `leaves` that `as_data` turned into `data`; on other data any exception may be raised."""
    nodes: list[Apply] = []

    def at(place: list[Any]) -> Variable:
        kind, *rest = place
        if kind == "leaf":
            return leaves[rest[0]]
        if kind == "node":
            return nodes[rest[0]].outputs[rest[1]]
        type_, shape, bits = rest
        array = np.frombuffer(bytes.fromhex(bits), dtype=_value(type_).dtype).reshape(shape)
        return _value(type_).make_constant(array.copy())

    for op, inputs, types in data["nodes"]:
        nodes.append(Apply(_value(op), [at(v) for v in inputs], [_value(t)() for t in types]))
    outputs = tuple(at(v) for v in data["outputs"])
    read_ones = dict.fromkeys(
        v for v in (*(v for n in nodes for v in n.inputs), *outputs) if v.owner is None and not isinstance(v, Constant)
    )
    return Program(tuple(read_ones), outputs, tuple(nodes))


def _constant(variable: Constant) -> list[Any]:
    data = variable.data
    if not isinstance(data, np.ndarray) or data.nbytes > _LARGEST:
        raise CannotWrite(f"{variable} is large, or no array")
    return [_plain(variable.type), list(data.shape), data.tobytes().hex()]


def _plain(value: object) -> Any:
    if value is None or type(value) in (bool, int, str):
        return value
    if type(value) is float:
        return {"float": value.hex()}
    if type(value) is tuple:
        return [_plain(v) for v in value]
    if type(value) is TensorType and not value.sparse_grad:
        return {"type": value.dtype, "broadcastable": list(value.broadcastable)}
    if type(value) is Elemwise and TABLE.get(getattr(value.scalar_op, "name", "")) is value.scalar_op:
        return {"row": value.scalar_op.name}  # type: ignore[union-attr]
    kind = type(value)
    if is_dataclass(kind) and _class(kind.__module__, kind.__qualname__) is kind:
        made = {
            "class": [kind.__module__, kind.__qualname__],
            "fields": {field.name: _plain(getattr(value, field.name)) for field in fields(kind)},
        }
        if _value(made) == value:
            return made
    raise CannotWrite(f"{value} has no plain form")


def _value(plain: object) -> Any:
    if isinstance(plain, list):
        return tuple(map(_value, plain))
    if not isinstance(plain, dict):
        return plain
    if "float" in plain:
        return float.fromhex(plain["float"])
    if "type" in plain:
        return TensorType(plain["type"], tuple(plain["broadcastable"]))
    if "row" in plain:
        return Elemwise(TABLE[plain["row"]])
    kind = _class(*plain["class"])
    if kind is None:
        raise ValueError(f"{plain['class']} is none of our Ops")
    return kind(**{name: _value(value) for name, value in plain["fields"].items()})


def _class(module: str, name: str) -> Any:
    """Return the dataclass of that name among our Ops and the parts of their parameters; None if there is none."""
    if not module.startswith(OPS) or not re.fullmatch(r"\w+(\.\w+)+", module):
        return None
    kind = getattr(importlib.import_module(module), name, None)
    return (
        kind
        if isinstance(kind, type)
        and is_dataclass(kind)
        and kind.__module__ == module
        and (issubclass(kind, TensorOp) or module == "theano_compat.ops.indexing.subtensor_index")
        else None
    )
