"""A CDensity whose C functions call Python, for nutpie without a compiler.

Threads then take turns at the interpreter lock; the sampler is still nutpie's.
"""

from __future__ import annotations

import ctypes

import numpy as np

from ...compilation.densities.log_density import CDensity, LogDensity
from ..jax.callbacks import in_place_of_c

_Doubles = ctypes.POINTER(ctypes.c_double)
_LOGP = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_size_t, _Doubles, _Doubles, _Doubles, ctypes.c_void_p)
EXPAND = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_size_t, ctypes.c_size_t, _Doubles, _Doubles, ctypes.c_void_p)
DIVERGENCES = (np.linalg.LinAlgError, FloatingPointError)  # as in PyMC3: no value here, and the chain continues


def as_c(density: LogDensity) -> CDensity:
    """Return `density.logp_grad` and `density.expand` as C functions; `raised()` gives their first exception.

    They call JAX if it takes the density and there is no compiler.
    """
    density = in_place_of_c(density)
    first: list[BaseException] = []

    def logp(dim, x, grad, value, _):
        try:
            result, gradient = density.logp_grad(np.ctypeslib.as_array(x, (dim,)).copy())
            np.ctypeslib.as_array(grad, (dim,))[:] = gradient
            value[0] = result
            return 0
        except DIVERGENCES:
            return 1
        except BaseException as error:
            first.append(error)
            return 1

    def expand(dim, n, x, out, _):
        target = np.ctypeslib.as_array(out, (n,))
        try:
            values = density.expand(np.ctypeslib.as_array(x, (dim,)).copy())
            target[:] = np.concatenate([np.ravel(values[name]) for name, _, _ in density.expanded])
        except BaseException as error:
            first.append(error)
            target[:] = np.nan
        return 0

    callbacks = (_LOGP(logp), EXPAND(expand))
    addresses = [ctypes.cast(callback, ctypes.c_void_p).value or 0 for callback in callbacks]
    recorded = sum(int(np.prod(shape)) for _, shape, _ in density.expanded)
    return CDensity(addresses[0], addresses[1], 0, recorded, callbacks, raised=lambda: first[0] if first else None)
