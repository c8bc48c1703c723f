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
"""An instance of `IRFFTOp`: (m, ..., n // 2 + 1, 2) -> (m, ..., n), not normalized."""
rfft_op: Any
"""An instance of `RFFTOp`: (m, ..., n) -> (m, ..., n // 2 + 1, 2), not normalized."""
tt = _tt
