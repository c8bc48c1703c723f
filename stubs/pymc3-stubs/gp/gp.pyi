# Written by `python -m tools.stubs`.
from theano_compat.distributions.kronecker import kron_diag as kron_diag
from theano_compat.models.distributions.drawing import draw_values as draw_values
from theano_compat.models.gp.base import Base as Base
from theano_compat.models.gp.covariance import Covariance as Covariance
from theano_compat.models.gp.kernels import Constant as Constant
from theano_compat.models.gp.latent import Latent as Latent
from theano_compat.models.gp.latent import LatentKron as LatentKron
from theano_compat.models.gp.latent import TP as TP
from theano_compat.models.gp.marginal import Marginal as Marginal
from theano_compat.models.gp.marginal import MarginalKron as MarginalKron
from theano_compat.models.gp.mean import Zero as Zero
from theano_compat.models.gp.sparse import MarginalSparse as MarginalSparse
from theano_compat.models.gp.util import conditioned_vars as conditioned_vars
from theano_compat.models.gp.util import infer_shape as infer_shape
from theano_compat.models.gp.util import stabilize as stabilize
from theano_compat.models.math import cartesian as cartesian
from theano_compat.ops.linear_algebra.eigen import eigh as eigh
from typing import Any
import pymc3 as _pm
cholesky: Any
"""An instance of `Cholesky`: L with L Lᵀ = x, or U with Uᵀ U = x, for a positive definite matrix x (n, n)."""
kron_dot: Any
"""A value of type `functools.partial`."""
kron_solve_lower: Any
"""A value of type `functools.partial`."""
kron_solve_upper: Any
"""A value of type `functools.partial`."""
pm = _pm
solve_lower: Any
solve_upper: Any
