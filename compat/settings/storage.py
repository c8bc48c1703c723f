"""Where compiled objects are kept by default."""

import os
import sys
from pathlib import Path


def platform_cache_directory() -> str:
    """Return the user's cache folder of this platform, with our name under it. Nothing is created."""
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        root = "~/Library/Caches"
    else:
        root = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return str(Path(root).expanduser() / "theano-compat")
