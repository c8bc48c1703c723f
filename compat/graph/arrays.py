"""What arrays are called in annotations: those of NumPy and of JAX, which have the same methods."""

from __future__ import annotations

from types import ModuleType
from typing import TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray  # or JAX's, where a function is given `xp`
ArrayModule: TypeAlias = ModuleType  # numpy or jax.numpy, by the name of `xp`
