"""Loops. Source: theano.scan_module."""

from __future__ import annotations

from ...functions.graphs.clone import clone
from ...importing.module_getattr import absent_from
from .scan import scan
from .scan_checkpoints import scan_checkpoints
from .scan_views import foldl, foldr, map, reduce
from .step_results import until

__all__ = ["clone", "foldl", "foldr", "map", "reduce", "scan", "scan_checkpoints", "until"]
__getattr__ = absent_from(__name__)
