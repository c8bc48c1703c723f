"""The parts of a normal log density that depend on a covariance matrix, with a gradient that costs one inverse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.types import DisconnectedType
from ...graph.variable import Apply, Variable
from ..c_forms import CallAccess
from ..elementwise.functions import log, sqr, switch
from ..reductions.functions import all as all_of
from ..reductions.functions import sum as summed
from ..scan.composed import Composed
from ..shapes.creation import zeros_like
from ..shapes.diagonal_ops import AllocDiag, ExtractDiag
from ..shapes.diagonals import tril
from ..shapes.shape import dimshuffle
from ..tensor_op import as_tensor
from .blas import _of_types
from .cholesky import Cholesky
from .lapack import inverse_from_cholesky
from .matrix import MatrixOp, by_lapack, c_kind, c_square, check_matrix, working
from .solve import solve_lower_triangular, solve_upper_triangular


@dataclass(frozen=True)
class CholeskyInverse(MatrixOp):
    """The inverse of x xᵀ, symmetric, for a lower triangular x (n, n). LinAlgError for a 0 on the diagonal."""

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x], [y], [g] = inputs, outputs, output_gradients
        return [tril(-y.dot(g + g.T).dot(y).dot(x))]

    @by_lapack
    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        work, dtype = working(xp, x), node.outputs[0].type.dtype
        if xp is np:
            if not np.diagonal(work).all():
                raise np.linalg.LinAlgError("Singular matrix")
            return [inverse_from_cholesky(work).astype(dtype)]
        from jax.scipy.linalg import cho_solve as jax_cho_solve

        return [jax_cho_solve((work, True), xp.eye(len(work), dtype=work.dtype)).astype(dtype)]

    def flops(self, inputs: Sequence[Any], outputs: Sequence[Any]) -> Any:
        return 2 * inputs[0][0] ** 3 / 3

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        x, out = node.inputs[0], node.outputs[0]
        function = c.matrix_function("compat_cholesky_inverse" + c_kind(node, c))
        c.flag(f"{function}({c_square(c, x)}, {c.array(x)}, {c.out(out)})", undefined=True)
        return ""


class CovarianceForm(Composed):
    """The parts of a normal density for a covariance matrix (n, n) and differences (m, n), or (n,) for one row.

    They are the squared distances (m,) dᵀ cov⁻¹ d, half the log determinant, and whether the matrix is positive
    definite; if it is not, the others are meaningless.

    Only the lower triangle of the matrix counts. on_error: "negative", or "raise" LinAlgError if it is not positive
    definite.
    """

    __props__ = ("on_error",)

    def __init__(self, on_error: str = "negative") -> None:
        self.on_error = on_error

    def convert(self, cov: Any, differences: Any) -> list[Any]:  # type: ignore[override]
        cov, differences = as_tensor(cov), as_tensor(differences)
        check_matrix(self, cov.type)
        if differences.type.ndim != 1:
            check_matrix(self, differences.type)
        return [cov, differences]

    def compose(self, cov: Variable, differences: Any) -> list[Any]:  # type: ignore[override]
        factor, entries, ok = self._factor(cov)
        if differences.type.ndim == 1:
            distances = dimshuffle(summed(sqr(solve_lower_triangular(factor, differences))), ("x",))
        else:
            distances = summed(sqr(solve_lower_triangular(factor, differences.T)).T, axis=-1)
        return [distances, summed(log(entries)), ok]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        """Return the gradients with respect to the matrix and the differences.

        With P = cov⁻¹ and a = P d, the matrix gets -a aᵀ from a distance and P / 2 from half the log determinant; each
        element of the lower triangle stands for two.
        """
        (cov, differences), (by_distance, by_half_log, _) = inputs, output_gradients
        if differences.type.ndim == 1:
            rows = dimshuffle(differences, ("x", 0))
            slope, slope_d = self.compat_gradient([cov, rows], outputs, output_gradients)
            return [slope, dimshuffle(slope_d, (1,))]
        factor, _, ok = self._factor(cov)
        slope, slope_d = None, zeros_like(differences)
        if not isinstance(by_half_log.type, DisconnectedType):
            slope = by_half_log * np.asarray(0.5, cov.dtype) * CholeskyInverse()(factor)
        if not isinstance(by_distance.type, DisconnectedType):
            a = solve_upper_triangular(factor.T, solve_lower_triangular(factor, differences.T))
            weighted = a * by_distance
            squares = weighted.dot(a.T)
            slope = -squares if slope is None else slope - squares
            slope_d = np.asarray(2, a.dtype) * weighted.T
        if slope is None:
            return [zeros_like(cov), slope_d]
        folded = np.asarray(2, slope.dtype) * tril(slope) - AllocDiag()(ExtractDiag()(slope))
        return _of_types((switch(ok, folded, np.asarray(np.nan, folded.dtype)), slope_d), (cov, differences))

    def _factor(self, cov: Variable) -> tuple[Any, Any, Any]:
        """Return (the lower factor, or a matrix that can be solved with; its diagonal; whether it is the factor)."""
        found = Cholesky(lower=True, on_error=self.on_error)(cov)
        entries = ExtractDiag()(found)
        return found, entries, all_of(entries > 0)


covariance_form = CovarianceForm()
__all__ = ["CholeskyInverse", "CovarianceForm", "covariance_form"]
