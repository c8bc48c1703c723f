"""Conversion between a compressed matrix and its arrays. Source: theano.sparse.basic.CSMProperties, CSM."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import InitVar, dataclass
from typing import Any

import numpy as np

from ...graph.arrays import ArrayModule
from ...graph.types import DisconnectedType, TensorType
from ...graph.variable import Apply, Variable
from ..shapes.creation import ones_like, zeros_like
from ..tensor_op import TensorOp, as_tensor, disconnected
from ..tensor_types import TensorLike
from .op import SparseOp, compressed
from .type import SparseLike, SparseType, matrix_class


def _check_kmap(kmap: object) -> None:
    """Raise NotImplementedError for a map of elements, which chose and ordered those that CSM took."""
    if kmap is not None:
        raise NotImplementedError("kmap is not supported: index the data, `data[kmap]`, before the matrix is made.")


@dataclass(frozen=True, repr=False)
class CSMProperties(SparseOp):
    """The arrays (data, indices, indptr, shape) of a csr or csc matrix; all but the data are int32 vectors.

    `theano.sparse.csm_properties` is an instance. kmap: None.
    """

    kmap: InitVar[None] = None

    def __post_init__(self, kmap: None) -> None:
        _check_kmap(kmap)

    def make_node(self, csm: SparseLike) -> Apply:
        csm = compressed(csm, self)
        whole = TensorType("int32", (False,))
        return Apply(self, [csm], [TensorType(csm.type.dtype, (False,))(), whole(), whole(), whole()])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any] | None:
        return None

    def compat_array(self, xp: ArrayModule, node: Apply, *inputs: Any) -> list[Any]:
        [csm] = inputs
        return [csm.data, *(np.asarray(part, "int32") for part in (csm.indices, csm.indptr, csm.shape))]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [csm] = inputs
        if isinstance(output_gradients[0].type, DisconnectedType):
            return [csm.zeros_like()]
        _, indices, indptr, shape = csm_properties(csm)
        return [CSM(csm.type.format)(output_gradients[0], indices, indptr, shape)]


csm_properties = CSMProperties()


@dataclass(frozen=True, repr=False)
class CSM(SparseOp):
    """The sparse matrix with the given (data, indices, indptr, shape).

    format: "csr" or "csc"; `theano.sparse.CSR` and CSC are instances. kmap: None; NotImplementedError for others.
    """

    format: str
    kmap: InitVar[None] = None

    def __post_init__(self, kmap: None) -> None:
        _check_kmap(kmap)
        if self.format not in ("csr", "csc"):
            raise ValueError("format must be one of: 'csr', 'csc'", self.format)

    def make_node(self, data: Any, indices: TensorLike, indptr: TensorLike, shape: TensorLike) -> Apply:
        data = as_tensor(data)
        parts = [_integers(v) for v in (indices, indptr, shape)]
        if data.type.ndim != 1:
            raise TypeError("data argument must be a vector", data.type, data.type.ndim)
        for what, v in zip(("indices", "indptr", "shape"), parts, strict=True):
            if v.type.ndim != 1 or np.dtype(v.type.dtype).kind not in "iu":
                raise TypeError(f"{what} must be a vector of integers", v, v.type)
        return Apply(self, [data, *parts], [SparseType(self.format, data.type.dtype)()])

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [False], [False], [False]]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any] | None:
        shape: Any = node.inputs[3]
        return [(shape[0], shape[1])]

    def values(self, node: Apply, *inputs: np.ndarray) -> Any:
        data, indices, indptr, shape = inputs
        if len(shape) != 2:
            raise ValueError(f"Shape should be an array of length 2, got {len(shape)}.")
        if data.shape != indices.shape:
            raise ValueError(
                f"Data (shape {data.shape}) must have the same number of elements as indices (shape {indices.shape})."
            )
        check_indices(indices, indptr, int(shape[1] if self.format == "csr" else shape[0]))
        return matrix_class(self.format)((data.copy(), indices.copy(), indptr.copy()), tuple(map(int, shape)))

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        g = CSMGrad()(*inputs, *csm_properties(output_gradients[0]))
        return [g, disconnected(), disconnected(), disconnected()]


def check_indices(indices: np.ndarray, indptr: np.ndarray, n: int) -> None:
    """Raise ValueError unless all stored elements lie in rows (or columns) of length n.

    Otherwise SciPy would read outside of the arrays.
    """
    if len(indices) and not 0 <= indices.min() <= indices.max() < n:
        raise ValueError(
            f"An index of a sparse matrix lies outside of it: {n} rows or columns, indices from "
            f"{indices.min()} to {indices.max()}."
        )
    if not len(indptr) or indptr[0] < 0 or indptr[-1] > len(indices) or np.any(np.diff(indptr) < 0):
        raise ValueError(f"indptr of a sparse matrix must rise from 0 to the {len(indices)} elements stored.")


def _integers(value: TensorLike) -> Any:
    """Return `value` as a variable; other values are converted to int32, with ValueError if they do not fit."""
    if isinstance(value, Variable):
        return value
    narrow = np.asarray(value).astype("int32")
    if not np.array_equal(narrow, value):
        raise ValueError(f"indices and lengths of a sparse matrix must fit into int32: {value!r}.")
    return as_tensor(narrow)


@dataclass(frozen=True, repr=False)
class CSMGrad(TensorOp):
    """The elements of one sparse matrix at the positions that another one stores: the gradient of CSM.

    Its inputs are data, indices, indptr and shape of the matrix that tells the positions, then those of the other. Both
    may store elements in any order; positions that the other lacks are 0, repeated ones are added. kmap: None.
    """

    kmap: InitVar[None] = None

    def __post_init__(self, kmap: None) -> None:
        _check_kmap(kmap)

    def make_node(
        self,
        x_data: Any,
        x_indices: Any,
        x_indptr: Any,
        x_shape: Any,
        g_data: Any,
        g_indices: Any,
        g_indptr: Any,
        g_shape: Any,
    ) -> Apply:
        parts = (x_data, x_indices, x_indptr, x_shape, g_data, g_indices, g_indptr, g_shape)
        inputs = [as_tensor(part) for part in parts]
        return Apply(self, inputs, [inputs[4].type()])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[1]]

    def compat_array(self, xp: ArrayModule, node: Apply, *inputs: Any) -> list[Any]:
        _, x_indices, x_indptr, shape, g_data, g_indices, g_indptr, _ = inputs
        width = int(shape[1] if len(x_indptr) - 1 == shape[0] else shape[0])
        if xp is not np:
            major = _major(xp, x_indptr, len(x_indices)).astype("int64") * width + x_indices
            theirs = _major(xp, g_indptr, len(g_indices)).astype("int64") * width + g_indices
            dense = xp.zeros(width * (len(x_indptr) - 1), g_data.dtype).at[theirs].add(g_data)
            return [dense[major]]
        mine = _major(np, x_indptr, len(x_indices)).astype("int64") * width + x_indices
        theirs = _major(np, g_indptr, len(g_indices)).astype("int64") * width + g_indices
        places, at = np.unique(theirs, return_inverse=True)
        totals = np.zeros(len(places) + 1, g_data.dtype)
        np.add.at(totals, at, g_data)
        found = np.searchsorted(places, mine)
        known = np.append(places, -1)[found] == mine
        return [np.where(known, totals[np.where(known, found, -1)], 0).astype(g_data.dtype)]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return (3,)


def _major(xp: ArrayModule, indptr: np.ndarray, count: int) -> Any:
    """Return for each of `count` stored elements its row (csr) or column (csc)."""
    return xp.searchsorted(indptr, xp.arange(count), side="right") - 1


def sp_ones_like(x: Any) -> Any:
    """Return a sparse matrix of ones at the positions that another one stores.

    x: a sparse variable; the result has its shape.
    """
    data, indices, indptr, shape = csm_properties(x)
    return CSM(x.type.format)(ones_like(data), indices, indptr, shape)


def sp_zeros_like(x: Any) -> Any:
    """Return an empty sparse matrix with the shape of another one.

    x: a sparse variable.
    """
    _, _, indptr, shape = csm_properties(x)
    return CSM(x.type.format)(np.zeros(0, x.type.dtype), np.zeros(0, "int32"), zeros_like(indptr), shape)


CSR, CSC = CSM("csr"), CSM("csc")
