"""What is to be run of a client: `<name>/recipe.toml`, read into one frozen object."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Script:
    """A program that must come to its end: the client's, or one beside its recipe. limit: seconds of the clock.

    runner: a program beside the recipe that is given the script and its arguments, where it wants data, and leaves
    numbers. numbers: the file beside the recipe with those of the real library, lists by name; ours must be within
    `within` of them, of their size where that is more than 1.
    """

    file: str
    arguments: tuple[str, ...] = ()
    limit: int = 600
    runner: str = ""
    numbers: str = ""
    within: float = 0.0

    @property
    def name(self) -> str:
        """What its outcome is called."""
        return " ".join([self.file, *self.arguments])


@dataclass(frozen=True)
class Library:
    """A C library of a repository that the client's build links: built by cmake. files: as `Recipe.files`."""

    repository: str
    commit: str
    files: tuple[str, ...] = ()
    cmake: tuple[str, ...] = ()


@dataclass(frozen=True)
class Real:
    """How the same is run on the real library. oracle: of `fixtures/oracles.py`; the others: as those of `Recipe`."""

    oracle: str
    packages: tuple[str, ...] = ()
    built_here: tuple[str, ...] = ()
    built_with: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recipe:
    """One client.

    package: a requirement of the package index, `name==version`; archive: "wheel", or "sdist" where only that has the
    tests. repository, commit: instead of those; files: the parts of it that are taken (default: all).
    packages: what else it imports, installed without dependencies in a folder of the client's own, before what our
    environment has; unbuilt: source distributions whose compiled parts, which do not build any more, nobody needs, and
    repositories, `OWNER/NAME@COMMIT`, that were never released: their packages are taken as they are.
    build: it has compiled parts, or must be known to importlib.metadata. built_here: source distributions that are
    compiled beside what our environment has, NumPy above all, as their wheels were made for NumPy 1; the client then
    is, too. built_with: with what these and the client are built there. libraries: C libraries that the client's build
    finds and links, where the machine's own are too new. path: folders of its source that are put on
    the path. folder: where tests and scripts are run. tests: what pytest is given; scripts: what is run. options:
    further ones of pytest; `-p NAME` takes a file beside the recipe. flags: THEANO_FLAGS. python_2: its source is
    Python 2. seconds: a test's limit, of the processor's time. not_there: why there is no run on the real library.
    sample: `make test` runs it too.
    """

    name: str
    package: str = ""
    archive: str = "wheel"
    repository: str = ""
    commit: str = ""
    files: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    unbuilt: tuple[str, ...] = ()
    build: bool = False
    built_here: tuple[str, ...] = ()
    built_with: tuple[str, ...] = ()
    libraries: tuple[Library, ...] = ()
    path: tuple[str, ...] = (".",)
    folder: str = "."
    tests: tuple[str, ...] = ()
    scripts: tuple[Script, ...] = ()
    options: tuple[str, ...] = ()
    flags: str = ""
    environment: tuple[tuple[str, str], ...] = ()
    commands: bool = False
    python_2: bool = False
    seconds: int = 120
    sample: bool = False
    real: Real | None = None
    not_there: str = ""

    @property
    def title(self) -> str:
        """The client and its version."""
        return self.package.replace("==", " ") if self.package else f"{self.repository} {self.commit}"

    def key(self, side: Recipe | Real) -> str:
        """Eight letters for all that its folder beside ours, or beside the real library, is made of."""
        fetched = (self.package, self.archive, self.repository, self.commit, self.files)
        built = [part for part in (side.built_here, side.built_with, self.libraries) if part]
        whole = (*fetched, self.unbuilt, self.build, *built, side.packages)
        return hashlib.sha256(repr(whole).encode()).hexdigest()[:8]


def names() -> list[str]:
    """Return the clients that have a recipe."""
    return sorted(p.parent.name for p in HERE.glob("*/recipe.toml"))


def read(name: str) -> Recipe:
    """Return a client's recipe. ValueError for a word that no recipe has."""
    path = HERE / name / "recipe.toml"
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    if unknown := given.keys() - {f.name for f in fields(Recipe)}:
        raise ValueError(f"{path}: no recipe has {', '.join(sorted(unknown))}")
    if bool(given.get("package")) == bool(given.get("repository")):
        raise ValueError(f"{path}: a recipe has either a package or a repository")
    return Recipe(name=name, **{word: _frozen(word, value) for word, value in given.items()})


def _frozen(word: str, value: Any) -> Any:
    if word == "scripts":
        return tuple(Script(**{k: _frozen(k, v) for k, v in script.items()}) for script in value)
    if word == "libraries":
        return tuple(Library(**{k: _frozen(k, v) for k, v in library.items()}) for library in value)
    if word == "real":
        return Real(**{k: _frozen(k, v) for k, v in value.items()})
    if word == "environment":
        return tuple(sorted(value.items()))
    return tuple(value) if isinstance(value, list) else value
