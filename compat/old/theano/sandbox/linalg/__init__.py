"""`theano.sandbox.linalg`: matrices with hints, and functions that later moved to `tensor.nlinalg` and `slinalg`."""

from __future__ import annotations

from .....importing.module_getattr import absent_from
from .....theano_api.tensor.nlinalg import (
    Eig,
    Eigh,
    MatrixInverse,
    alloc_diag,
    det,
    diag,
    eig,
    eigh,
    extract_diag,
    matrix_dot,
    matrix_inverse,
    trace,
)
from .....theano_api.tensor.slinalg import Cholesky, Solve, cholesky, eigvalsh, solve
from .ops import psd, spectral_radius_bound

__all__ = [
    "Cholesky",
    "Eig",
    "Eigh",
    "MatrixInverse",
    "Solve",
    "alloc_diag",
    "cholesky",
    "det",
    "diag",
    "eig",
    "eigh",
    "eigvalsh",
    "extract_diag",
    "matrix_dot",
    "matrix_inverse",
    "psd",
    "solve",
    "spectral_radius_bound",
    "trace",
]
__getattr__ = absent_from(__name__)
