"""The default folder of compiled objects."""

import os
import sys
from pathlib import Path


def platform_cache_directory() -> str:
    """Return this platform's cache folder of the user, with our name under it. Nothing is created."""
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        root = "~/Library/Caches"
    else:
        root = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return str(Path(root).expanduser() / "theano-compat")
