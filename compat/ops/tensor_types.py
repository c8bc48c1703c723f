"""What tensors are called in annotations: `Tensor` is a variable, `TensorLike` what `as_tensor` makes one of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ..graph.variable import Variable

if TYPE_CHECKING:
    from .tensor_variable import TensorVariable

Tensor: TypeAlias = "TensorVariable"
TensorLike: TypeAlias = Variable | np.ndarray | np.generic | complex | Sequence[Any]  # complex: any number
