"""The repository's own modules: their text, by the names that documents import, and the folders to find them in.

Authors ran `pip install -e .`, set PYTHONPATH, or started Python at the top of the repository.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

IMPORTS = re.compile(r"^\s*(?:from|import)\s+\.*(\w+)", re.M)
IMPORT_LINE = re.compile(r"^\s*(?:from|import)\s+([^#\n]*)", re.M)
IMPORT = re.compile(r"^[ \t]*(?:from[ \t]+(\w+)[\w.]*[ \t]+import\b|import[ \t]+([^#\n]+))", re.M)

SOURCES = ("src", "source", "lib", "python", "code")
OTHERS = {*sys.stdlib_module_names, "theano", "pymc3", "numpy", "scipy", "pandas", "matplotlib", "arviz"}


@dataclass(frozen=True)
class OwnModules:
    """Modules of a repository. sources: each file's text, by its path below the top."""

    sources: Mapping[Path, str]

    def imported(self, texts: Iterable[str]) -> OwnModules:
        """Return those that one of these texts, or another module, imports."""
        wanted = {name for text in (*texts, *self.sources.values()) for name in IMPORTS.findall(text)}
        there = {path: text for path, text in self.sources.items() if set(path.with_suffix("").parts) & wanted}
        return OwnModules(there)

    @property
    def texts(self) -> dict[str, str]:
        """Return name -> text. A package's `__init__.py` has the package's name; files of one name are one text."""
        found: dict[str, str] = {}
        for path, text in self.sources.items():
            name = _name(path)
            found[name] = f"{found[name]}\n{text}" if name in found else text
        return found

    @property
    def names(self) -> set[str]:
        """Return all names that some folder of the repository makes importable."""
        return set(self._folders)

    @cached_property
    def _folders(self) -> dict[str, set[Path]]:
        """Map each name to the folders that it can be imported from. A folder at the top needs no `__init__.py`."""
        found: dict[str, set[Path]] = {}
        for path in self.sources:
            for folder in path.parents[:-1]:
                if folder.parent == Path() or folder / "__init__.py" in self.sources:
                    found.setdefault(folder.name, set()).add(folder.parent)
            found.setdefault(_name(path), set()).add(path.parent if path.name != "__init__.py" else path.parent.parent)
        return found

    def folders(self, text: str, folder: Path) -> dict[str, Path]:
        """Return imported name -> the folder that it is found in, for what a document in `folder` imports.

        What lies beside the document needs none. The nearest folder around it is taken first, else the one nearest to
        the top, of several there one for sources.
        """
        found = {}
        for name in imported_names(text):
            there = self._folders.get(name, set()) if name not in OTHERS else set()
            if there and folder not in there:
                around = [one for one in (folder, *folder.parents) if one in there]
                found[name] = around[0] if around else min(there, key=_from_the_top)
        return found


def imported_names(text: str) -> list[str]:
    """Return the first parts of the names that a text imports, each once."""
    found = []
    for name, several in IMPORT.findall(text):
        found += [name] if name else [one.split()[0].partition(".")[0] for one in several.split(",") if one.split()]
    return list(dict.fromkeys(found))


def imported_modules(text: str, name: str) -> list[str]:
    """Return the modules of a package that a text imports by their full names (`name.below`), each once."""
    found = re.findall(rf"^[ \t]*(?:from|import)[ \t]+({name}(?:\.\w+)+)\b", text, re.M)
    return list(dict.fromkeys(found))


def with_modules(source: str, modules: Mapping[str, str]) -> str:
    """Return the text of a program and of the modules that it imports, and these in turn."""
    left, seen, found = [source], set(), []
    while left:
        found.append(left.pop())
        for line in IMPORT_LINE.findall(found[-1]):
            names = [name for name in re.findall(r"\w+", line) if name in modules and name not in seen]
            seen.update(names)
            left += [modules[name] for name in names]
    return "\n".join(found)


def _from_the_top(folder: Path) -> tuple[int, bool, str]:
    return len(folder.parts), folder.name not in SOURCES, str(folder)


def _name(path: Path) -> str:
    return path.parent.name if path.name == "__init__.py" else path.stem


def search_path(folders: Iterable[Path], top: Path) -> tuple[str, ...]:
    """Return folders below `top` as entries of a search path, each once."""
    return tuple(dict.fromkeys(os.path.normpath(top / one) for one in folders))
