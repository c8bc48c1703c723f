"""Conversion between positions in the flattened array and indices. Source: theano.tensor.extra_ops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ...emulated_versions import older_than
from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import DISCRETE
from ...graph.variable import Apply, Constant
from ..elementwise.elemwise import broadcast_pattern, broadcast_shape
from ..shapes.shape import static_length
from ..tensor_op import TensorOp, as_tensor, disconnected, tensor_type
from ..tensor_types import TensorLike


def _integers(value: Any, what: str) -> Any:
    value = as_tensor(np.asarray(value, "int64") if isinstance(value, list | tuple) and not value else value)
    if value.type.dtype not in DISCRETE:
        raise TypeError(f"{what} must be integers, got `{value}` ({value.type}).")
    return value


class _Positions(TensorOp):
    """The base of both conversions: integers without a gradient."""

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [disconnected() for _ in inputs]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[False] * len(node.outputs) for _ in node.inputs]


@dataclass(frozen=True)
class UnravelIndex(_Positions):
    """The `ndim` arrays of indices, each shaped like the positions. Inputs: positions, dims (a vector).

    ndim: the length of dims, where they do not tell it; Theano-PyMC's order may stand in its place. order: "C", the
    last index changes fastest, or "F", the first.
    """

    ndim: Any = None
    order: str = "C"

    def __post_init__(self) -> None:
        if isinstance(self.ndim, str):
            object.__setattr__(self, "order", self.ndim)
            object.__setattr__(self, "ndim", None)

    def make_node(self, indices: Any, dims: Any) -> Apply:
        indices = _integers(indices, "unravel_index: the positions")
        dims = _integers(dims, "unravel_index: the lengths")
        if dims.type.ndim != 1:
            raise TypeError(f"unravel_index: dims must be a vector, got `{dims}` ({dims.type}).")
        if self.ndim is None:
            ndim = static_length(dims)
            if ndim is None:
                raise TypeError(f"unravel_index: the length of `{dims}` is not known: UnravelIndex(ndim=...) tells it.")
            return replace(self, ndim=ndim).make_node(indices, dims)
        like = tensor_type("int64", [False] * indices.type.ndim)  # as Theano declares them
        return Apply(self, [indices, dims], [like() for _ in range(self.ndim)])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]] * self.ndim

    def compat_array(self, xp: ArrayModule, node: Apply, indices: Array, dims: Array) -> list[Any]:
        if xp is np:
            found = np.unravel_index(indices, tuple(dims), order=self.order)  # type: ignore[call-overload]
        else:
            shape = tuple(int(n) for n in np.asarray(dims))
            found = xp.unravel_index(indices, shape if self.order == "C" else shape[::-1])
            found = found if self.order == "C" else found[::-1]
        return [xp.asarray(f).astype("int64") for f in found]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return (1,)


@dataclass(frozen=True)
class RavelMultiIndex(_Positions):
    """Positions in the flattened array. Inputs: an array of indices for each dimension, dims (a vector).

    mode: "raise", "wrap" or "clip", for indices out of range. order: "C", the last index changes fastest, or "F".
    """

    mode: str = "raise"
    order: str = "C"

    def make_node(self, *inputs: Any) -> Apply:
        *index, dims = (_integers(i, "ravel_multi_index: indices and lengths") for i in inputs)
        if dims.type.ndim != 1:
            raise TypeError(f"ravel_multi_index: dims must be a vector, got `{dims}` ({dims.type}).")
        pattern = broadcast_pattern([i.type.broadcastable for i in index])
        return Apply(self, [*index, dims], [tensor_type("int64", [False] * len(pattern))()])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [broadcast_shape([v.type for v in node.inputs[:-1]], input_shapes[:-1])]

    def compat_array(self, xp: ArrayModule, node: Apply, *values: Array) -> list[Any]:
        *index, dims = values
        mode = self.mode if xp is np or self.mode != "raise" else "clip"  # a traced program cannot raise
        found = xp.ravel_multi_index(tuple(index), tuple(int(n) for n in np.asarray(dims)), mode=mode, order=self.order)
        return [xp.asarray(found).astype("int64")]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return (len(node.inputs) - 1,)


def unravel_index(indices: TensorLike, dims: Any, order: str = "C", ndim: int | None = None) -> Any:
    """Return an array of indices for each dimension of an array, as numpy.unravel_index does.

    indices: positions in the flattened array, integers of any shape. dims: the lengths of the array, a vector. order:
    "C", the last index changes fastest, or "F", the first. ndim: the number of dimensions, if dims is a variable.
    """
    dims = _integers(dims, "unravel_index: the lengths")
    count = static_length(dims) if dims.type.ndim == 1 else None
    if ndim is None and count is None:
        raise ValueError(f"unravel_index: the length of `{dims}` is not known, give ndim.")
    if ndim is not None and count is not None and ndim != count:
        raise ValueError(f"unravel_index: ndim is {ndim}, `{dims}` has {count} elements.")
    if older_than("3.9"):
        order = "C"  # Theano 1.0.5 accepts the argument and ignores it
    found = UnravelIndex(int(ndim if ndim is not None else count), order)(indices, dims, return_list=True)  # type: ignore
    return tuple(found)


def ravel_multi_index(
    multi_index: tuple[TensorLike, ...], dims: tuple[int, ...], mode: str = "raise", order: str = "C"
) -> Any:
    """Return positions in the flattened array, as numpy.ravel_multi_index does.

    multi_index: a list of integer tensors of one shape, or a matrix with one row for each dimension. dims: the lengths
    of the array, a vector. mode: "raise", "wrap" or "clip", for indices out of range. order: "C" or "F".
    """
    if not isinstance(multi_index, list | tuple):
        multi_index = as_tensor(multi_index)
        count = multi_index.data.shape[0] if isinstance(multi_index, Constant) else static_length(as_tensor(dims))
        if count is None:
            raise ValueError(f"ravel_multi_index: the number of rows of `{multi_index}` is not known, give a list.")
        multi_index = [multi_index[i] for i in range(count)]
    return RavelMultiIndex(mode, order)(*multi_index, dims)
