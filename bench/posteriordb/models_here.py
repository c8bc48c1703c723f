"""The posteriors' models as they were written for PyMC3: a file each in a folder of `models/`.

Files whose names begin with `_` have what models of their folder share.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

from bench.posteriordb import database

FOLDER = Path(__file__).parent / "models"
Module = Any


@cache
def files() -> dict[str, Path]:
    """Return the files by the name of the model."""
    return {path.stem: path for path in sorted(FOLDER.glob("*/[!_]*.py"))}


@cache
def module(name: str) -> Module:
    """Return the module of a model. KeyError where nobody has written it; `pymc3` must be importable."""
    path = next(FOLDER.glob(f"*/{name}.py"), None)  # not by `files`: a sampling run is timed from its start
    if path is None:
        raise KeyError(name)
    spec = importlib.util.spec_from_file_location(f"posteriordb_{name}", path)
    assert spec is not None and spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def model(posterior: database.Posterior) -> Any:
    """Return a posterior's model, made by its legacy code from its data."""
    return module(posterior.model).model(database.data(posterior))
