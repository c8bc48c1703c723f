"""Compilation of the user's own modules by a loader of ours; installed packages are left alone."""

from __future__ import annotations

import os
import sys
import sysconfig
from importlib.machinery import (
    EXTENSION_SUFFIXES,
    SOURCE_SUFFIXES,
    ExtensionFileLoader,
    FileFinder,
    SourceFileLoader,
)
from types import CodeType


class Loader(SourceFileLoader):
    """Compile by `compiled`, without writing bytecode: Python would later take the file for its own."""

    def compiled(self, source: bytes, path: str, package: str) -> CodeType:
        raise NotImplementedError

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        package = fullname if self.is_package(fullname) else fullname.rpartition(".")[0]
        return self.compiled(self.get_data(path), path, package)


def load_by(loader: type[Loader], folder: str, packages: type[Loader] | None) -> None:
    """Load the user's modules by `loader` from now on.

    These are the modules below `folder`, in PYTHONPATH, and in folders added to `sys.path` later. Packages that an
    installer put into a folder of PYTHONPATH (`pip install --target`) are loaded by `packages`, or left alone. Other
    installed packages (site-packages, folders of `.pth` files, ours) always are.
    """
    named = {os.path.realpath(path) for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path}
    targets = {path for path in named if _has_installed(path)}
    asked = {os.path.realpath(folder)}
    users = asked | named - targets
    installed = {os.path.realpath(path) for path in (*sys.path, sys.prefix, *sysconfig.get_paths().values()) if path}
    ours = {os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))}

    def hook(path: str) -> FileFinder:
        real = os.path.realpath(path or os.curdir)
        library = {"site-packages", "dist-packages"} & set(real.split(os.sep))
        if library or not os.path.isdir(real) or (_is_below(real, ours) and not _is_below(real, asked)):
            raise ImportError(path)
        if _is_below(real, users) or not _is_below(real, installed):
            chosen: type[Loader] | None = loader
        else:
            chosen = packages if _is_below(real, targets) else None
        if chosen is None:
            raise ImportError(path)
        return FileFinder(path, (ExtensionFileLoader, EXTENSION_SUFFIXES), (chosen, SOURCE_SUFFIXES))

    sys.path_hooks.insert(0, hook)
    sys.path_importer_cache.clear()


def _has_installed(path: str) -> bool:
    """Say whether an installer put packages into a folder."""
    return os.path.isdir(path) and any(name.endswith(".dist-info") for name in os.listdir(path))


def _is_below(path: str, folders: set[str]) -> bool:
    return any(path == folder or path.startswith(os.path.join(folder, "")) for folder in folders)
