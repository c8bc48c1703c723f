"""Fourier transforms of real arrays. Source of the names: theano.tensor.fft."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.networks.fourier import IRFFTOp, RFFTOp, irfft, irfft_op, rfft, rfft_op

__all__ = ["IRFFTOp", "RFFTOp", "irfft", "irfft_op", "rfft", "rfft_op"]
__getattr__ = absent_from(__name__)
