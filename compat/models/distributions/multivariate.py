"""Multivariate distributions under their legacy module; each family has a file of its own."""

from ...distributions.lkj import normalizing_constant as _lkj_normalizing_constant  # noqa: F401
from ...importing.module_getattr import absent_from
from .kronecker_normal import KroneckerNormal
from .lkj import LKJCholeskyCov, LKJCorr, _LKJCholeskyCov  # noqa: F401
from .matrix_normal import MatrixNormal
from .mv_normal import MvNormal, MvStudentT, _QuadFormBase  # noqa: F401
from .simplex import Dirichlet, DirichletMultinomial, Multinomial
from .wishart import (
    PosDefMatrix,
    Wishart,
    WishartBartlett,
    matrix_pos_def,
    posdef,
)

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
