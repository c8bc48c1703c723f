"""The files below what was named."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path


def python_files(paths: Sequence[str]) -> tuple[list[Path], list[Path]]:
    """(Python files, notebooks) of these paths; hidden folders, caches and environments are left out."""
    files: list[Path] = []
    notebooks: list[Path] = []
    for path in map(Path, paths):
        for file in _below(path) if path.is_dir() else [path]:
            if file.suffix == ".ipynb":
                notebooks.append(file)
            elif file.suffix == ".py" or file == path:
                files.append(file)
    return list(dict.fromkeys(files)), notebooks


def _below(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        here = Path(root)
        folders[:] = sorted(
            name for name in folders
            if not name.startswith(".") and name not in ("__pycache__", "node_modules", "site-packages")
            and not (here / name / "pyvenv.cfg").exists()
        )  # fmt: skip
        yield from (here / name for name in sorted(names))
