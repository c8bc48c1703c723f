"""Whether anyone but the user can write to a directory, or replace it."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def who_else_writes(folder: Path) -> str:
    """Return why `folder` (a resolved path) is not safe, in a sentence that says what to do; "" if it is.

    The folder must belong to the user, and no other user may write there. Its parents must belong to the user or root;
    where others may write to one, as in /tmp, the sticky bit keeps them from renaming what is not theirs. The user's
    private group, which some systems allow to write by default, counts as the user. On systems other than POSIX: always
    "".
    """
    if not hasattr(os, "getuid"):
        return ""
    state = folder.stat()
    if state.st_uid != os.getuid():
        return f"{folder} belongs to another user"
    if state.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        return f"others can write to {folder} (chmod 700 '{folder}')"
    for above in folder.parents:
        state = above.stat()
        if state.st_uid not in (0, os.getuid()):
            return f"{above} belongs to another user"
        if state.st_mode & stat.S_ISVTX:
            continue
        if state.st_mode & stat.S_IWOTH or (state.st_mode & stat.S_IWGRP and not _private_group(state.st_gid)):
            return f"others can write to {above} (chmod go-w '{above}')"
    return ""


def _private_group(group: int) -> bool:
    """Return whether a group is named like the user and has no other members; root's group counts too."""
    if group == 0:
        return True
    import grp
    import pwd

    try:
        found, me = grp.getgrgid(group), pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return False
    return found.gr_name == me and set(found.gr_mem) <= {me}
