"""Extension modules of SciPy imported without their package, whose import takes 0.15 s."""

from __future__ import annotations

import importlib.util
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import Any

from ..importing.post_import import when_imported

# Python's own lock of a module: its import in another thread waits, and the package is locked before its parts.
_lock_of = importlib._bootstrap._ModuleLockManager  # type: ignore[attr-defined]


def extension(name: str) -> Any:
    """Return SciPy's extension module, such as "linalg.cython_blas", without importing its package.

    ImportError if this SciPy has none of that name.
    """
    full = f"scipy.{name}"
    package = full.rpartition(".")[0]
    with _lock_of(package):
        if full not in sys.modules and package not in sys.modules:
            try:
                return _alone(full)
            except (ImportError, OSError, AttributeError):  # it needs its package first
                sys.modules.pop(full, None)
    if full not in sys.modules:
        importlib.import_module(package)
    return importlib.import_module(full)


def _alone(full: str) -> Any:
    found = importlib.util.find_spec("scipy")
    package, _, name = full.rpartition(".")
    folder = Path((found and found.origin) or "").parent.joinpath(*package.split(".")[1:])
    path = next((p for suffix in EXTENSION_SUFFIXES if (p := folder / f"{name}{suffix}").is_file()), None)
    spec = importlib.util.spec_from_file_location(full, path) if path is not None else None
    if spec is None or spec.loader is None:
        raise ImportError(f"{full} is no extension module in {folder}")
    module = sys.modules[full] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if not name.startswith("_"):
        when_imported(package, lambda parent: setattr(parent, name, module))  # as importing the package would
    return module
