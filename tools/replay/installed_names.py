"""A tree under the names under which it is installed: a copy of it, or for a Python in which it is not installed."""

from __future__ import annotations

import tomllib
from pathlib import Path


def by_installed_names(tree: Path, place: Path | None = None) -> None:
    """Give the folders of a tree the names under which they are installed, as links in `place` (default: the tree).

    Where `place` is first in `sys.path`, the tree is what is imported.
    """
    place = tree if place is None else place
    project = tomllib.loads((tree / "pyproject.toml").read_text())
    for name, folder in project["tool"]["setuptools"].get("package-dir", {}).items():
        if not (place / name).exists():
            (place / name).symlink_to(tree / folder, target_is_directory=True)
