"""The table of all univariate distributions: the entries in the files of `univariate/`.

A file is imported when one of its entries is asked for, as `univariate_names.py` lists them. Files that it does not
list are imported at once.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping

from . import univariate
from .spec import DistributionSpec
from .univariate_names import CONTINUOUS, DISCRETE


def files() -> list[str]:
    """Return the names of the files that hold entries."""
    return sorted(file.name for file in pkgutil.iter_modules(univariate.__path__) if file.name[0] != "_")


def entries(file: str) -> dict[str, DistributionSpec]:
    """Return the entries of a file by name."""
    module = importlib.import_module(f"{univariate.__name__}.{file}")
    return {entry.name: entry for entry in vars(module).values() if isinstance(entry, DistributionSpec)}


class _Specs(Mapping[str, DistributionSpec]):
    """The entries by name."""

    def __init__(self) -> None:
        self._read: set[str] = set()
        self._found: dict[str, DistributionSpec] = {}
        for file in sorted({*files()} - {*CONTINUOUS, *DISCRETE}):
            self._read_file(file)

    def _read_file(self, file: str) -> None:
        if file in self._read:
            return
        for name, entry in entries(file).items():
            if self._found.setdefault(name, entry) is not entry:
                raise ValueError(f"two distributions are called {name}; one is in {file}.py")
        self._read.add(file)

    def __getitem__(self, name: str) -> DistributionSpec:
        if name not in self._found:
            for names in (CONTINUOUS, DISCRETE):
                for file, there in names.items():
                    if name in there:
                        self._read_file(file)
        if name not in self._found:  # a new file, or none
            for file in files():
                self._read_file(file)
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(name for file in files() for name in entries(file)))  # always in the same order

    def __len__(self) -> int:
        return len(list(iter(self)))

    def read(self) -> Mapping[str, DistributionSpec]:
        """Return the entries that have been imported."""
        return self._found


SPECS = _Specs()


def by_name(discrete: bool) -> dict[str, str]:
    """Return the names of all discrete, or all continuous, distributions, each with that of its entry."""
    found = {
        name: own for file in (DISCRETE if discrete else CONTINUOUS).values() for own in file for name in file[own]
    }
    return found | {
        name: spec.name
        for spec in SPECS.read().values()
        if spec.discrete == discrete
        for name in (spec.name, *spec.other_names)
    }


__all__ = ["SPECS", "by_name", "entries", "files"]
