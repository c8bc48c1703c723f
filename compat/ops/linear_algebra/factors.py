"""QR factors, singular values, least squares. Source: theano.tensor.nlinalg."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.types import TensorType
from ...graph.variable import Apply
from ...settings import config
from ..elementwise.functions import minimum
from ..tensor_op import TensorOp, tensor_type
from ..tensor_types import TensorLike
from .matrix import by_lapack, check_matrix, matrix, vector, working


def _smaller(lengths: Sequence[Any]) -> Any:
    m, n = lengths
    return min(m, n) if isinstance(m, int) and isinstance(n, int) else minimum(m, n)


@dataclass(frozen=True)
class QRFull(TensorOp):
    """Both factors q, r of a matrix x (m, n) with q r = x. `qr` makes it. No gradient, as in Theano.

    mode: "reduced", "complete", or "raw": LAPACK's reflectors (n, m) and their factors.
    """

    compat_not_finite_for_errors = True

    mode: str = "reduced"
    compat_told = ("mode",)

    def compat_result_types(self, x: TensorType) -> list[TensorType]:
        check_matrix(self, x)
        return [matrix(x.dtype), vector(x.dtype) if self.mode == "raw" else matrix(x.dtype)]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        m, n = input_shapes[0]
        if self.mode == "complete":
            return [(m, m), (m, n)]
        k = _smaller((m, n))
        return [(n, m), (k,)] if self.mode == "raw" else [(m, k), (k, n)]

    @by_lapack
    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        return [
            v.astype(o.type.dtype) for v, o in zip(xp.linalg.qr(working(xp, x), self.mode), node.outputs, strict=True)
        ]


@dataclass(frozen=True)
class QRIncomplete(TensorOp):
    """The upper triangular factor r of a QR factorization of a matrix. `qr` makes it.

    mode: "r".
    """

    compat_not_finite_for_errors = True

    mode: str = "r"

    def compat_result_types(self, x: TensorType) -> list[TensorType]:
        check_matrix(self, x)
        return [matrix(x.dtype)]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        m, n = input_shapes[0]
        return [(_smaller((m, n)), n)]

    @by_lapack
    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        return [xp.linalg.qr(working(xp, x), "r").astype(node.outputs[0].type.dtype)]


def qr(a: TensorLike, mode: str = "reduced") -> Any:
    """Return the QR factors of a matrix.

    a: a matrix (m, n). mode: one of numpy.linalg.qr's, "reduced", "complete", "r" (r alone) or "raw". ValueError for
    another.
    """
    if mode not in ("reduced", "complete", "r", "raw"):
        raise ValueError(f"Unrecognized mode {mode!r}: qr knows 'reduced', 'complete', 'r' and 'raw'.")
    return QRIncomplete(mode)(a) if mode == "r" else QRFull(mode)(a)


@dataclass(frozen=True)
class SVD(TensorOp):
    """The factors u, s, vᵀ of a matrix x with u diag(s) vᵀ = x, or s alone. `svd` makes it.

    full_matrices: whether u and vᵀ are square. compute_uv: False for s alone. s alone has a gradient; the vectors have
    none, as in Theano.
    """

    compat_not_finite_for_errors = True

    full_matrices: bool = True
    compute_uv: bool = True

    @property
    def compat_plain_name(self) -> str:
        return "SVD"

    def __str__(self) -> str:
        return f"SVD{{full_matrices={int(self.full_matrices)}, compute_uv={int(self.compute_uv)}}}"

    def compat_result_types(self, x: TensorType) -> list[TensorType]:
        check_matrix(self, x)
        s = [vector(x.dtype)]
        return [matrix(x.dtype), *s, matrix(x.dtype)] if self.compute_uv else s

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        m, n = input_shapes[0]
        k = _smaller((m, n))
        if not self.compute_uv:
            return [(k,)]
        return [(m, m), (k,), (n, n)] if self.full_matrices else [(m, k), (k,), (k, n)]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        if self.compute_uv:
            raise NotImplementedError("SVD has a gradient for compute_uv=False alone: singular vectors have none.")
        u, _, vt = SVD(False, True)(inputs[0])
        return [(u * output_gradients[0]).dot(vt)]

    @by_lapack
    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        found = xp.linalg.svd(working(xp, x), full_matrices=bool(self.full_matrices), compute_uv=bool(self.compute_uv))
        return [
            v.astype(o.type.dtype) for v, o in zip(found if self.compute_uv else [found], node.outputs, strict=True)
        ]


def svd(a: TensorLike, full_matrices: int = 1, compute_uv: int = 1) -> Any:
    """Return the singular value decomposition of a matrix: u, s, vᵀ, or s alone.

    a: a matrix. full_matrices: as in numpy.linalg.svd, whether u and vᵀ are square. compute_uv: False for s alone.
    """
    return SVD(bool(full_matrices), bool(compute_uv))(a)


@dataclass(frozen=True)
class LeastSquares(TensorOp):
    """The solution of a least squares problem, as in numpy.linalg.lstsq(x, y, rcond): `lstsq()(x, y, rcond)`.

    Inputs: x, a matrix (m, n), y, a vector (m,) or matrix, rcond, a scalar: smaller singular values, in units of the
    largest, count as 0. Outputs: the solution, sums of squared residuals, rank, and singular values of x, with
    Theano's types: float matrix, float64 vector, int64, float64 vector.
    """

    compat_not_finite_for_errors = True

    def compat_result_types(self, x: TensorLike, y: TensorLike, rcond: Any) -> list[TensorType]:
        return [matrix(config.floatX), vector("float64"), tensor_type("int64", ()), vector("float64")]

    @by_lapack
    def compat_array(self, xp: ArrayModule, node: Apply, x: Array, y: Array, rcond: Array) -> list[Any]:
        if np.ndim(x) != 2 or np.ndim(rcond):
            raise np.linalg.LinAlgError(
                f"lstsq takes a matrix and a scalar rcond, got {np.ndim(x)} and {np.ndim(rcond)} dimensions"
            )
        found = xp.linalg.lstsq(working(xp, x), working(xp, y), rcond)
        return [xp.asarray(v).astype(o.type.dtype) for v, o in zip(found, node.outputs, strict=True)]


lstsq = LeastSquares
