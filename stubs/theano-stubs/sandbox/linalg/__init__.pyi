# Written by `python -m tools.stubs`.
from theano.sandbox.linalg import ops as ops
from theano_compat.old.theano.sandbox.linalg.ops import psd as psd
from theano_compat.old.theano.sandbox.linalg.ops import spectral_radius_bound as spectral_radius_bound
from theano_compat.ops.linear_algebra.eigen import eigh as eigh
from theano_compat.ops.linear_algebra.eigen import eigvalsh as eigvalsh
from theano_compat.ops.linear_algebra.products import trace as trace
from theano_compat.theano_api.tensor.nlinalg import diag as diag
from typing import Any
alloc_diag: Any
"""A matrix with a vector on its diagonal. `theano.tensor.nlinalg.diag` makes it.

offset, axis1, axis2: as in theano.tensor.AllocDiag. TypeError for an input that is no vector.

Example::

    >>> tt.nlinalg.AllocDiag()([1, 2]).eval()
    array([[1, 0],
           [0, 2]])

Source: theano.tensor.nlinalg.
"""
cholesky: Any
"""L with L Lᵀ = x, or U with Uᵀ U = x, for a positive definite matrix x (n, n).

Only that triangle of x is read, and only it has a gradient: I. Murray (2016), arXiv:1602.07527.
lower: False for U. on_error: for other x, "raise" LinAlgError, or fill with NaN ("nan") or with -1 ("negative",
ours alone), which can be used in solves. JAX cannot raise, so it gives NaN.

Example::

    >>> theano.tensor.slinalg.cholesky([[4.0, 2.0], [2.0, 2.0]]).eval()
    array([[2., 0.],
           [1., 1.]])

Source: theano.tensor.slinalg.
"""
det: Any
"""The determinant of a matrix x (n, n).

`theano.tensor.nlinalg.det` is an instance.

Example::

    >>> theano.tensor.nlinalg.det([[2.0, 0.0], [0.0, 4.0]]).eval()
    array(8.)

Source: theano.tensor.nlinalg.
"""
eig: Any
"""Eigenvalues and right eigenvectors of a matrix (n, n), in its dtype.

Complex ones are reduced to their real parts, as in Theano.

Example::

    >>> values, vectors = theano.tensor.nlinalg.Eig()(np.diag([1.0, 2.0]))
    >>> values.eval()
    array([1., 2.])

Source: theano.tensor.nlinalg.
"""
extract_diag: Any
"""The elements a[i, i + offset] of matrices, along a new last dimension. `theano.tensor.diagonal` makes it.

offset: 0 for the main diagonal, above 0 above it. axis1, axis2: the dimensions of a that are the matrices' rows
and columns. view: accepted for old code, without an effect.

Example::

    >>> tt.ExtractDiag(offset=1)([[1, 2], [3, 4]]).eval()
    array([2])

Source: theano.tensor.basic.
"""
matrix_inverse: Any
"""The inverse of a matrix x (n, n), in its dtype. Singular x raises LinAlgError (JAX: inf or NaN).

`theano.tensor.nlinalg.matrix_inverse` is an instance.

Example::

    >>> theano.tensor.nlinalg.matrix_inverse([[2.0, 0.0], [0.0, 4.0]]).eval()
    array([[0.5 , 0.  ],
           [0.  , 0.25]])

Source: theano.tensor.nlinalg.
"""
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
