# Written by `python -m tools.stubs`.
from theano import tensor as tensor
from theano_compat.compilation.rewriting.user_rules import local_optimizer as local_optimizer
from theano_compat.graph.op import Op as Op
from theano_compat.graph.variable import Apply as Apply
from theano_compat.ops.linear_algebra.blas import Dot as Dot
from theano_compat.ops.linear_algebra.cholesky import Cholesky as Cholesky
from theano_compat.ops.linear_algebra.inverse import Det as Det
from theano_compat.ops.linear_algebra.inverse import MatrixInverse as MatrixInverse
from theano_compat.ops.linear_algebra.products import trace as trace
from theano_compat.ops.linear_algebra.solve import Solve as Solve
from theano_compat.ops.shapes.shape import DimShuffle as DimShuffle
from theano_compat.theano_api.optimizing.optimizers import Optimizer as Optimizer
from theano_compat.theano_api.sandbox.linalg.ops import psd as psd
from theano_compat.theano_api.sandbox.linalg.ops import spectral_radius_bound as spectral_radius_bound
from typing import Any
import theano as theano
alloc_diag: Any
"""An instance of `AllocDiag`: Makes a matrix with a vector on its diagonal."""
cholesky: Any
"""An instance of `Cholesky`: L with L Lᵀ = x, or U with Uᵀ U = x, for a positive definite matrix x (n, n)."""
det: Any
"""An instance of `Det`: The determinant of a matrix x (n, n)."""
extract_diag: Any
imported_scipy: Any
inv_as_solve: Any
"""An instance of `_AsOptimizer`: One of our rules with the interface of a local optimizer."""
matrix_inverse: Any
register_canonicalize: Any
"""Let a local optimizer run with our rules of the list 'canonicalise'."""
register_specialize: Any
"""Let a local optimizer run with our rules of the list 'specialise'."""
register_stabilize: Any
"""Let a local optimizer run with our rules of the list 'stabilise'."""
solve: Any
tag_solve_triangular: Any
"""An instance of `_AsOptimizer`: One of our rules with the interface of a local optimizer."""
transinv_to_invtrans: Any
"""An instance of `_AsOptimizer`: One of our rules with the interface of a local optimizer."""
