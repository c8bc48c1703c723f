"""Gaussian processes under their legacy names. Source of the names: pymc3.gp.gp."""

from __future__ import annotations

from ...distributions.kronecker import kron_diag, kron_dot, kron_solve_lower, kron_solve_upper  # noqa: F401
from ...importing.module_getattr import absent_from
from ..distributions.drawing import draw_values  # noqa: F401
from ..math import cartesian  # noqa: F401
from .base import Base  # noqa: F401
from .cov import Constant, Covariance  # noqa: F401
from .latent import TP, Latent, LatentKron
from .marginal import Marginal, MarginalKron
from .mean import Zero  # noqa: F401
from .sparse import MarginalSparse
from .util import (  # noqa: F401
    cholesky,
    conditioned_vars,
    infer_shape,
    solve_lower,
    solve_upper,
    stabilize,
)

__all__ = ["TP", "Latent", "LatentKron", "Marginal", "MarginalKron", "MarginalSparse"]

__getattr__ = absent_from(__name__)
