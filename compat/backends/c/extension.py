"""The call extension (_call.c, _threads.c, _workspace.c), which an installation may lack."""

from __future__ import annotations

from typing import Any

ABI = 7  # an extension that was built from an older source is not used


def extension() -> Any:
    """Return the extension module; None if it was not built, or from an older source."""
    try:
        from . import _call  # type: ignore[attr-defined]
    except ImportError:
        return None
    return _call if getattr(_call, "ABI", None) == ABI else None
