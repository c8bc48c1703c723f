"""The complex Fourier transform along one axis. Source of the names: theano.tensor.fourier."""

from __future__ import annotations

from compat.ops.networks.fourier import Fourier, fft
from compat.theano_api.absence import absent_from

__all__ = ["Fourier", "fft"]
__getattr__ = absent_from(__name__)
