"""A copy of the tree that comes before what is installed."""

from __future__ import annotations

import tomllib
from pathlib import Path


def by_installed_names(tree: Path) -> None:
    """Give the folders of a copy the names under which they are installed, as links; where it is first in `sys.path`,
    it is what is imported."""
    project = tomllib.loads((tree / "pyproject.toml").read_text())
    for name, folder in project["tool"]["setuptools"].get("package-dir", {}).items():
        if not (tree / name).exists():
            (tree / name).symlink_to(tree / folder, target_is_directory=True)
