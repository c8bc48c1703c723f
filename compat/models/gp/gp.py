"""Gaussian processes under their legacy names. Source of the names: pymc3.gp.gp."""

from __future__ import annotations

from compat.distributions.kronecker import kron_diag, kron_dot, kron_solve_lower, kron_solve_upper  # noqa: F401
from compat.models.distributions.drawing import draw_values  # noqa: F401
from compat.models.gp.base import Base  # noqa: F401
from compat.models.gp.cov import Constant, Covariance  # noqa: F401
from compat.models.gp.latent import TP, Latent, LatentKron
from compat.models.gp.marginal import Marginal, MarginalKron
from compat.models.gp.mean import Zero  # noqa: F401
from compat.models.gp.sparse import MarginalSparse
from compat.models.gp.util import (  # noqa: F401
    cholesky,
    conditioned_vars,
    infer_shape,
    solve_lower,
    solve_upper,
    stabilize,
)
from compat.models.math import cartesian  # noqa: F401
from compat.names_not_here import absent_from

__all__ = ["TP", "Latent", "LatentKron", "Marginal", "MarginalKron", "MarginalSparse"]

__getattr__ = absent_from(__name__)
