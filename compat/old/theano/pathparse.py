"""Folders added to PATH. Source: theano.pathparse."""

from __future__ import annotations

import os

from theano_common.system.name import is_windows

from ...importing.module_getattr import absent_from


class PathParser:
    """What adds folders to the environment variable PATH of this process.

    paths: the folders; `add(path)` adds another.
    """

    paths: set[str] = set()

    def __init__(self, *paths: str) -> None:
        self._extend(*os.environ.get("PATH", "").split(os.pathsep), *paths)

    def add(self, path: str) -> None:
        self._extend(path)

    def _extend(self, *paths: str) -> None:
        for path in filter(None, map(str.strip, paths)):
            self.paths.add(os.path.abspath(path.lower() if is_windows() else path))
        os.environ["PATH"] = os.pathsep.join(sorted(self.paths))


__all__ = ["PathParser"]
__getattr__ = absent_from(__name__)
