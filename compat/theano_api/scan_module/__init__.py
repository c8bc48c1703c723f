"""Loops. Source: theano.scan_module."""

from __future__ import annotations

from compat.compilation.clone import clone
from compat.theano_api.absence import absent_from
from compat.theano_api.scan_module.scan import scan
from compat.theano_api.scan_module.step_results import until

__all__ = ["clone", "scan", "until"]
__getattr__ = absent_from(__name__)
