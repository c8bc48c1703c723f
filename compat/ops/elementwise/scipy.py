"""Special functions: SciPy's for NumPy arrays, those of jax.scipy for JAX arrays; others have their own."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from ...graph.arrays import ArrayModule
from ..scipy_extension import extension


def special(xp: ArrayModule, name: str, *x: Any, jax_name: str | None = None) -> Any:
    """Return scipy.special.`name`(*x), or under jax.numpy jax.scipy.special.`jax_name` (default: `name`).

    NotImplementedError if JAX has no such function.
    """
    if xp is np:
        return scipys(name)(*x)
    if hasattr(xp, "special"):  # that of an exported graph
        return xp.special(name, *x)
    import jax.scipy.special

    function = getattr(jax.scipy.special, jax_name or name, None)
    if function is None:
        raise NotImplementedError(
            f'JAX has no {name}: compile this function with mode="C" or mode="PYTHON", and sample with a '
            "sampler that does not use JAX."
        )
    return function(*x)


def scipys(name: str) -> Any:
    """Return scipy.special's function of that name, for most from an extension module that loads fast."""
    if "scipy.special" not in sys.modules:
        try:
            return getattr(extension("special._special_ufuncs"), name)
        except (ImportError, AttributeError):  # an older SciPy, or a function of another module
            pass
    import scipy.special

    return getattr(scipy.special, name)
