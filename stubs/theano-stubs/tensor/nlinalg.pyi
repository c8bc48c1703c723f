# Written by `python -m tools.stubs`.
from theano.sandbox.linalg import alloc_diag as alloc_diag
from theano.sandbox.linalg import det as det
from theano.sandbox.linalg import eig as eig
from theano.sandbox.linalg import extract_diag as extract_diag
from theano.sandbox.linalg import matrix_inverse as matrix_inverse
from theano.tensor import basic as _tensor
from theano_compat.graph.op import Op as Op
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.ops.linear_algebra.eigen import Eig as Eig
from theano_compat.ops.linear_algebra.eigen import Eigh as Eigh
from theano_compat.ops.linear_algebra.eigen import eigh as eigh
from theano_compat.ops.linear_algebra.factors import LeastSquares as _lstsq
from theano_compat.ops.linear_algebra.factors import QRFull as QRFull
from theano_compat.ops.linear_algebra.factors import QRIncomplete as QRIncomplete
from theano_compat.ops.linear_algebra.factors import SVD as SVD
from theano_compat.ops.linear_algebra.factors import qr as qr
from theano_compat.ops.linear_algebra.factors import svd as svd
from theano_compat.ops.linear_algebra.inverse import Det as Det
from theano_compat.ops.linear_algebra.inverse import MatrixInverse as MatrixInverse
from theano_compat.ops.linear_algebra.inverse import MatrixPinv as MatrixPinv
from theano_compat.ops.linear_algebra.inverse import TensorInv as TensorInv
from theano_compat.ops.linear_algebra.inverse import tensorinv as tensorinv
from theano_compat.ops.linear_algebra.products import matrix_dot as matrix_dot
from theano_compat.ops.linear_algebra.products import matrix_power as matrix_power
from theano_compat.ops.linear_algebra.products import norm as norm
from theano_compat.ops.linear_algebra.products import tensorsolve as tensorsolve
from theano_compat.ops.linear_algebra.products import trace as trace
from theano_compat.ops.shapes.diagonal_ops import ExtractDiag as ExtractDiag
from theano_compat.ops.tensor_op import as_tensor as _as_tensor_variable
from theano_compat.theano_api.tensor.nlinalg import AllocDiag as AllocDiag
from theano_compat.theano_api.tensor.nlinalg import EighGrad as EighGrad
from theano_compat.theano_api.tensor.nlinalg import TensorSolve as TensorSolve
from theano_compat.theano_api.tensor.nlinalg import _zero_disconnected as _zero_disconnected
from theano_compat.theano_api.tensor.nlinalg import diag as diag
from typing import Any
import theano as theano
as_tensor_variable = _as_tensor_variable
lstsq = _lstsq
pinv: Any
"""The Moore-Penrose inverse (n, m) of x (m, n), in the dtype of x.

Gradient: G. Golub, V. Pereyra (1973), SIAM J. Numer. Anal. 10, 413.

Use it as `theano.tensor.nlinalg.pinv`.

Example::

    >>> tt.nlinalg.pinv([[2.0], [0.0]]).eval()
    array([[0.5, 0. ]])

Source: theano.tensor.nlinalg.
"""
tensor = _tensor
