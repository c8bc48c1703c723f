"""The call extension (_call.c, _threads.c, _workspace.c), which may not have been built."""

from __future__ import annotations

from typing import Any

ABI = 6  # one that was built from an older source is not used


def extension() -> Any:
    """Return the module, where it was built from the source of now; else None."""
    try:
        from . import _call  # type: ignore[attr-defined]
    except ImportError:
        return None
    return _call if getattr(_call, "ABI", None) == ABI else None


__all__ = ["extension"]
