"""Special functions in the namespace at hand: SciPy's for NumPy arrays, those of jax.scipy for JAX's."""

from __future__ import annotations

from typing import Any

import numpy as np


def special(xp: Any, name: str, *x: Any, jax_name: str | None = None) -> Any:
    """scipy.special.`name`(*x), or jax.scipy.special.`jax_name` (`name` if not given) under jax.numpy.

    NotImplementedError where JAX has no such function.
    """
    if xp is np:
        import scipy.special

        return getattr(scipy.special, name)(*x)
    import jax.scipy.special

    function = getattr(jax.scipy.special, jax_name or name, None)
    if function is None:
        raise NotImplementedError(
            f"JAX has no {name}: compile this function with mode=\"C\" or mode=\"PYTHON\", and sample with a "
            "sampler that does not use JAX.")
    return function(*x)
