"""Which operating system this is."""

from __future__ import annotations

import sys


def system() -> str:
    """Return Python's name of the system: "linux", "darwin", "win32" or another."""
    return sys.platform


def is_linux() -> bool:
    """Return whether this is Linux, with any C library."""
    return system() == "linux"


def is_mac() -> bool:
    """Return whether this is macOS."""
    return system() == "darwin"


def is_windows() -> bool:
    """Return whether this is Windows."""
    return system() == "win32"
