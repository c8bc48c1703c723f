"""Whose code a module is: a release stands for what is installed, and nothing does for the user's own files."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import sys
import sysconfig
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from theano_common import users_lines

from ....graph.origin import HOUSE

OURS = "theano-compat"
PYTHON = "Python"
_BESIDE = ("theano_common", "theano_environment")
_OUR_NAMES = {"theano", "pymc3", "theano_compat", *_BESIDE, "compat"}  # the old names are ours here
_OUR_FOLDERS = (HOUSE, *users_lines.folders(*_BESIDE))
_STANDARD = os.path.join(os.path.realpath(sysconfig.get_paths()["stdlib"]), "")
_LIBRARIES = {"site-packages", "dist-packages"}
_USERS = {"__main__", "__mp_main__"}


def contents(module: Any) -> dict[str, Any]:
    """Return the namespace of a module, whatever its class does with attributes; empty for what is none."""
    if not any(one is ModuleType for one in type.__dict__["__mro__"].__get__(type(module))):
        return {}
    return ModuleType.__dict__["__dict__"].__get__(module)  # type: ignore[no-any-return]


def release(name: Any) -> str | None:
    """Return what stands for the code of the module of that name, such as "scipy 1.15.1"; None for the user's own."""
    if type(name) is not str or name in _USERS:
        return None
    top = name.partition(".")[0]
    if top in _OUR_NAMES:
        return OURS
    module = sys.modules.get(name, sys.modules.get(top))
    file = contents(module).get("__file__") if module is not None else _file_of(top)
    return _of_file(top, file) if type(file) is str else PYTHON if top in sys.stdlib_module_names else None


@cache
def _of_file(top: str, file: str) -> str | None:
    path = os.path.realpath(file)
    if os.path.abspath(file).startswith(_OUR_FOLDERS) or path.startswith(_OUR_FOLDERS):
        return OURS
    if not _LIBRARIES.isdisjoint(Path(path).parts):
        return f"{top} {_version(top)}"
    return PYTHON if path.startswith(_STANDARD) else None


def _file_of(top: str) -> str | None:
    """Return the file of a module that is not imported; nothing is imported for it."""
    try:
        found = importlib.util.find_spec(top)
    except (ImportError, ValueError, AttributeError):
        return None
    return None if found is None or not found.has_location else found.origin


@cache
def _version(top: str) -> str:
    version = contents(sys.modules.get(top)).get("__version__")
    if type(version) is str:
        return version
    try:
        return importlib.metadata.version(top)
    except importlib.metadata.PackageNotFoundError:
        found = importlib.metadata.packages_distributions().get(top, [])
        return " ".join(importlib.metadata.version(one) for one in sorted(set(found)))


def file_of_module(name: str) -> Path | None:
    """Return the file with the source of a module of the user's; nothing is imported for it."""
    folders: Any = None
    spec = None
    for k in range(1, name.count(".") + 2):
        part = ".".join(name.split(".")[:k])
        spec = importlib.util.find_spec(part) if k == 1 else importlib.machinery.PathFinder.find_spec(part, folders)
        if spec is None:
            return None
        folders = spec.submodule_search_locations
    file = None if spec is None or not spec.has_location else spec.origin
    return Path(file) if file is not None and file.endswith(".py") else None


__all__ = ["OURS", "PYTHON", "contents", "file_of_module", "release"]
