# Written by `python -m tools.stubs`.
from theano.sandbox.linalg import cholesky as cholesky
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
kron_dot: Any
"""A value of type `functools.partial`."""
kron_solve_lower: Any
"""A value of type `functools.partial`."""
kron_solve_upper: Any
"""A value of type `functools.partial`."""
pm = _pm
solve_lower: Any
"""Return x with a x = b.

A singular a raises LinAlgError (JAX: inf or NaN). It reads the lower triangle of a alone.

a: a matrix of shape (n, n).
b: a vector (n,) or a matrix (n, k).

Example::

    >>> theano.tensor.slinalg.Solve("lower_triangular")([[2.0, 0.0], [0.0, 4.0]], [1.0, 1.0]).eval()
    array([0.5 , 0.25])

Source: theano.tensor.slinalg.
"""
solve_upper: Any
"""Return x with a x = b.

A singular a raises LinAlgError (JAX: inf or NaN). It reads the upper triangle of a alone.

a: a matrix of shape (n, n).
b: a vector (n,) or a matrix (n, k).

Example::

    >>> theano.tensor.slinalg.Solve("upper_triangular")([[2.0, 0.0], [0.0, 4.0]], [1.0, 1.0]).eval()
    array([0.5 , 0.25])

Source: theano.tensor.slinalg.
"""
