"""Indexing of a sparse matrix: one element, elements, rows, or a block. Source: theano.sparse.basic.GetItem*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.types import TensorType
from ...graph.variable import Apply, Variable
from ..control.gradient_marks import grad_undefined
from ..tensor_op import as_tensor
from ..tensor_types import TensorLike
from .op import SparseOp, compressed
from .type import SparseLike


def _vector(index: Any, what: Any) -> Any:
    index = as_tensor(index)
    if index.type.ndim != 1 or np.dtype(index.type.dtype).kind not in "iu":
        raise TypeError(f"{what} takes a vector of integers, `{index}` is {index.type}.")
    return index


@dataclass(frozen=True, repr=False)
class GetItemList(SparseOp):
    """Rows of a sparse matrix, x[index] for a vector of integers, in its order.

    `theano.sparse.get_item_list` is an instance.
    """

    def make_node(self, x: SparseLike, index: TensorLike) -> Apply:
        x = compressed(x, self)
        return Apply(self, [x, _vector(index, self)], [x.type()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        return inputs[0][inputs[1]]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [(input_shapes[1][0], input_shapes[0][1])]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        x, index = inputs
        return [
            get_item_list_grad(x, index, output_gradients[0]),
            grad_undefined(self, 1, index, "No gradient for this input"),
        ]


@dataclass(frozen=True, repr=False)
class GetItemListGrad(SparseOp):
    """Zeros with the shape of x, with the rows of gz added to the rows `index`: the gradient of GetItemList.

    `theano.sparse.get_item_list_grad` is an instance, for sparse x and gz and a vector of integers.
    """

    def make_node(self, x: SparseLike, index: TensorLike, gz: TensorLike) -> Apply:
        x = compressed(x, self)
        return Apply(self, [x, _vector(index, self), compressed(gz, self)], [x.type()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        import scipy.sparse

        x, index, gz = inputs
        pick = scipy.sparse.csr_matrix(
            (np.ones(len(index), x.dtype), (index, np.arange(len(index)))), shape=(x.shape[0], len(index))
        )
        return pick @ gz


@dataclass(frozen=True, repr=False)
class GetItem2Lists(SparseOp):
    """Elements of a sparse matrix, x[ind1[k], ind2[k]], as a dense vector.

    `theano.sparse.get_item_2lists` is an instance.
    """

    def make_node(self, x: SparseLike, ind1: TensorLike, ind2: TensorLike) -> Apply:
        x = compressed(x, self)
        return Apply(self, [x, _vector(ind1, self), _vector(ind2, self)], [TensorType(x.type.dtype, (False,))()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        x, rows, columns = inputs
        return np.asarray(x[rows, columns]).ravel()

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[1]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        x, rows, columns = inputs
        return [
            get_item_2lists_grad(x, rows, columns, output_gradients[0]),
            *(grad_undefined(self, k + 1, v, "No gradient for this input") for k, v in enumerate((rows, columns))),
        ]


@dataclass(frozen=True, repr=False)
class GetItem2ListsGrad(SparseOp):
    """Zeros with the shape of x, with the elements of a vector gz added at [ind1[k], ind2[k]].

    It is the gradient of GetItem2Lists. `theano.sparse.get_item_2lists_grad` is an instance.
    """

    def make_node(self, x: SparseLike, ind1: TensorLike, ind2: TensorLike, gz: TensorLike) -> Apply:
        x = compressed(x, self)
        return Apply(self, [x, _vector(ind1, self), _vector(ind2, self), as_tensor(gz)], [x.type()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        import scipy.sparse

        x, rows, columns, gz = inputs
        return scipy.sparse.coo_matrix((gz, (rows, columns)), shape=x.shape)


@dataclass(frozen=True, repr=False)
class GetItem2d(SparseOp):
    """A block of a sparse matrix, x[slice, slice]. It has no gradient. `theano.sparse.get_item_2d` is an instance.

    bounds: which of start, stop and step of both slices, integer scalars, are inputs after x; the others are None.
    """

    bounds: tuple[bool, ...] = (False,) * 6

    def make_node(self, x: SparseLike, *index: Any) -> Apply:
        x = compressed(x, self)
        if len(index) == 1 and isinstance(index[0], tuple | list):  # as users call it: (x, (slice, slice))
            wanted = [self._bound(b) for entry in self._slices(index[0]) for b in (entry.start, entry.stop, entry.step)]
            op = GetItem2d(tuple(b is not None for b in wanted))
            return op.make_node(x, *(b for b in wanted if b is not None))
        return Apply(self, [x, *index], [x.type()])

    def _slices(self, index: Sequence[Any]) -> list[slice]:
        if len(index) > 2:
            raise IndexError(f"A sparse matrix has two dimensions, {len(index)} indices were given.")
        for entry in index:
            if isinstance(entry, slice):
                continue
            if np.isscalar(entry) or getattr(getattr(entry, "type", None), "ndim", -1) == 0:
                raise NotImplementedError(
                    "Theano has no sparse vector. Use X[a:b, c:d], X[a:b, c:c+1] or X[a:b] instead."
                )
            raise ValueError(
                f"Advanced indexing is not implemented for sparse matrices. Argument not supported: {entry}"
            )
        return [*index, *[slice(None)] * (2 - len(index))]

    def _bound(self, bound: TensorLike) -> Any:
        if bound is None:
            return None
        found = bound if isinstance(bound, Variable) else as_tensor(bound)
        if getattr(found.type, "ndim", -1) != 0 or np.dtype(found.type.dtype).kind not in "iub":
            raise ValueError(f"Impossible to index into a sparse matrix with a slice that has {bound} in it.")
        return found

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any] | None:
        return None

    def values(self, node: Apply, *inputs: Any) -> Any:
        rest = iter(inputs[1:])
        start1, stop1, step1, *second = (int(next(rest)) if given else None for given in self.bounds)
        return inputs[0][start1:stop1:step1, slice(*second)]


@dataclass(frozen=True, repr=False)
class GetItemScalar(SparseOp):
    """One element of a sparse matrix, x[i, j], a dense scalar. `theano.sparse.get_item_scalar` is an instance.

    It has no gradient.
    """

    def make_node(self, x: SparseLike, *index: Any) -> Apply:
        x = compressed(x, self)
        at = [as_tensor(i) for i in (index[0] if len(index) == 1 else index)]
        if len(at) != 2 or any(i.type.ndim for i in at):
            raise NotImplementedError(f"{self} takes two scalar indices, got {index!r}.")
        return Apply(self, [x, *at], [TensorType(x.type.dtype, ())()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        x, i, j = inputs
        return np.asarray(x[int(i), int(j)])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [()]


get_item_list, get_item_list_grad = GetItemList(), GetItemListGrad()
get_item_2lists, get_item_2lists_grad = GetItem2Lists(), GetItem2ListsGrad()
get_item_2d, get_item_scalar = GetItem2d(), GetItemScalar()


def _is_scalar(index: Variable | int | slice) -> bool:
    return bool(np.isscalar(index)) or (getattr(getattr(index, "type", None), "ndim", -1) == 0)


def get_item(x: Any, index: Any) -> Any:
    """Return x[index]: two scalars give an element, two lists elements, one list rows, slices a block."""
    index = index if isinstance(index, tuple) else (index,)
    if len(index) == 2 and all(map(_is_scalar, index)):
        return get_item_scalar(x, index)
    if isinstance(index[0], list):
        return get_item_2lists(x, *index) if len(index) == 2 else get_item_list(x, index[0])
    return get_item_2d(x, index)
