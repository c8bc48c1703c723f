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
    """Return K1 ⊗ K2 ⊗ and so on."""
    return reduce(kron, Ks)


def kron_matrix_op(krons: Any, m: Tensor, op: Callable[[Any, Any], Any]) -> Any:
    """Apply `op` of each factor in turn along the factor's dimension of m (N, M), where N is the product of sizes.

    If `op` is the product, this gives (K1 ⊗ K2 ⊗ ...) m; a vector m gives an (N, 1) matrix.
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
    """Return the outer product, flattened."""
    return outer(a, b).flatten()


def kron_diag(*diags: Variable) -> Any:
    """Return the diagonal of the Kronecker product of diagonal matrices."""
    return reduce(flat_outer, diags)
