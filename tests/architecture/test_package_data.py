"""The wheel has every file that the packages read, and the project says so."""

import tomllib
from pathlib import Path

from theano_compat_imports import PACKAGES

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def test_every_file_is_package_data():
    """A file that is no module is in no wheel, unless `package-data` has it."""
    patterns = PROJECT["tool"]["setuptools"]["package-data"]
    listed = {
        file
        for package, globs in patterns.items()
        for one in globs
        for file in ROOT.joinpath(*package.split(".")).glob(one)
    }
    packages = [ROOT / name for name in (*PACKAGES, *PACKAGES.values())]
    there = {
        file
        for package in packages
        for file in package.rglob("*")
        if file.is_file() and file.suffix not in (".py", ".pyc", ".so", ".pyd") and file.name[0] != "."
    }
    assert {str(file.relative_to(ROOT)) for file in there ^ listed} == set()


def test_every_folder_of_modules_is_a_package():
    """`packages.find` takes folders with an `__init__.py` alone."""
    for top in PACKAGES:
        folders = {file.parent for file in (ROOT / top).rglob("*.py")}
        assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_modules_beside_the_packages_are_listed():
    beside = {file.stem for file in ROOT.glob("*.py")} - {"setup", "conftest"}
    assert beside == set(PROJECT["tool"]["setuptools"]["py-modules"])
