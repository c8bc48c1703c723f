"""Multivariate distributions under their legacy module; each family has a file of its own."""

from compat.distributions.lkj import normalizing_constant as _lkj_normalizing_constant  # noqa: F401
from compat.models.distributions.kronecker_normal import KroneckerNormal
from compat.models.distributions.lkj import LKJCholeskyCov, LKJCorr, _LKJCholeskyCov  # noqa: F401
from compat.models.distributions.matrix_normal import MatrixNormal
from compat.models.distributions.mv_normal import MvNormal, MvStudentT, _QuadFormBase  # noqa: F401
from compat.models.distributions.simplex import Dirichlet, DirichletMultinomial, Multinomial
from compat.models.distributions.wishart import (
    PosDefMatrix,
    Wishart,
    WishartBartlett,
    matrix_pos_def,
    posdef,
)
from compat.names_not_here import absent_from

__all__ = [
    "Dirichlet",
    "DirichletMultinomial",
    "KroneckerNormal",
    "LKJCholeskyCov",
    "LKJCorr",
    "MatrixNormal",
    "Multinomial",
    "MvNormal",
    "MvStudentT",
    "PosDefMatrix",
    "Wishart",
    "WishartBartlett",
    "matrix_pos_def",
    "posdef",
]

__getattr__ = absent_from(__name__)
