# Written by `python -m tools.stubs`.
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
from theano_compat.models.theanof import ix_ as ix_
from theano_compat.models.theanof import largest_common_dtype as largest_common_dtype
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
abs_: Any
"""Elementwise: |x|; the gradient at 0 is 0."""
and_: Any
"""Elementwise: x & y, bit by bit."""
ceil: Any
"""Elementwise: the integer at or above x."""
clip: Any
"""Elementwise: x, but not below y nor above z; NaN stays. On a bound x has the gradient."""
cos: Any
"""Elementwise: the cosine of x radians."""
cosh: Any
"""Elementwise: the hyperbolic cosine."""
det: Any
"""An instance of `Det`: The determinant of a matrix x (n, n)."""
eq: Any
"""Elementwise: x == y."""
erf: Any
"""Elementwise: the error function."""
erfc: Any
"""Elementwise: 1 - erf(x), exact for large x."""
erfcinv: Any
"""Elementwise: the inverse of erfc."""
erfinv: Any
"""Elementwise: the inverse of erf."""
exp: Any
"""Elementwise: e to the power x."""
extract_diag: Any
floatX = _floatX
floor: Any
"""Elementwise: the integer at or below x."""
ge: Any
"""Elementwise: x >= y."""
gt: Any
"""Elementwise: x > y."""
kron_dot: Any
"""A value of type `functools.partial`."""
kron_solve_lower: Any
"""A value of type `functools.partial`."""
kron_solve_upper: Any
"""A value of type `functools.partial`."""
le: Any
"""Elementwise: x <= y."""
log: Any
"""Elementwise: the natural logarithm."""
logdet: Any
"""An instance of `LogDet`: The Op log |det x| of a square matrix; `pm.math.logdet` is one."""
lt: Any
"""Elementwise: x < y."""
matrix_inverse: Any
maximum: Any
"""Elementwise: the greater of x and y; NaN if either is. At a tie the gradient goes to x."""
minimum: Any
"""Elementwise: the smaller of x and y; NaN if either is. At a tie the gradient goes to x."""
neq: Any
"""Elementwise: x != y."""
or_: Any
"""Elementwise: x | y, bit by bit."""
sgn: Any
"""Elementwise: -1, 0 or 1; NaN for NaN."""
sigmoid: Any
"""Elementwise: 1 / (1 + exp(-x))."""
sin: Any
"""Elementwise: the sine of x radians."""
sinh: Any
"""Elementwise: the hyperbolic sine."""
sqr: Any
"""Elementwise: x * x."""
sqrt: Any
"""Elementwise: the square root; NaN below 0."""
switch: Any
"""Elementwise: y where the condition x is not 0, else z."""
tan: Any
"""Elementwise: the tangent of x radians."""
tanh: Any
"""Elementwise: the hyperbolic tangent."""
where: Any
"""Elementwise: y where the condition x is not 0, else z."""
