"""Fourier transforms of real arrays. Source of the names: theano.tensor.fft."""

from __future__ import annotations

from compat.ops.networks.fourier import IRFFTOp, RFFTOp, irfft, irfft_op, rfft, rfft_op
from compat.theano_api.absence import absent_from

__all__ = ["IRFFTOp", "RFFTOp", "irfft", "irfft_op", "rfft", "rfft_op"]
__getattr__ = absent_from(__name__)
