"""Optional packages: the module, or an ImportError with the command that installs it."""

from __future__ import annotations

import importlib
from typing import Any

from theano_common.installing import optional_module, pip_install


def import_arviz() -> Any:
    """Return the arviz module. ImportError that names the missing package, be it ArviZ or one that it needs."""
    try:
        return importlib.import_module("arviz")
    except ImportError as error:
        missing = (error.name or "arviz").partition(".")[0]
        wanted = "This needs ArviZ" if missing == "arviz" else f"This needs ArviZ, which needs {missing}"
        raise ImportError(f"{wanted}: {pip_install('[arviz]')}", name=missing) from error


def import_pandas() -> Any:
    """Return the pandas module. ImportError with the command that installs it."""
    return optional_module("pandas", "This needs", "[arviz]")


def import_inference_tree() -> Any:
    """Return our InferenceData for ArviZ 1, whose groups form an xarray DataTree."""
    return importlib.import_module("theano_compat.models.backends.inference_tree").InferenceData
