"""Folders and files of the user: the cache, and Theano's own settings."""

from __future__ import annotations

import os
from pathlib import Path

from .name import is_mac, is_windows

NAME = "theano-compat"


def cache_folder() -> Path:
    """Return this system's cache folder of the user, with our name under it. Nothing is created.

    Where the user has no home, as some containers run under a number that is in no list of users, it is a folder of
    this user among the temporary files.
    """
    if is_windows():
        root = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif is_mac():
        root = "~/Library/Caches"
    else:
        root = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    found = os.path.expanduser(root)
    return _among_temporary_files() if found.startswith("~") else Path(found) / NAME


def _among_temporary_files() -> Path:
    import tempfile  # takes 5 ms, which most starts need not pay

    user = os.getuid() if hasattr(os, "getuid") else "user"
    return Path(tempfile.gettempdir()) / f"{NAME}-{user}"


def default_rc_files() -> list[str]:
    """Return the names of Theano's settings below the user's home; Windows hides no file that begins with a dot."""
    names = ["~/.theanorc", "~/.theanorc.txt"] if is_windows() else ["~/.theanorc"]
    return [os.path.expanduser(name) for name in names]
