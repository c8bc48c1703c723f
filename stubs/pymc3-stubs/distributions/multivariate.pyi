# Written by `python -m tools.stubs`.
from pymc3.distributions import transforms as transforms
from theano.sandbox.linalg import det as det
from theano.sandbox.linalg import matrix_inverse as matrix_inverse
from theano.scalar import gammaln as gammaln
from theano_compat.distributions.formulas import factln as factln
from theano_compat.distributions.formulas import float_x as _floatX
from theano_compat.distributions.formulas import int_x as _intX
from theano_compat.distributions.formulas import logpow as logpow
from theano_compat.distributions.kronecker import kron_diag as kron_diag
from theano_compat.distributions.kronecker import kronecker as kronecker
from theano_compat.distributions.lkj import normalizing_constant as __lkj_normalizing_constant
from theano_compat.distributions.special import multigammaln as multigammaln
from theano_compat.functions.test_values import TestValueError as TestValueError
from theano_compat.graph.op import Op as Op
from theano_compat.graph.variable import Apply as Apply
from theano_compat.models.distributions.continuous import ChiSquared as ChiSquared
from theano_compat.models.distributions.continuous import Normal as Normal
from theano_compat.models.distributions.dist_math import bound as bound
from theano_compat.models.distributions.distribution import Continuous as Continuous
from theano_compat.models.distributions.distribution import Discrete as Discrete
from theano_compat.models.distributions.drawing import _DrawValuesContext as _DrawValuesContext
from theano_compat.models.distributions.drawing import draw_values as draw_values
from theano_compat.models.distributions.drawing import generate_samples as generate_samples
from theano_compat.models.distributions.kronecker_normal import KroneckerNormal as KroneckerNormal
from theano_compat.models.distributions.lkj import LKJCholeskyCov as LKJCholeskyCov
from theano_compat.models.distributions.lkj import LKJCorr as LKJCorr
from theano_compat.models.distributions.lkj import _LKJCholeskyCov as _LKJCholeskyCov
from theano_compat.models.distributions.matrix_normal import MatrixNormal as MatrixNormal
from theano_compat.models.distributions.mv_normal import MvNormal as MvNormal
from theano_compat.models.distributions.mv_normal import MvStudentT as MvStudentT
from theano_compat.models.distributions.mv_normal import _QuadFormBase as _QuadFormBase
from theano_compat.models.distributions.shape_utils import broadcast_dist_samples_to as broadcast_dist_samples_to
from theano_compat.models.distributions.shape_utils import to_tuple as to_tuple
from theano_compat.models.distributions.simplex import Dirichlet as Dirichlet
from theano_compat.models.distributions.simplex import DirichletMultinomial as DirichletMultinomial
from theano_compat.models.distributions.simplex import Multinomial as Multinomial
from theano_compat.models.distributions.wishart import PosDefMatrix as PosDefMatrix
from theano_compat.models.distributions.wishart import Wishart as Wishart
from theano_compat.models.distributions.wishart import WishartBartlett as WishartBartlett
from theano_compat.models.distributions.wishart import posdef as posdef
from theano_compat.models.exceptions import ShapeError as ShapeError
from theano_compat.models.modelling.deterministic import Deterministic as Deterministic
from theano_compat.old.theano.gof.op import get_test_value as get_test_value
from theano_compat.ops.linear_algebra.cholesky import Cholesky as Cholesky
from theano_compat.ops.linear_algebra.eigen import eigh as eigh
from theano_compat.ops.linear_algebra.products import trace as trace
from typing import Any
import pymc3 as _pm
_lkj_normalizing_constant = __lkj_normalizing_constant
floatX = _floatX
intX = _intX
matrix_pos_def: Any
"""The Op that tells whether a symmetric matrix is positive definite: int8, 1 or 0. It has no gradient.

x: a matrix (n, n). The result is a scalar.

Example::

    >>> int(pm.distributions.multivariate.matrix_pos_def(np.eye(2)).eval())
    1

Source: pymc3.distributions.multivariate.
"""
pm = _pm
