"""Special functions in the namespace at hand: SciPy's for NumPy arrays, those of jax.scipy for JAX's."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from ...graph.arrays import ArrayModule
from ..scipy_extension import extension


def special(xp: ArrayModule, name: str, *x: Any, jax_name: str | None = None) -> Any:
    """scipy.special.`name`(*x), or jax.scipy.special.`jax_name` (`name` if not given) under jax.numpy.

    NotImplementedError where JAX has no such function.
    """
    if xp is np:
        return scipys(name)(*x)
    import jax.scipy.special

    function = getattr(jax.scipy.special, jax_name or name, None)
    if function is None:
        raise NotImplementedError(
            f'JAX has no {name}: compile this function with mode="C" or mode="PYTHON", and sample with a '
            "sampler that does not use JAX."
        )
    return function(*x)


def scipys(name: str) -> Any:
    """Find scipy.special's function of that name; most are in an extension module that loads in a millisecond."""
    if "scipy.special" not in sys.modules:
        try:
            return getattr(extension("special._special_ufuncs"), name)
        except (ImportError, AttributeError):  # an older SciPy, or one of those that are elsewhere
            pass
    import scipy.special

    return getattr(scipy.special, name)
