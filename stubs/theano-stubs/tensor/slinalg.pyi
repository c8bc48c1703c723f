# Written by `python -m tools.stubs`.
from theano import tensor as tensor
from theano.sandbox.linalg import cholesky as cholesky
from theano.sandbox.linalg import solve as solve
from theano_compat.graph.op import Op as Op
from theano_compat.graph.variable import Apply as Apply
from theano_compat.ops.linear_algebra.cholesky import Cholesky as Cholesky
from theano_compat.ops.linear_algebra.eigen import eigvalsh as eigvalsh
from theano_compat.ops.linear_algebra.exponential import Expm as Expm
from theano_compat.ops.linear_algebra.products import kron as kron
from theano_compat.ops.linear_algebra.solve import Solve as Solve
from theano_compat.ops.tensor_op import as_tensor as _as_tensor_variable
from theano_compat.theano_api.tensor.slinalg import CholeskyGrad as CholeskyGrad
from theano_compat.theano_api.tensor.slinalg import Eigvalsh as Eigvalsh
from theano_compat.theano_api.tensor.slinalg import EigvalshGrad as EigvalshGrad
from theano_compat.theano_api.tensor.slinalg import ExpmGrad as ExpmGrad
from typing import Any
import theano as theano
MATRIX_STRUCTURES: Any
as_tensor_variable = _as_tensor_variable
expm: Any
"""The matrix exponential of a matrix x (n, n).

`theano.tensor.slinalg.expm` is an instance.

Example::

    >>> theano.tensor.slinalg.expm(np.zeros((2, 2))).eval()
    array([[1., 0.],
           [0., 1.]])

Source: theano.tensor.slinalg.
"""
imported_scipy: Any
solve_lower_triangular: Any
"""Return x with a x = b.

A singular a raises LinAlgError (JAX: inf or NaN). It reads the lower triangle of a alone.

a: a matrix of shape (n, n).
b: a vector (n,) or a matrix (n, k).

Example::

    >>> theano.tensor.slinalg.Solve("lower_triangular")([[2.0, 0.0], [0.0, 4.0]], [1.0, 1.0]).eval()
    array([0.5 , 0.25])

Source: theano.tensor.slinalg.
"""
solve_symmetric: Any
"""Return x with a x = b.

A singular a raises LinAlgError (JAX: inf or NaN).

a: a matrix of shape (n, n).
b: a vector (n,) or a matrix (n, k).

Example::

    >>> theano.tensor.slinalg.Solve("symmetric")([[2.0, 0.0], [0.0, 4.0]], [1.0, 1.0]).eval()
    array([0.5 , 0.25])

Source: theano.tensor.slinalg.
"""
solve_upper_triangular: Any
"""Return x with a x = b.

A singular a raises LinAlgError (JAX: inf or NaN). It reads the upper triangle of a alone.

a: a matrix of shape (n, n).
b: a vector (n,) or a matrix (n, k).

Example::

    >>> theano.tensor.slinalg.Solve("upper_triangular")([[2.0, 0.0], [0.0, 4.0]], [1.0, 1.0]).eval()
    array([0.5 , 0.25])

Source: theano.tensor.slinalg.
"""
