"""Kronecker products, with products and solves that never form the large matrix. Source: pymc3.math."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, reduce
from typing import Any

from ..graph.variable import Variable
from ..ops.linear_algebra.blas import dot, outer
from ..ops.linear_algebra.products import kron
from ..ops.linear_algebra.solve import solve_lower_triangular, solve_upper_triangular
from ..ops.tensor_variable import Tensor


def kronecker(*Ks: Variable) -> Any:
    """Return the Kronecker product of matrices, from the left: K1 ⊗ K2 ⊗ and so on.

    Ks: matrices (n_i, m_i); the result is (product of n_i, product of m_i).
    """
    return reduce(kron, Ks)


def kron_matrix_op(krons: Any, m: Tensor, op: Callable[[Any, Any], Any]) -> Any:
    """Apply a function of each factor in turn along that factor's dimension of a matrix.

    krons: the factors, square matrices of n_1, n_2, ... rows. m: (N, M), N the product of all n_i, or (N,), which gives
    (N, 1). op: a function (factor, matrix) -> matrix of the shape of its second argument.
    With the product as op this is (K1 ⊗ K2 ⊗ ...) m, without the large matrix; `pm.math.kron_dot` is it.
    """
    m = m[:, None] if m.ndim == 1 else m
    if m.ndim != 2:
        raise ValueError(f"m must have ndim <= 2, not {m.ndim}")
    folded = m
    for factor in krons:
        folded = op(factor, folded.reshape((factor.shape[1], -1))).T.reshape(folded.shape)
    return folded.reshape((m.shape[1], m.shape[0])).T


kron_dot = partial(kron_matrix_op, op=dot)
kron_solve_lower = partial(kron_matrix_op, op=solve_lower_triangular)
kron_solve_upper = partial(kron_matrix_op, op=solve_upper_triangular)


def flat_outer(a: Variable, b: Variable) -> Any:
    """Return the outer product of two vectors, flattened.

    a: (n,). b: (m,). The result is a vector of n * m elements, those of b changing fastest.
    """
    return outer(a, b).flatten()


def kron_diag(*diags: Variable) -> Any:
    """Return the diagonal of the Kronecker product of diagonal matrices.

    diags: their diagonals, vectors (n_i,). The result is a vector of as many elements as the n_i multiply to.
    """
    return reduce(flat_outer, diags)
