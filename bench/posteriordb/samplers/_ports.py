"""The legacy models as `migrate-port` writes them for PyMC 6: made once into a folder, imported in their places."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

from bench.posteriordb import database, models_here


def write(folder: Path) -> None:
    """Port all models into a folder. Needs libcst; what a person must decide is left as it was, with its mark."""
    from migrate.port.command import main

    main([str(models_here.FOLDER), "-o", str(folder)])


def model(posterior: database.Posterior, folder: str) -> Any:
    """Return the port's model."""
    import bench.posteriordb.models as models

    models.__path__ = [folder]  # what a model imports of its neighbours is a port, too
    [path] = Path(folder).glob(f"*/{posterior.model}.py")
    module = importlib.import_module(f"{models.__name__}.{path.parent.name}.{path.stem}")
    return module.model(database.data(posterior))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
