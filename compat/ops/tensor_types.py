"""The type of values that `as_tensor` accepts, for annotations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

from ..graph.variable import Variable

TensorLike: TypeAlias = Variable | np.ndarray | np.generic | complex | Sequence[Any]  # complex: any number
