"""Loops. Source: theano.scan_module."""

from __future__ import annotations

from compat.compilation.clone import clone
from compat.names_not_here import absent_from
from compat.theano_api.scan_module.scan import scan
from compat.theano_api.scan_module.scan_checkpoints import scan_checkpoints
from compat.theano_api.scan_module.scan_views import foldl, foldr, map, reduce
from compat.theano_api.scan_module.step_results import until

__all__ = ["clone", "foldl", "foldr", "map", "reduce", "scan", "scan_checkpoints", "until"]
__getattr__ = absent_from(__name__)
