"""What normal log densities ask of a Cholesky factor, as what they ask of the covariance matrix.

The gradient through a factor of n rows takes three solves with n columns each, that of `CovarianceForm` one inverse.
"""

from __future__ import annotations

from typing import Any

from ...graph.variable import Apply
from ...ops.elementwise.arithmetic import mul, sqr
from ...ops.elementwise.comparison import gt
from ...ops.elementwise.exponential import log, pow
from ...ops.linear_algebra.blas import Dot
from ...ops.linear_algebra.cholesky import Cholesky
from ...ops.linear_algebra.covariance import CovarianceForm
from ...ops.linear_algebra.solve import Solve
from ...ops.reductions.ops import All, Sum
from ...ops.shapes.diagonal_ops import ExtractDiag
from ...ops.shapes.shape import DimShuffle, dimshuffle
from ...ops.tensor_op import constant
from ..choices import choice_already_made
from ..engine import Rule, rule
from ..match import fit, is_constant, made_by, made_with, operand

FORM = CovarianceForm("raise")


def _matrix_of(factor: Any) -> Any:
    """The matrix of which `factor` is the lower Cholesky factor, which raises an error where there is none."""
    node = made_with(factor, Cholesky)
    return node.inputs[0] if node is not None and node.op.lower and node.op.on_error == "raise" else None


def _squared(v: Any) -> Any:
    """x if `v` is x * x, else None."""
    if (x := operand(v, sqr)) is not None:
        return x
    if (parts := made_by(v, pow)) is not None and is_constant(parts[1], 2):
        return parts[0]
    if (parts := made_by(v, mul)) is not None and parts[0] is parts[1]:
        return parts[0]
    return None


def _solved(v: Any) -> tuple[Any, Any] | None:
    """(P, b) if `v` is L⁻¹ b with the factor L of P."""
    node = made_with(v, Solve)
    matrix = None if node is None or node.op.triangle != "lower" else _matrix_of(node.inputs[0])
    return None if node is None or matrix is None or matrix.type.dtype != v.type.dtype else (matrix, node.inputs[1])


@rule(on=All, real=True)
def factor_has_a_positive_diagonal(node: Apply) -> Any:
    """All(None)(gt(ExtractDiag()(cholesky(P)), 0.0)) -> True

    For else there is an error.
    """
    parts = made_by(node.inputs[0], gt)
    diagonal = None if parts is None or not is_constant(parts[1], 0) else made_with(parts[0], ExtractDiag)
    if diagonal is None or diagonal.op.offset or node.outputs[0].type.ndim or _matrix_of(diagonal.inputs[0]) is None:
        return None
    return fit(constant(True, dtype="bool"), node)


@rule(on=Sum, real=True)
def squares_of_solved(node: Apply) -> Any:
    """Sum((1,))(sqr(solve_lower_triangular(cholesky(P), A).T)) -> FORM(P, A.T)[0]

    Distances of rows, or of a vector.
    """
    x = _squared(node.inputs[0])
    if x is None:
        return None
    transposed = made_with(x, DimShuffle)
    transposed = transposed if transposed is not None and transposed.op.new_order == (1, 0) else None
    found = _solved(x if transposed is None else transposed.inputs[0])
    if found is None:
        return None
    matrix, b = found
    if b.type.ndim == 1:
        return fit(dimshuffle(FORM(matrix, b)[0], ()), node)
    if node.op.axes(2) != ((0,) if transposed is None else (1,)):
        return None
    return fit(FORM(matrix, dimshuffle(b, (1, 0)))[0], node)


@rule(on=Dot, real=True)
def solved_times_itself(node: Apply) -> Any:
    """dot(*2 * [solve_lower_triangular(cholesky(P), x)]) -> FORM(P, x)[0].dimshuffle()"""
    x, y = node.inputs
    found = _solved(x) if x is y and x.type.ndim == 1 else None
    return None if found is None else fit(dimshuffle(FORM(*found)[0], ()), node)


@rule(on=Sum, real=True)
def logarithms_of_diagonal(node: Apply) -> Any:
    """Sum(None)(log(ExtractDiag()(cholesky(P)))) -> FORM(P, ExtractDiag()(P))[1]

    Differences do not matter for it.
    """
    entries = operand(node.inputs[0], log)
    diagonal = None if entries is None else made_with(entries, ExtractDiag)
    if diagonal is None or diagonal.op.offset or node.outputs[0].type.ndim:
        return None
    matrix = _matrix_of(diagonal.inputs[0])
    if matrix is None or matrix.type.dtype != node.outputs[0].type.dtype:
        return None
    return fit(FORM(matrix, ExtractDiag()(matrix))[1], node)


COVARIANCES: tuple[Rule, ...] = (
    factor_has_a_positive_diagonal,
    choice_already_made,
    squares_of_solved,
    solved_times_itself,
    logarithms_of_diagonal,
)
