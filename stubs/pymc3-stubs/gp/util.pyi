# Written by `python -m tools.stubs`.
from pymc3.gp.gp import solve_lower as solve_lower
from pymc3.gp.gp import solve_upper as solve_upper
from theano.sandbox.linalg import cholesky as cholesky
from theano_compat.models.gp.util import conditioned_vars as conditioned_vars
from theano_compat.models.gp.util import infer_shape as infer_shape
from theano_compat.models.gp.util import kmeans_inducing_points as kmeans_inducing_points
from theano_compat.models.gp.util import plot_gp_dist as plot_gp_dist
from theano_compat.models.gp.util import stabilize as stabilize
from typing import Any
solve: Any
"""Return x with a x = b.

A singular a raises LinAlgError (JAX: inf or NaN).

a: a matrix of shape (n, n).
b: a vector (n,) or a matrix (n, k).

Example::

    >>> theano.tensor.slinalg.Solve("general")([[2.0, 0.0], [0.0, 4.0]], [1.0, 1.0]).eval()
    array([0.5 , 0.25])

Source: theano.tensor.slinalg.
"""
