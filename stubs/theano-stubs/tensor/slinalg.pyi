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
"""x with a x = b, for a (n, n) and b (n,) or (n, k). A singular a raises LinAlgError (JAX: inf or NaN).

A_structure: "general", or "lower_triangular" and "upper_triangular", which read one triangle of `a` and use
substitution; all others are solved as general matrices, as in Theano.
lower, overwrite_A, overwrite_b: without an effect on values, as in Theano.

Example::

    >>> theano.tensor.slinalg.Solve()([[2.0, 0.0], [0.0, 4.0]], [1.0, 1.0]).eval()
    array([0.5 , 0.25])

Source: theano.tensor.slinalg.
"""
solve_symmetric: Any
"""x with a x = b, for a (n, n) and b (n,) or (n, k). A singular a raises LinAlgError (JAX: inf or NaN).

A_structure: "general", or "lower_triangular" and "upper_triangular", which read one triangle of `a` and use
substitution; all others are solved as general matrices, as in Theano.
lower, overwrite_A, overwrite_b: without an effect on values, as in Theano.

Example::

    >>> theano.tensor.slinalg.Solve()([[2.0, 0.0], [0.0, 4.0]], [1.0, 1.0]).eval()
    array([0.5 , 0.25])

Source: theano.tensor.slinalg.
"""
solve_upper_triangular: Any
"""x with a x = b, for a (n, n) and b (n,) or (n, k). A singular a raises LinAlgError (JAX: inf or NaN).

A_structure: "general", or "lower_triangular" and "upper_triangular", which read one triangle of `a` and use
substitution; all others are solved as general matrices, as in Theano.
lower, overwrite_A, overwrite_b: without an effect on values, as in Theano.

Example::

    >>> theano.tensor.slinalg.Solve()([[2.0, 0.0], [0.0, 4.0]], [1.0, 1.0]).eval()
    array([0.5 , 0.25])

Source: theano.tensor.slinalg.
"""
