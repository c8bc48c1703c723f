"""Chains in memory, and as folders. Source: pymc3.backends.ndarray."""

from typing import Any

from compat.pymc3_api.backends import base
from compat.pymc3_api.backends.base import MultiTrace
from compat.pymc3_api.backends.memory import NDArray, point_list_to_multitrace
from compat.pymc3_api.backends.saved import SerializeNDArray, load_trace, save_trace
from compat.pymc3_api.exceptions import TraceDirectoryError
from compat.pymc3_api.model import Model, modelcontext

# All names of the legacy module; `__all__` has those that its documentation names.
_IMPORTED = (Any, Model, MultiTrace, SerializeNDArray, TraceDirectoryError, base, modelcontext)

__all__ = ["NDArray", "load_trace", "point_list_to_multitrace", "save_trace"]
