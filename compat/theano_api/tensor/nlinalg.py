"""Linear algebra as numpy.linalg has it. Source of the names: theano.tensor.nlinalg."""

from __future__ import annotations

from typing import Any

from ...graph.types import DisconnectedType
from ...importing.module_getattr import absent_from
from ...ops.linear_algebra.eigen import Eig, Eigh, eig, eigh, eigh_gradient
from ...ops.linear_algebra.factors import SVD, QRFull, QRIncomplete, lstsq, qr, svd
from ...ops.linear_algebra.inverse import (
    Det,
    MatrixInverse,
    MatrixPinv,
    TensorInv,
    det,
    matrix_inverse,
    pinv,
    tensorinv,
)
from ...ops.linear_algebra.products import matrix_dot, matrix_power, norm, tensorsolve, trace
from ...ops.shapes.creation import zeros_like
from ...ops.shapes.diagonal_ops import AllocDiag as _AllocDiag
from ...ops.shapes.diagonal_ops import ExtractDiag
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike


class AllocDiag(_AllocDiag):
    """A matrix with a vector on its diagonal. `theano.tensor.nlinalg.diag` makes it.

    offset, axis1, axis2: as in theano.tensor.AllocDiag. TypeError for an input that is no vector.
    """

    def make_node(self, _x: TensorLike) -> Any:
        x = as_tensor(_x)
        if x.type.ndim != 1:
            raise TypeError("AllocDiag only works on vectors", x)
        return super().make_node(x)


alloc_diag, extract_diag = AllocDiag(), ExtractDiag()


def diag(x: TensorLike) -> Any:
    """Return the diagonal of a matrix, or a matrix with a vector on its diagonal. TypeError for another rank.

    x: the matrix, or the vector.
    """
    x = as_tensor(x)
    if x.type.ndim not in (1, 2):
        raise TypeError("diag requires vector or matrix argument", x)
    return alloc_diag(x) if x.type.ndim == 1 else extract_diag(x)


class EighGrad:
    """The gradient of `eigh`: `EighGrad(UPLO)(x, w, v, gw, gv)`.

    UPLO: the triangle that is read, "L" or "U". x: the matrix. w, v: its eigenvalues and vectors, gw, gv: their
    gradients.
    """

    def __init__(self, UPLO: str = "L") -> None:
        self.UPLO = UPLO

    def __call__(self, x: TensorLike, w: Any, v: Any, gw: Any, gv: Any) -> Any:
        w, v, gw, gv = map(as_tensor, (w, v, gw, gv))
        return eigh_gradient(w, v, gw, gv, self.UPLO)


class TensorSolve:
    """The Op of `tensorsolve`: `TensorSolve(axes)(a, b)` is tensorsolve(a, b, axes).

    axes: dimensions of a that are moved to the end first. a has shape b.shape + x.shape.
    """

    def __init__(self, axes: Any = None) -> None:
        self.axes = axes

    def __call__(self, a: TensorLike, b: TensorLike) -> Any:
        return tensorsolve(a, b, self.axes)


def _zero_disconnected(outputs: Any, grads: Any) -> list[Any]:
    """Return gradients of outputs, with zeros for those that the cost does not depend on.

    outputs: variables of any shape. grads: a gradient for each, maybe of DisconnectedType.
    """
    return [zeros_like(o) if isinstance(g.type, DisconnectedType) else g for o, g in zip(outputs, grads, strict=True)]


__all__ = [
    "AllocDiag",
    "Det",
    "Eig",
    "Eigh",
    "EighGrad",
    "ExtractDiag",
    "MatrixInverse",
    "MatrixPinv",
    "QRFull",
    "QRIncomplete",
    "SVD",
    "TensorInv",
    "TensorSolve",
    "alloc_diag",
    "det",
    "diag",
    "eig",
    "eigh",
    "extract_diag",
    "lstsq",
    "matrix_dot",
    "matrix_inverse",
    "matrix_power",
    "norm",
    "pinv",
    "qr",
    "svd",
    "tensorinv",
    "tensorsolve",
    "trace",
]
__getattr__ = absent_from(__name__)
