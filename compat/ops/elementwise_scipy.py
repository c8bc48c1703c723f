"""Special functions in the namespace at hand: SciPy's for NumPy arrays, JAX's own where it has one, else a call back.

A call back to SciPy works under `jit` and `vmap` on any device; our gradients do not go through it.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def special(xp: Any, name: str, *x: Any, jax_name: str | None = None) -> Any:
    """scipy.special.`name`(*x); under jax.numpy, jax.scipy.special.`jax_name` (or `name`) where it exists."""
    import scipy.special

    function = getattr(scipy.special, name)
    if xp is np:
        return function(*x)
    import jax.scipy.special

    own = getattr(jax.scipy.special, jax_name or name, None)
    return own(*x) if own is not None else call_back(function, *x)


def call_back(function: Any, *x: Any) -> Any:
    """`function` of NumPy arrays, called from a JAX program; the result has the dtype of the last operand."""
    import jax

    dtype = x[-1].dtype
    shape = np.broadcast_shapes(*(v.shape for v in x))
    result = jax.ShapeDtypeStruct(shape, dtype)
    return jax.pure_callback(
        lambda *values: np.asarray(function(*map(np.asarray, values)), dtype=dtype), result, *x,
        vmap_method="broadcast_all")
