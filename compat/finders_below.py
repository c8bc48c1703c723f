"""Modules below a folder of the user's, compiled our way; installed packages are left alone."""

from __future__ import annotations

import os
import sys
from importlib.machinery import (
    EXTENSION_SUFFIXES,
    SOURCE_SUFFIXES,
    ExtensionFileLoader,
    FileFinder,
    SourceFileLoader,
)
from types import CodeType


class Loader(SourceFileLoader):
    """Compiles by `compiled`. No bytecode is kept: Python would take that beside the files for its own."""

    def compiled(self, source: bytes, path: str) -> CodeType:
        raise NotImplementedError

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        return self.compiled(self.get_data(path), path)


def search_below(folder: str, loader: type[Loader]) -> None:
    """Load the modules below `folder` by `loader` from now on, installed packages apart."""
    root = os.path.realpath(folder)
    ours = os.path.join(os.path.realpath(sys.prefix), "")

    def hook(path: str) -> FileFinder:
        real = os.path.realpath(path or os.curdir)
        below = real == root or real.startswith(os.path.join(root, ""))
        installed = "site-packages" in real.split(os.sep) or real.startswith(ours)
        if not below or installed or not os.path.isdir(real):
            raise ImportError(path)
        return FileFinder(path, (ExtensionFileLoader, EXTENSION_SUFFIXES), (loader, SOURCE_SUFFIXES))

    sys.path_hooks.insert(0, hook)
    sys.path_importer_cache.clear()
