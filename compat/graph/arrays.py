"""The type names for arrays: NumPy's and JAX's, which have the same methods."""

from __future__ import annotations

from types import ModuleType
from typing import TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray  # or JAX's, in a function with an argument `xp`
ArrayModule: TypeAlias = ModuleType  # numpy or jax.numpy, the type of `xp`
