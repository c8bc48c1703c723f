"""What collections.toml says of each collection of notebooks, and the folder with its files and what they import."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from tests.clients.environments import Environment, environment
from tests.clients.recipes import Recipe

FILE = Path(__file__).with_name("collections.toml")
FETCHED = ("package", "archive", "repository", "commit", "files")  # words of a collection that say what is fetched


@functools.cache
def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def every() -> dict[str, Any]:
    """Return what the file says of each collection, by its name."""
    return {name: given for name, given in _file().items() if name != "packages"}


def place(name: str) -> Environment:
    """Return a collection's folder, beside the packages of all of them, made at the first call. Raises CannotMake."""
    packages = tuple(_file()["packages"])
    imported = Recipe("gallery", package=packages[0], packages=packages)  # one folder for all collections
    return replace(environment(Recipe(name, **_fetched(every()[name]))), site=environment(imported).site)


def flags(collection: dict[str, Any], path: str) -> str:
    """Return the THEANO_FLAGS of a notebook of a collection."""
    return next((f for p, f in collection.get("flags", {}).items() if fnmatchcase(path, p)), "")


def _fetched(given: dict[str, Any]) -> dict[str, Any]:
    """What a recipe says of a collection: git leaves out the files that are absent."""
    words = {word: given[word] for word in FETCHED if word in given}
    if files := [*given.get("files", ()), *(f":(exclude){file}" for file in given.get("absent", ()))]:
        words["files"] = tuple(files)
    return words
