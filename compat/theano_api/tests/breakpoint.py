"""Where Theano 1.0 had `PdbBreakpoint`."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.breakpoint import PdbBreakpoint

__all__ = ["PdbBreakpoint"]
__getattr__ = absent_from(__name__)
