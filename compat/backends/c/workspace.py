"""Where compiled functions have their memory from, while they run: blocks that the process keeps (_workspace.c)."""

from __future__ import annotations

TYPES = {"take_memory": "void *(*)(size_t)", "give_memory": "void (*)(void *, size_t)"}


def address(name: str) -> int:
    """Return the address of one of TYPES; 0 where the extension was not built: malloc and free do."""
    try:
        from compat.backends.c import _call  # type: ignore[attr-defined]  # an extension that may not be built
    except ImportError:
        return 0
    return int(getattr(_call, f"{name}_address", 0))  # 0: one from an older source


__all__ = ["TYPES", "address"]
