"""`DebugMode`: C, Python and the graph as it was written, side by side. Source: theano.compile.debugmode."""

from __future__ import annotations

from typing import Any

from compat.compilation.modes import Mode
from compat.theano_api.absence import absent_from


class _ByLinker(type):
    def __instancecheck__(cls, mode: Any) -> bool:
        return isinstance(mode, Mode) and mode.linker == "debug"


class DebugMode(metaclass=_ByLinker):
    """The mode of that name. What legacy's checks could be told (`stability_patience`, `check_c_code`, ...) has no
    counterpart: every result is compared once."""

    def __new__(cls, optimizer: Any = "fast_run") -> Mode:  # type: ignore[misc]
        return Mode("debug", optimizer, "DebugMode")


__all__ = ["DebugMode"]
__getattr__ = absent_from(__name__)
