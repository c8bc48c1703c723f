"""Writes graphs with their data as an ONNX model, checked by `onnx` itself."""

from __future__ import annotations

from typing import Any

import onnx
from onnx import helper

from ...compilation.data_stage.binding import Data
from ...compilation.in_jax.to_jax import distinct_names
from ...compilation.rewriting.preparing import prepare
from ...graph.traversal import leaves, replace
from ...graph.types import TensorType
from ...graph.variable import SharedVariable, Variable
from ..errors import CannotExport
from ..signature import Signature, lengths_of
from .forms import arrays, indexing, linear_algebra, loops, neighbours, networks  # noqa: F401  they fill the table
from .forms.table import walked
from .onnx_graph import Graph, described
from .tensor import Tensor

OPSET, IR_VERSION = 20, 10  # what onnxruntime has read since 1.17 (January 2024)


def written(signature: Signature, name: str, float32: bool = False) -> onnx.ModelProto:
    """Return the model. float32: compute in it what the function computes in float64.

    Raises CannotExport for what ONNX does not have.
    """
    wanted = list(signature.outputs.values())
    changed = set(signature.changing.values())
    held = [v for v in leaves(wanted) if isinstance(v, SharedVariable) and v not in changed]
    for v in (*signature.inputs.values(), *held, *changed, *wanted):
        if not isinstance(v.type, TensorType):
            raise CannotExport(f"`{v}` is a {type(v.type).__name__}: {_only_arrays(v)}.")
    names = distinct_names(
        [v.name for v in held], "shared", [*signature.inputs, *signature.changing, *signature.outputs]
    )
    arguments: dict[Variable, Variable] = {
        v: v.type.make_variable(v.name) for v in (*held, *signature.changing.values())
    }
    given = [*signature.inputs.values(), *arguments.values()]
    partitioned = prepare(given, replace(wanted, arguments) if arguments else wanted, "all", fold=False, in_jax=True)
    graph = Graph(float32=float32)
    inputs = [_input(graph, n, v) for n, v in signature.inputs.items()]
    weights = [graph.held(n, v.get_value(borrow=True)) for n, v in zip(names, held, strict=True)]
    changing = [graph.held(n, v) for n, v in zip(signature.changing, signature.held, strict=True)]
    values = [*inputs, *weights, *changing, *_data(partitioned)]
    found = walked(graph, partitioned.main, values)
    outputs = []
    for n, v, value in zip(signature.outputs, wanted, found, strict=True):
        out = graph.own(graph.value(value, v.type.dtype))
        graph.nodes[-1].output[0] = out.name = n
        outputs.append(described(out))
    variables = (*signature.inputs.values(), *signature.changing.values())
    told = [_description(t, v) for t, v in zip((*inputs, *changing), variables, strict=True)]
    proto = graph.proto(name, told, outputs)
    model = helper.make_model(proto, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
    onnx.checker.check_model(model, full_check=True)
    return model


def _only_arrays(v: Variable) -> str:
    if type(v.type).__name__ == "RandomStateType":
        return "random numbers are not exported: draw them outside, and make them an input"
    return "ONNX has dense arrays only"


def _input(graph: Graph, name: str, variable: Any) -> Tensor:
    return Tensor(graph, name, variable.type.dtype, variable.type.ndim)


def _data(partitioned: Any) -> list[Any]:
    """Return the values of the data that the Program reads beside its inputs: constants, and what follows from them."""
    return list(Data(partitioned).values()) if partitioned.data else []


def _description(value: Tensor, variable: Any) -> Any:
    lengths = [f"{value.name}_{d}" if n is None else n for d, n in enumerate(lengths_of(variable))]
    return helper.make_tensor_value_info(value.name, helper.np_dtype_to_tensor_dtype(value.dtype), lengths)
