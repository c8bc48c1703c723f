# Written by `python -m tools.stubs`.
from theano.sandbox.linalg import ops as ops
from theano_compat.ops.linear_algebra.eigen import eigh as eigh
from theano_compat.ops.linear_algebra.eigen import eigvalsh as eigvalsh
from theano_compat.ops.linear_algebra.products import trace as trace
from theano_compat.theano_api.sandbox.linalg.ops import psd as psd
from theano_compat.theano_api.sandbox.linalg.ops import spectral_radius_bound as spectral_radius_bound
from theano_compat.theano_api.tensor.nlinalg import diag as diag
from typing import Any
alloc_diag: Any
"""An instance of `AllocDiag`: Makes a matrix with a vector on its diagonal."""
cholesky: Any
"""An instance of `Cholesky`: L with L Lᵀ = x, or U with Uᵀ U = x, for a positive definite matrix x (n, n)."""
det: Any
"""An instance of `Det`: The determinant of a matrix x (n, n)."""
eig: Any
"""An instance of `Eig`: Eigenvalues and right eigenvectors of a matrix (n, n), in its dtype."""
extract_diag: Any
matrix_inverse: Any
solve: Any
