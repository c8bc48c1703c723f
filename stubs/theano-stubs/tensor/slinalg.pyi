# Written by `python -m tools.stubs`.
from theano import tensor as tensor
from theano_compat.graph.op import Op as Op
from theano_compat.graph.variable import Apply as Apply
from theano_compat.ops.linear_algebra.cholesky import Cholesky as Cholesky
from theano_compat.ops.linear_algebra.eigen import eigvalsh as eigvalsh
from theano_compat.ops.linear_algebra.exponential import Expm as Expm
from theano_compat.ops.linear_algebra.products import kron as kron
from theano_compat.ops.linear_algebra.solve import Solve as Solve
from theano_compat.ops.tensor_op import as_tensor as _as_tensor_variable
from theano_compat.theano_api.tensor.slinalg import CholeskyGrad as CholeskyGrad
from theano_compat.theano_api.tensor.slinalg import Eigvalsh as Eigvalsh
from theano_compat.theano_api.tensor.slinalg import EigvalshGrad as EigvalshGrad
from theano_compat.theano_api.tensor.slinalg import ExpmGrad as ExpmGrad
from typing import Any
import theano as theano
MATRIX_STRUCTURES: Any
as_tensor_variable = _as_tensor_variable
cholesky: Any
"""An instance of `Cholesky`: L with L Lᵀ = x, or U with Uᵀ U = x, for a positive definite matrix x (n, n)."""
expm: Any
"""An instance of `Expm`: The matrix exponential of a matrix x (n, n)."""
imported_scipy: Any
solve: Any
solve_lower_triangular: Any
solve_symmetric: Any
solve_upper_triangular: Any
