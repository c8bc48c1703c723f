"""The memory of compiled functions while they run: blocks that the process keeps (_workspace.c)."""

from __future__ import annotations

from .extension import extension

TYPES = {"take_memory": "void *(*)(size_t)", "give_memory": "void (*)(void *, size_t)"}


def address(name: str) -> int:
    """Return the address of one of TYPES; 0 without the extension: malloc and free are used."""
    built = extension()
    return 0 if built is None else int(getattr(built, f"{name}_address"))
