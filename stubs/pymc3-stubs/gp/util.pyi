# Written by `python -m tools.stubs`.
from theano_compat.models.gp.util import conditioned_vars as conditioned_vars
from theano_compat.models.gp.util import infer_shape as infer_shape
from theano_compat.models.gp.util import kmeans_inducing_points as kmeans_inducing_points
from theano_compat.models.gp.util import plot_gp_dist as plot_gp_dist
from theano_compat.models.gp.util import stabilize as stabilize
from typing import Any
cholesky: Any
"""An instance of `Cholesky`: L with L Lᵀ = x, or U with Uᵀ U = x, for a positive definite matrix x (n, n)."""
solve: Any
solve_lower: Any
solve_upper: Any
