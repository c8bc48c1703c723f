# Written by `python -m tools.stubs`.
from theano import gof as gof
from theano import tensor as _T
from theano import tensor as _tt
from theano_compat.graph.op import Op as Op
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.ops.networks.fourier import IRFFTOp as IRFFTOp
from theano_compat.ops.networks.fourier import RFFTOp as RFFTOp
from theano_compat.ops.networks.fourier import irfft as irfft
from theano_compat.ops.networks.fourier import rfft as rfft
from typing import Any
T = _T
irfft_op: Any
"""The Op of `irfft`, not normalized: (m, ..., n // 2 + 1, 2) -> (m, ..., n).

Inputs: the transforms, and the shape of the result without m, an integer vector. Use it as
`theano.tensor.fft.irfft_op`.

Example::

    >>> tt.fft.irfft_op(np.ones((1, 3, 2)), [4]).eval().shape
    (1, 4)

Source: theano.tensor.fft.
"""
rfft_op: Any
"""The Op of `rfft`, not normalized: (m, ..., n) -> (m, ..., n // 2 + 1, 2), real and imaginary parts last.

Inputs: the arrays, and their shape without m, an integer vector. Use it as `theano.tensor.fft.rfft_op`.

Example::

    >>> tt.fft.rfft_op([[1.0, 0.0, 0.0, 0.0]], [4]).eval().shape
    (1, 3, 2)

Source: theano.tensor.fft.
"""
tt = _tt
