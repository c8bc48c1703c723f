# Written by `python -m tools.stubs`.
from theano import tensor as tensor
from theano.sandbox.linalg import alloc_diag as alloc_diag
from theano.sandbox.linalg import cholesky as cholesky
from theano.sandbox.linalg import det as det
from theano.sandbox.linalg import matrix_inverse as matrix_inverse
from theano.sandbox.linalg import solve as solve
from theano_compat.compilation.rewriting.user_rules import local_optimizer as local_optimizer
from theano_compat.graph.op import Op as Op
from theano_compat.graph.variable import Apply as Apply
from theano_compat.old.theano.optimizing.optimizers import Optimizer as Optimizer
from theano_compat.old.theano.sandbox.linalg.ops import psd as psd
from theano_compat.old.theano.sandbox.linalg.ops import spectral_radius_bound as spectral_radius_bound
from theano_compat.ops.linear_algebra.blas import Dot as Dot
from theano_compat.ops.linear_algebra.cholesky import Cholesky as Cholesky
from theano_compat.ops.linear_algebra.inverse import Det as Det
from theano_compat.ops.linear_algebra.inverse import MatrixInverse as MatrixInverse
from theano_compat.ops.linear_algebra.products import trace as trace
from theano_compat.ops.linear_algebra.solve import Solve as Solve
from theano_compat.ops.shapes.shape import DimShuffle as DimShuffle
from typing import Any
import theano as theano
extract_diag: Any
"""The elements a[i, i + offset] of matrices, along a new last dimension. `theano.tensor.diagonal` makes it.

offset: 0 for the main diagonal, above 0 above it. axis1, axis2: the dimensions of a that are the matrices' rows
and columns. view: accepted for old code, without an effect.

Example::

    >>> tt.ExtractDiag(offset=1)([[1, 2], [3, 4]]).eval()
    array([2])

Source: theano.tensor.basic.
"""
imported_scipy: Any
inv_as_solve: Any
"""One of our rules with the interface of a local optimizer."""
register_canonicalize: Any
"""Let a local optimizer run with our rules of the list 'canonicalise', in all functions from now on."""
register_specialize: Any
"""Let a local optimizer run with our rules of the list 'specialise', in all functions from now on."""
register_stabilize: Any
"""Let a local optimizer run with our rules of the list 'stabilise', in all functions from now on."""
tag_solve_triangular: Any
"""One of our rules with the interface of a local optimizer."""
transinv_to_invtrans: Any
"""One of our rules with the interface of a local optimizer."""
