"""Chains in memory, and as folders. Source: pymc3.backends.ndarray."""

from typing import Any

from compat.models.backends import base
from compat.models.backends.base import MultiTrace
from compat.models.backends.memory import NDArray, point_list_to_multitrace
from compat.models.backends.saved import SerializeNDArray, load_trace, save_trace
from compat.models.exceptions import TraceDirectoryError
from compat.models.model import Model, modelcontext

# All names of the legacy module; `__all__` has those that its documentation names.
_IMPORTED = (Any, Model, MultiTrace, SerializeNDArray, TraceDirectoryError, base, modelcontext)

__all__ = ["NDArray", "load_trace", "point_list_to_multitrace", "save_trace"]
