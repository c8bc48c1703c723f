"""The wheel has every file that the packages read, and the project says so."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
FOLDERS = PROJECT["tool"]["setuptools"]["package-dir"]


def test_every_file_is_package_data():
    """A file that is no module is in no wheel, unless `package-data` has it."""
    patterns = PROJECT["tool"]["setuptools"]["package-data"]
    everywhere = patterns.pop("*")
    listed = {
        file
        for package, globs in patterns.items()
        for one in globs
        for top, _, below in [package.partition(".")]
        for file in (ROOT / FOLDERS[top]).joinpath(*below.split(".")).glob(one)
    }
    packages = [ROOT / folder for folder in FOLDERS.values()]
    listed |= {file for package in packages for one in everywhere for file in package.rglob(one)}
    there = {
        file
        for package in packages
        for file in package.rglob("*")
        if file.is_file() and file.suffix not in (".py", ".pyc", ".so", ".pyd") and file.name[0] != "."
    }
    assert {str(file.relative_to(ROOT)) for file in there ^ listed} == set()


def test_every_folder_of_modules_is_a_package():
    """setup.py takes folders with an `__init__.py` alone."""
    for top in FOLDERS.values():
        folders = {file.parent for file in (ROOT / top).rglob("*.py")}
        assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []
