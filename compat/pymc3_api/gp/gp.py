"""Gaussian processes under their legacy names. Source of the names: pymc3.gp.gp."""

from __future__ import annotations

from compat.distributions.kronecker import kron_diag, kron_dot, kron_solve_lower, kron_solve_upper  # noqa: F401
from compat.pymc3_api.absence import absent_from
from compat.pymc3_api.distributions.drawing import draw_values  # noqa: F401
from compat.pymc3_api.gp.base import Base  # noqa: F401
from compat.pymc3_api.gp.cov import Constant, Covariance  # noqa: F401
from compat.pymc3_api.gp.latent import TP, Latent, LatentKron
from compat.pymc3_api.gp.marginal import Marginal, MarginalKron
from compat.pymc3_api.gp.mean import Zero  # noqa: F401
from compat.pymc3_api.gp.sparse import MarginalSparse
from compat.pymc3_api.gp.util import (  # noqa: F401
    cholesky,
    conditioned_vars,
    infer_shape,
    solve_lower,
    solve_upper,
    stabilize,
)
from compat.pymc3_api.math import cartesian  # noqa: F401

__all__ = ["TP", "Latent", "LatentKron", "Marginal", "MarginalKron", "MarginalSparse"]

__getattr__ = absent_from(__name__)
