"""Matrices: inverses become solves, solves use factors, determinants become logarithms; diagonals alone.

Source: theano.sandbox.linalg.ops, and more.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph.variable import Apply, Variable
from ..ops.elementwise.arithmetic import abs_, mul
from ..ops.elementwise.comparison import lt
from ..ops.elementwise.elemwise import Elemwise
from ..ops.elementwise.exponential import log
from ..ops.elementwise.selection import switch
from ..ops.linear_algebra.blas import Dot
from ..ops.linear_algebra.cholesky import Cholesky
from ..ops.linear_algebra.covariance import CovarianceForm, covariance_form
from ..ops.linear_algebra.inverse import Det, MatrixInverse, matrix_inverse, slogdet
from ..ops.linear_algebra.solve import Solve, solve_lower_triangular, solve_upper_triangular
from ..ops.reductions.ops import Prod, Sum
from ..ops.shapes.diagonal_ops import AllocDiag, ExtractDiag
from ..ops.shapes.shape import DimShuffle, dimshuffle, known_lengths
from .engine import Rule, rule
from .match import fit, literal, made_by, made_with, number, one_value, operand
from .signs_known import not_below_zero


def _transpose(x: Variable) -> Any:
    return dimshuffle(x, (1, 0))


def _transposed(variable: Variable) -> Any:
    """Return the matrix whose transpose is `variable`, else None."""
    node = made_with(variable, DimShuffle)
    return node.inputs[0] if node is not None and node.op.new_order == (1, 0) else None


def _inverted(variable: Variable) -> Any:
    """Return the matrix whose inverse is `variable`, else None."""
    node = made_with(variable, MatrixInverse)
    if node is not None:
        return node.inputs[0]
    transposed = _transposed(variable)
    node = None if transposed is None else made_with(transposed, MatrixInverse)
    return None if node is None else _transpose(node.inputs[0])


@rule(on=MatrixInverse)
def transposed_inverse(node: Apply) -> Any:
    """matrix_inverse(P.T) -> matrix_inverse(P).T

    A matrix is then inverted once, and its transpose is a view.
    """
    x = _transposed(node.inputs[0])
    return None if x is None else _transpose(matrix_inverse(x))


@rule(on=Dot)
def product_with_inverse(node: Apply) -> Any:
    """dot(matrix_inverse(P), x) -> solve(P, x)

    Likewise dot(x, matrix_inverse(P)) -> solve(P.T, x). This is more accurate than the inverse.
    """
    x, y = node.inputs
    if node.outputs[0].type.dtype not in ("float32", "float64"):
        return None
    if (matrix := _inverted(x)) is not None and matrix.type.ndim == 2:
        return fit(Solve()(matrix, y), node)
    if (matrix := _inverted(y)) is not None:
        transposed = _transposed(matrix)
        transposed = _transpose(matrix) if transposed is None else transposed
        if x.type.ndim == 1:
            return fit(Solve()(transposed, x), node)
        return fit(_transpose(Solve()(transposed, _transpose(x))), node)
    return None


@rule(on=Solve)
def solve_with_factor(node: Apply) -> Any:
    """solve(cholesky(P), x) -> solve_lower_triangular(cholesky(P), x)"""
    a, b = node.inputs
    if node.op.triangle is not None:
        return None
    transposed = _transposed(a)
    factor = made_with(a if transposed is None else transposed, Cholesky)
    if factor is None:
        return None
    lower = factor.op.lower == (transposed is None)
    return fit((solve_lower_triangular if lower else solve_upper_triangular)(a, b), node)


def _factors_of(b: Variable) -> Any:
    """Return the two factors of a product, or of the transpose of a product; None if `b` is neither."""
    parts = made_by(b, mul)
    if parts is not None:
        return parts
    inner = _transposed(b)
    parts = None if inner is None else made_by(inner, mul)
    if parts is None:
        return None
    return [v if v.type.ndim == 0 else dimshuffle(v, (0, "x")) if v.type.ndim == 1 else _transpose(v) for v in parts]


@rule(on=Solve)
def solve_of_product(node: Apply) -> Any:
    """solve(P, mul(x.dimshuffle(0, "x"), y)) -> mul(y, solve(P, x.dimshuffle(0, "x")))

    A factor that is equal in all rows of the right-hand side moves out: an outer product then has one column to solve
    for. Single values too.
    """
    a, b = node.inputs
    parts = _factors_of(b)
    if parts is None:
        return None
    for same, rest in (parts, parts[::-1]):
        if rest.type.ndim != b.type.ndim or rest.type.broadcastable[0] or rest.type.dtype != b.type.dtype:
            continue
        single = one_value(same)
        row = b.type.ndim == 2 and rest.type.broadcastable[1] and (same.type.ndim < 2 or same.type.broadcastable[0])
        if single or row:
            return fit(mul(same, node.op(a, rest)), node)
    return None


@rule(on=Solve)
def solve_of_column(node: Apply) -> Any:
    """solve(P, x.dimshuffle(0, "x")) -> solve(P, x).dimshuffle(0, "x")"""
    a, b = node.inputs
    inner = made_with(b, DimShuffle)
    if inner is None or inner.op.new_order != (0, "x"):
        return None
    return fit(dimshuffle(node.op(a, inner.inputs[0]), (0, "x")), node)


@rule(on=CovarianceForm)
def form_of_one_row(node: Apply) -> Any:
    """covariance_form(P, x.dimshuffle("x", 0))[0] -> covariance_form(P, x)[0]

    The gradient's solve with x then equals this one.
    """
    cov, differences = node.inputs
    inner = made_with(differences, DimShuffle)
    if inner is None or inner.op.new_order != ("x", 0):
        return None
    return list(covariance_form(cov, inner.inputs[0]))


@rule(on=log)
def log_of_size_of_determinant(node: Apply) -> Any:
    """log(abs_(det(P))) -> slogdet(P)[1]

    The determinant of 200 rows overflows or underflows.
    """
    inner = operand(node.inputs[0], abs_)
    found = None if inner is None else made_with(inner, Det)
    return None if found is None else fit(slogdet(found.inputs[0])[1], node)


@rule(on=log)
def log_of_determinant(node: Apply) -> Any:
    """log(det(P)) -> switch(lt(slogdet(P)[0], 0.0), number(nan), slogdet(P)[1])"""
    found = made_with(node.inputs[0], Det)
    if found is None or node.outputs[0].type.dtype not in ("float32", "float64"):
        return None
    sign, logarithm = slogdet(found.inputs[0])
    dtype = sign.type.dtype
    return fit(switch(lt(sign, literal(0, dtype)), literal(np.nan, dtype), logarithm), node)


@rule(on=log, x=(-5.0, 5.0), hard=(-300.0, 300.0))
def log_of_product(node: Apply) -> Any:
    """log(Prod(None)(exp(x))) -> Sum(None)(log(exp(x)))

    For values that are positive by construction: the left side is -inf or inf where their product has no float64.
    """
    found = made_with(node.inputs[0], Prod)
    if found is None or not found.inputs[0].type.dtype.startswith("float") or not not_below_zero(found.inputs[0]):
        return None
    return fit(Sum(found.op.axis)(log(found.inputs[0])), node)


@rule(on=ExtractDiag)
def diagonal_of_product(node: Apply) -> Any:
    """ExtractDiag()(dot(A, A.T)) -> Sum((1,))(mul(A, A))

    n times fewer multiplications, for products that are known to be square.
    """
    product = made_with(node.inputs[0], Dot)
    if product is None or node.op.offset or (node.op.axis1, node.op.axis2) != (0, 1):
        return None
    x, y = product.inputs
    if x.type.ndim != 2 or y.type.ndim != 2 or any(x.type.broadcastable) or any(y.type.broadcastable):
        return None
    if not _same_lengths(x, y) or node.outputs[0].type.dtype not in ("float32", "float64"):
        return None
    transposed = _transposed(y)
    return fit(Sum((1,))(mul(x, _transpose(y) if transposed is None else transposed)), node)


def _same_lengths(x: Variable, y: Variable) -> bool:
    """Return whether the product of x and y is known to be square: y has as many columns as x has rows."""
    rows, columns = known_lengths(x)[0], known_lengths(y)[1]
    return rows is not None and rows == columns or _transposed(y) is x or _transposed(x) is y


@rule(on=ExtractDiag)
def diagonal_of_arithmetic(node: Apply) -> Any:
    """ExtractDiag()(exp(P)) -> exp(ExtractDiag()(P))

    If every operand is a matrix or a single value.
    """
    x = node.inputs[0]
    if x.owner is None or type(x.owner.op) is not Elemwise or x.type.ndim != 2 or node.op.axis1:
        return None
    taken = []
    for v in x.owner.inputs:
        if number(v) is not None or one_value(v):
            taken.append(v if v.type.ndim == 0 else dimshuffle(v, ()))
        elif v.type.ndim == 2 and not any(v.type.broadcastable):
            taken.append(node.op(v))
        else:
            return None
    return fit(x.owner.op(*taken), node)


@rule(on=ExtractDiag)
def diagonal_of_diagonal(node: Apply) -> Any:
    """ExtractDiag()(AllocDiag()(x)) -> x"""
    inner = made_with(node.inputs[0], AllocDiag)
    if inner is None or inner.op != AllocDiag(node.op.offset, node.op.axis1, node.op.axis2):
        return None
    return fit(inner.inputs[0], node)


@rule(on=Dot)
def outer_product(node: Apply) -> Any:
    """dot(x.dimshuffle(0, "x"), y.dimshuffle("x", 0)) -> mul(x.dimshuffle(0, "x"), y.dimshuffle("x", 0))

    It then fuses with the loop that reads it.
    """
    x, y = node.inputs
    if x.type.ndim == 2 == y.type.ndim and x.type.broadcastable[1] and y.type.broadcastable[0]:
        return fit(mul(x, y), node)
    return None


DIAGONALS: tuple[Rule, ...] = (
    outer_product,
    diagonal_of_diagonal,
    diagonal_of_product,
    diagonal_of_arithmetic,
)
MATRICES: tuple[Rule, ...] = (
    transposed_inverse,
    solve_with_factor,
    solve_of_product,
    solve_of_column,
    form_of_one_row,
)
STABLE_MATRICES: tuple[Rule, ...] = (
    product_with_inverse,
    log_of_size_of_determinant,
    log_of_determinant,
    log_of_product,
)
