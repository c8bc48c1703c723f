# Written by `python -m tools.stubs`.
from theano.sandbox.linalg import det as det
from theano.sandbox.linalg import matrix_inverse as matrix_inverse
from theano.scalar import abs_ as abs_
from theano.scalar import and_ as and_
from theano.scalar import ceil as ceil
from theano.scalar import clip as clip
from theano.scalar import cos as cos
from theano.scalar import cosh as cosh
from theano.scalar import eq as eq
from theano.scalar import erf as erf
from theano.scalar import erfc as erfc
from theano.scalar import erfcinv as erfcinv
from theano.scalar import erfinv as erfinv
from theano.scalar import exp as exp
from theano.scalar import floor as floor
from theano.scalar import ge as ge
from theano.scalar import gt as gt
from theano.scalar import le as le
from theano.scalar import log as log
from theano.scalar import lt as lt
from theano.scalar import maximum as maximum
from theano.scalar import minimum as minimum
from theano.scalar import neq as neq
from theano.scalar import or_ as or_
from theano.scalar import sgn as sgn
from theano.scalar import sin as sin
from theano.scalar import sinh as sinh
from theano.scalar import sqr as sqr
from theano.scalar import sqrt as sqrt
from theano.scalar import switch as _where
from theano.scalar import switch as switch
from theano.scalar import tan as tan
from theano.scalar import tanh as tanh
from theano.tensor.nnet import scalar_sigmoid as _sigmoid
from theano_compat.distributions.block_diagonal import BatchedDiag as BatchedDiag
from theano_compat.distributions.block_diagonal import BlockDiagonalMatrix as BlockDiagonalMatrix
from theano_compat.distributions.block_diagonal import batched_diag as batched_diag
from theano_compat.distributions.block_diagonal import block_diagonal as block_diagonal
from theano_compat.distributions.formulas import float_x as _floatX
from theano_compat.distributions.formulas import invlogit as invlogit
from theano_compat.distributions.formulas import log1mexp as log1mexp
from theano_compat.distributions.formulas import log1pexp as log1pexp
from theano_compat.distributions.formulas import logaddexp as logaddexp
from theano_compat.distributions.formulas import logdiffexp as logdiffexp
from theano_compat.distributions.formulas import logit as logit
from theano_compat.distributions.formulas import logsumexp as logsumexp
from theano_compat.distributions.kronecker import flat_outer as flat_outer
from theano_compat.distributions.kronecker import kron_diag as kron_diag
from theano_compat.distributions.kronecker import kron_matrix_op as kron_matrix_op
from theano_compat.distributions.kronecker import kronecker as kronecker
from theano_compat.distributions.matrices import expand_packed_triangular as expand_packed_triangular
from theano_compat.graph.op import Op as Op
from theano_compat.graph.variable import Apply as Apply
from theano_compat.models.math import LogDet as LogDet
from theano_compat.models.math import cartesian as cartesian
from theano_compat.models.math import flatten_list as flatten_list
from theano_compat.models.math import invprobit as invprobit
from theano_compat.models.math import log1mexp_numpy as log1mexp_numpy
from theano_compat.models.math import logbern as logbern
from theano_compat.models.math import logdiffexp_numpy as logdiffexp_numpy
from theano_compat.models.math import probit as probit
from theano_compat.models.math import tround as tround
from theano_compat.models.modelling.theanof import ix_ as ix_
from theano_compat.models.modelling.theanof import largest_common_dtype as largest_common_dtype
from theano_compat.ops.linear_algebra.blas import dot as dot
from theano_compat.ops.linear_algebra.products import matrix_dot as matrix_dot
from theano_compat.ops.linear_algebra.products import trace as trace
from theano_compat.ops.reductions.functions import prod as prod
from theano_compat.ops.reductions.functions import sum as sum
from theano_compat.ops.shapes.creation import ones_like as ones_like
from theano_compat.ops.shapes.creation import zeros_like as zeros_like
from theano_compat.ops.shapes.join import concatenate as concatenate
from theano_compat.ops.shapes.join import stack as stack
from theano_compat.ops.shapes.shape import flatten as flatten
from theano_compat.ops.tensor_op import constant as constant
from typing import Any
extract_diag: Any
"""The elements a[i, i + offset] of matrices, along a new last dimension. `theano.tensor.diagonal` makes it.

offset: 0 for the main diagonal, above 0 above it. axis1, axis2: the dimensions of a that are the matrices' rows
and columns. view: accepted for old code, without an effect.

Example::

    >>> tt.ExtractDiag(offset=1)([[1, 2], [3, 4]]).eval()
    array([2])

Source: theano.tensor.basic.
"""
floatX = _floatX
kron_dot: Any
"""A value of type `functools.partial`."""
kron_solve_lower: Any
"""A value of type `functools.partial`."""
kron_solve_upper: Any
"""A value of type `functools.partial`."""
logdet: Any
"""The Op log |det x| of a square matrix; `pm.math.logdet` is one.

x: a matrix (n, n). The result is a scalar.

Example::

    >>> pm.math.LogDet()(np.diag([2.0, -3.0])).eval().round(4)
    np.float64(1.7918)

Source: pymc3.math.
"""
sigmoid = _sigmoid
where = _where
