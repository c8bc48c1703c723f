"""Chains in memory, and as folders. Source: pymc3.backends.ndarray."""

from typing import Any

from ..exceptions import TraceDirectoryError
from ..model import Model, modelcontext
from . import base
from .base import MultiTrace
from .memory import NDArray, point_list_to_multitrace
from .saved import SerializeNDArray, load_trace, save_trace

# every name of the legacy module; `__all__` holds those that its documentation lists
_IMPORTED = (Any, Model, MultiTrace, SerializeNDArray, TraceDirectoryError, base, modelcontext)

__all__ = ["NDArray", "load_trace", "point_list_to_multitrace", "save_trace"]
