"""`numpy.dual`: SciPy's linear algebra and its `i0` where a program has imported them, else NumPy's."""

import sys
from typing import Any

import numpy as np

_ALGEBRA = "cholesky det eig eigh eigvals eigvalsh inv lstsq norm pinv solve svd"
_TRANSFORMS = "fft fft2 fftn ifft ifft2 ifftn"
__all__ = [*_ALGEBRA.split(), *_TRANSFORMS.split(), "i0"]  # noqa: F822 - given by `__getattr__`


def __getattr__(name: str) -> Any:
    if name in _ALGEBRA.split():
        scipy = sys.modules.get("scipy.linalg")
        return getattr(np.linalg if scipy is None else scipy, name)
    if name in _TRANSFORMS.split():
        return getattr(np.fft, name)
    if name == "i0":
        special = sys.modules.get("scipy.special")
        return np.i0 if special is None else special.i0
    raise AttributeError(f"module 'numpy.dual' has no attribute {name!r}")
