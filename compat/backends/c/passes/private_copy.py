"""Loading an object from bytes that were checked, so that nothing can change between the check and the loader's look.

The loader gets a copy of its own: a sealed file in memory where the system has such (Linux), else a file in a
folder of this process. A file of the cache that is cut, replaced or removed meanwhile, or later, does no harm, and
a cache on a file system without leave to execute serves too.
"""

from __future__ import annotations

import ctypes
import itertools
import os
import weakref

_count = itertools.count(1)


def load_bytes(data: bytes, name: str, folder: str) -> ctypes.CDLL:
    """Return the object `data`, loaded as long as what is returned is kept.

    `name` is what debuggers show; `folder` takes the file where there are none in memory.

    OSError where the loader refuses it: cut, of another architecture, or in want of another C library.
    """
    if hasattr(os, "memfd_create"):
        try:
            return _from_memory(data, name)
        except OSError:  # the system may forbid it, or have no /proc; if the object is bad, the file says so again
            pass
    import tempfile  # an import of ours does without it

    handle, path = tempfile.mkstemp(prefix=f"{name}-", suffix=".dll" if os.name == "nt" else ".so", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        return _loaded(path)
    finally:
        try:
            os.unlink(path)
        except OSError:  # Windows keeps what is loaded; the folder goes when the process ends
            pass


def _from_memory(data: bytes, name: str) -> ctypes.CDLL:
    import fcntl

    handle = os.memfd_create(name, os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        with os.fdopen(handle, "wb", closefd=False) as file:
            file.write(data)
        seals = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
        fcntl.fcntl(handle, fcntl.F_ADD_SEALS, seals)
        return _loaded(_path_of(handle, next(_count)))
    finally:
        os.close(handle)


def _loaded(path: str) -> ctypes.CDLL:
    """Return the object at `path`, which is unloaded again when what is returned is garbage."""
    library = ctypes.CDLL(path)
    if os.name != "nt":
        from _ctypes import dlclose

        weakref.finalize(library, dlclose, library._handle).atexit = False  # a thread may still be in it then
    return library


def _path_of(handle: int, number: int) -> str:
    """A path of an open file, spelled as no other: for a spelling that it knows, the loader gives the object it had,
    and numbers of files are used again."""
    spelled = "".join("/." if digit == "1" else "/" for digit in f"{number:b}")
    return f"/proc/self{spelled}/fd/{handle}"


__all__ = ["load_bytes"]
