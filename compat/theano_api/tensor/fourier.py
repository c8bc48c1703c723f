"""The complex Fourier transform along one axis. Source of the names: theano.tensor.fourier."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.networks.fourier import Fourier, fft

__all__ = ["Fourier", "fft"]
__getattr__ = absent_from(__name__)
