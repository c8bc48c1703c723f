"""Source of the names: theano.scan_module.scan_utils."""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ...functions.graphs.clone import clone
from ...functions.test_values import test_value
from ...graph.variable import Constant, Variable
from ...importing.module_getattr import absent_from, names_of
from ...ops.indexing.writing import set_subtensor
from ...ops.shapes.creation import zeros
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ...settings import config
from .map_variables import map_variables
from .scan_arguments import is_missing as isNaN_or_Inf_or_None
from .step_results import get_updates_and_outputs, until

if TYPE_CHECKING:
    from numpy.typing import DTypeLike


def safe_new(x: TensorLike, tag: str = "", dtype: DTypeLike | None = None) -> Any:
    """Return a new variable of the type of another, with its name, and a copy of its test value, if any.

    x: a variable, or a value to convert. tag: is added to the name. dtype: another dtype for it.
    """
    if isinstance(x, Constant):
        return x.clone() if dtype is None or dtype == x.dtype else x.type.clone(dtype=dtype).make_constant(x.data)  # type: ignore
    name = getattr(x, "name", None)
    x = x if isinstance(x, Variable) else as_tensor(x)
    type_ = x.type if dtype is None or not hasattr(x.type, "dtype") else x.type.clone(dtype=dtype)
    new = type_()
    new.name = f"{name}{tag}" if name is not None else None
    if config.compute_test_value != "off":
        with contextlib.suppress(AttributeError):  # if it has one
            value = test_value(x)
            new.tag.test_value = copy.deepcopy(value if type_ == x.type else np.asarray(value, type_.dtype))
    return new


def expand_empty(tensor_var: Any, size: int | Sequence[int]) -> Any:
    """Return a tensor with more rows, which are uninitialized.

    tensor_var: a tensor of any shape but a scalar. size: how many rows; for 0 the tensor itself is returned.
    """
    if isinstance(size, int) and size == 0:
        return tensor_var
    n = tensor_var.shape[0]
    lengths = [n + size, *(tensor_var.shape[d] for d in range(1, tensor_var.ndim))]
    return set_subtensor(zeros(lengths, tensor_var.dtype)[:n], tensor_var)


def reconstruct_graph(inputs: Any, outputs: Any, tag: str | None = None) -> tuple[list[Any], list[Any]]:
    """Return (new inputs, the outputs as functions of them).

    inputs, outputs: lists of variables. tag: is added to the names of the new ones.
    """
    new = [safe_new(x, tag or "") for x in inputs]
    return new, clone(list(outputs), replace=list(zip(inputs, new, strict=True)))


__all__ = [  # noqa: F822
    "clone",
    "equal_computations",
    "expand_empty",
    "get_updates_and_outputs",
    "isNaN_or_Inf_or_None",
    "map_variables",
    "reconstruct_graph",
    "safe_new",
    "until",
]
__getattr__ = absent_from(__name__, names_of(**{"theano.graph.basic": "equal_computations"}))
