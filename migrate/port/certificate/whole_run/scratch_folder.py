"""A copy of a script's folder, in which it runs and writes; no file outside is written.

The copy has the path of the folder below a temporary one, and beside it links to what lies beside the folder, so that
`../data` is found. Large files are links, which cannot be written to. It needs the standard library alone.
"""

import os
import shutil
import sys
import tempfile

LARGEST = 20_000_000  # bytes of a file that is copied
MOST_BYTES = 200_000_000
MOST_ENTRIES = 2000
LEVELS = 2  # of folders above
WRITING = set("wax+")
FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGING = ("os.remove", "os.rmdir", "os.mkdir", "os.truncate", "shutil.rmtree")


class WritesElsewhere(PermissionError):
    """A script would have changed a file outside of the copy of its folder."""


def copied(folder, top):
    """Copy a folder to its own path below `top`, and return where it is now."""
    folder = os.path.abspath(folder)
    place = below(folder, top)
    if not os.path.exists(place):
        os.makedirs(place)
        _Copy().fill(folder, place)
        above, near = os.path.dirname(folder), os.path.dirname(place)
        for _ in range(LEVELS):
            if os.path.dirname(above) == above:  # the root
                break
            _link_others(above, near)
            above, near = os.path.dirname(above), os.path.dirname(near)
    return place


def below(path, top):
    """Return the path below another folder."""
    return os.path.join(top, os.path.splitdrive(os.path.abspath(path))[1].lstrip(os.sep))


class _Copy:
    """One copy, with what it has taken so far."""

    def __init__(self):
        self.bytes, self.entries = 0, 0

    def fill(self, folder, place):
        for entry in sorted(os.scandir(folder), key=lambda one: (one.is_dir(), one.name)):
            to = os.path.join(place, entry.name)
            self.entries += 1
            if entry.is_dir() and not entry.is_symlink() and self._is_near(entry):
                os.mkdir(to)
                self.fill(entry.path, to)
            elif entry.is_file() and self._is_small(entry):
                shutil.copy(entry.path, to)
            else:
                _link(entry.path, to)

    def _is_near(self, entry):
        return self.entries < MOST_ENTRIES and not entry.name.startswith(".")

    def _is_small(self, entry):
        size = entry.stat().st_size
        if size > LARGEST or self.bytes + size > MOST_BYTES or self.entries > MOST_ENTRIES:
            return False
        self.bytes += size
        return True


def _link_others(folder, place):
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries[:MOST_ENTRIES]:
        to = os.path.join(place, entry.name)
        if not os.path.lexists(to):
            _link(entry.path, to)


def _link(path, to):
    try:
        os.symlink(os.path.realpath(path), to)
    except OSError:  # Windows asks for a right to do so
        pass


def protect(top, protected, caches):
    """Let this process write below `top`, in temporary folders and in `caches` alone, never in `protected` folders."""
    free = [os.path.realpath(one) for one in (top, tempfile.gettempdir(), *caches, "/dev", "/proc") if one]
    kept = [os.path.realpath(one) for one in protected]
    top = os.path.realpath(top)

    def refused(path):
        if isinstance(path, int) or path is None:
            return False
        real = os.path.realpath(os.fsdecode(path))
        if "__pycache__" in real or _is_in(real, [top]):
            return False
        return _is_in(real, kept) or not _is_in(real, free)

    def hook(event, given):
        if event == "open":
            path, mode, flags = given
            writes = WRITING & set(mode) if isinstance(mode, str) else (flags or 0) & FLAGS
            paths = [path] if writes else []
        elif event == "os.rename":
            paths = given[:2]
        else:
            paths = given[:1] if event in CHANGING else []
        for path in paths:
            if refused(path):
                raise WritesElsewhere(f"it would have changed {os.fsdecode(path)}, outside of the copy of its folder")

    sys.addaudithook(hook)


def _is_in(path, folders):
    return any(path == one or path.startswith(one.rstrip(os.sep) + os.sep) for one in folders)
