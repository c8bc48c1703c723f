"""`theano.scan`: the newer name of theano.scan_module, which can also be called."""

from __future__ import annotations

from ...importing.module_getattr import absent_from
from ..callable_module import make_callable
from ..scan_module import clone, foldl, foldr, map, reduce, scan, scan_checkpoints, until

make_callable(__name__, scan)

__all__ = ["clone", "foldl", "foldr", "map", "reduce", "scan", "scan_checkpoints", "until"]
__getattr__ = absent_from(__name__)
