"""What `from theano.graph import *` brings: the names that it brought from the real library.

`star_names.txt` has, for each module, the names of the real one's `import *` (read from Theano-PyMC 1.1.2 and PyMC3
3.11.5) that a module of ours would leave out: names that load when they are first used, and modules below it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from importlib import resources
from types import ModuleType

from .legacy_modules import legacy_name


class StarNames:
    """`__all__` of a module: its own, and those of the table, read when an `import *` asks."""

    def __init__(self, name: str, module: ModuleType) -> None:
        self._name = name
        self._now: list[str] = []
        self._own: list[str] | None = vars(module).get("__all__")
        self._module = module

    def names(self) -> list[str]:
        own = [name for name in vars(self._module) if name[0] != "_"] if self._own is None else self._own
        return list(dict.fromkeys([*own, *_table()[self._name]]))

    def __getitem__(self, at: int) -> str:
        if at == 0:  # the first that an `import *` asks for
            self._now = self.names()
        return self._now[at]

    def __len__(self) -> int:
        return len(self.names())

    def __iter__(self) -> Iterator[str]:
        return iter(self.names())


def complete(module: ModuleType) -> None:
    """Have `import *` of one of our modules bring what it brought."""
    name = legacy_name(module.__name__)
    if name in _table() and not isinstance(vars(module).get("__all__"), StarNames):
        module.__all__ = StarNames(name, module)  # type: ignore[attr-defined]


@functools.cache
def _table() -> dict[str, list[str]]:
    lines = resources.files(__package__).joinpath("star_names.txt").read_text(encoding="utf-8").splitlines()
    return {module: names.split() for module, _, names in (line.partition(": ") for line in lines)}
