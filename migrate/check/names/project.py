"""The project around a file: the exports of its modules, so that names are followed through re-exports.

A module of the project is named by its path without suffix, "%pkg/backend"; "%pkg/backend.T" is what that module
calls T, whatever dotted name it is imported by.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

Names = frozenset[str]
UNKNOWN: Names = frozenset()
MARK = "%"
SERVED = frozenset({"theano", "pymc3"})  # the shim serves these, whatever is in the project
# Modules that Python 3.11 to 3.13 all have, so that importing from them succeeds.
STAYING = sys.stdlib_module_names - {
    *("imp", "distutils", "asyncore", "asynchat", "smtpd", "cgi", "cgitb", "pipes", "crypt", "imghdr", "sndhdr"),
}
LIBRARIES = frozenset({"theano", "pymc3", "numpy", "scipy", "pandas"})  # these win against a module in the same package


@dataclass(frozen=True)
class Exports:
    """The top-level bindings of a module, with its functions and classes, in names not yet followed."""

    names: Mapping[str, Names] = field(default_factory=dict)
    stars: tuple[str, ...] = ()  # modules that it star-imports
    returns: Mapping[str, Names] = field(default_factory=dict)  # "%path.f" -> the result of calling it
    bases: Mapping[str, Names] = field(default_factory=dict)  # "%path.Class" -> its bases
    attributes: Mapping[str, Names] = field(default_factory=dict)  # "%path.Class.x" -> the values assigned to self.x
    members: Mapping[str, Names] = field(default_factory=dict)  # "%path.Class" -> what its body binds and self gets


@dataclass(frozen=True)
class Project:
    """`modules`: by path without suffix (a package by its `__init__`); `roots`: folders from which imports start."""

    modules: Mapping[str, Exports] = field(default_factory=dict)
    roots: tuple[str, ...] = ()
    star_exports: Callable[[str, str], bool] = lambda module, name: False
    telling: frozenset[str] = frozenset()  # modules that legacy names may come from, named as in `modules`

    @cached_property
    def _by_folder(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for module in self.modules:
            folder, name = os.path.split(module)
            if name == "__init__":
                folder, name = os.path.split(folder)
            found.setdefault(folder, set()).add(name)
        return {folder: frozenset(names) for folder, names in found.items()}

    def beside(self, path: str) -> frozenset[str]:
        """Return the modules and packages in the folder of a file."""
        return self._by_folder.get(os.path.dirname(os.path.normpath(path)), frozenset())

    def digest(self) -> str:
        """Return a digest of everything that an audit of one of its files may look up here."""

        def sorted_(part: Mapping[str, Names]) -> list[tuple[str, list[str]]]:
            return sorted((name, sorted(value)) for name, value in part.items())

        origins = [
            (path, e.stars, *map(sorted_, (e.names, e.returns, e.bases, e.attributes, e.members)))
            for path, e in sorted(self.modules.items())
        ]
        return hashlib.sha256(repr((origins, self.roots, sorted(self.telling))).encode()).hexdigest()

    def find(self, importer: str, dotted: str, level: int) -> str | None:
        """Return the project's module that `import dotted` means in the file `importer`, as "%path"."""
        folder = os.path.dirname(importer)
        if level:
            for _ in range(level - 1):
                folder = _above(folder)
            return self._below(folder, dotted)
        if dotted.partition(".")[0] in SERVED:
            return None
        if self.is_package(folder):
            return self._first(self.roots, dotted, importer) or self.sibling(importer, dotted)
        return self._first((folder, *self.roots), dotted, importer)

    def sibling(self, importer: str, dotted: str) -> str | None:
        """Return the module beside a file of a package that only Python 2 finds for `import dotted`.

        A name that the standard library has too means that library, as in Python 3.
        """
        folder = os.path.dirname(importer)
        root = dotted.partition(".")[0]
        if not self.is_package(folder) or root in LIBRARIES or root in STAYING:
            return None
        return None if self._first(self.roots, dotted, importer) else self._first((folder,), dotted, importer)

    def named_as_the_library(self, importer: str) -> frozenset[str]:
        """Return the libraries after which a file beside `importer` is named."""
        folder = os.path.dirname(importer)
        return frozenset(name for name in SERVED if os.path.normpath(os.path.join(folder, name)) in self.modules)

    def is_package(self, folder: str) -> bool:
        return os.path.normpath(os.path.join(folder, "__init__")) in self.modules

    def _first(self, starts: Iterable[str], dotted: str, importer: str) -> str | None:
        found = (self._below(start, dotted) for start in starts)
        own = MARK + without_suffix(importer).replace(".", "·")
        return next((one for one in found if one is not None and one != own), None)

    def _below(self, start: str, dotted: str) -> str | None:
        tail = dotted.replace(".", "/")
        path = os.path.normpath(os.path.join(start, tail)) if tail else os.path.normpath(start)
        for candidate in (path, os.path.normpath(os.path.join(path, "__init__"))):
            if candidate in self.modules:
                return MARK + candidate.replace(".", "·")
        return None

    def member(self, module: str, name: str, seen: frozenset[str] = frozenset()) -> Names:
        """Return what `name` of a module of the project stands for: outside names, values, or its own definitions."""
        own = f"{module}.{name}"
        if own in seen:
            return UNKNOWN
        seen |= {own}
        path = module.removeprefix(MARK).replace("·", ".")
        exports = self.modules.get(path)
        if exports is None:
            return frozenset({own})
        if exports.names.get(name):
            origins = exports.names[name]
            return self.followed(origins - {own}, seen) | (origins & {own})  # its own functions and classes end here
        below = os.path.join(os.path.dirname(path), name)
        for candidate in (below, os.path.join(below, "__init__")):
            if os.path.basename(path) == "__init__" and candidate in self.modules:
                return frozenset({MARK + candidate.replace(".", "·")})
        for star in reversed(exports.stars):
            if star.startswith(MARK):
                found = self.member(star, name, seen)
                if found and found != {f"{star}.{name}"}:
                    return found
            elif self.star_exports(star, name):
                return frozenset({f"{star}.{name}"})
        return frozenset({own})

    def followed(self, names: Iterable[str], seen: frozenset[str] = frozenset()) -> Names:
        """Follow every name that leads into the project to its end."""
        out: set[str] = set()
        for name in names:
            if not name.startswith(MARK) or "." not in name:
                out.add(name)
                continue
            module, _, rest = name.partition(".")
            first, _, rest = rest.partition(".")
            for found in self.member(module, first, seen):
                if found == f"{module}.{first}":
                    out.add(name)
                else:
                    out |= self.followed([f"{found}.{rest}"], seen) if rest else {found}
        return frozenset(out)

    def returned(self, function: str) -> Names | None:
        """Return the result of calling "%path.f", if it is known."""
        exports = self._of(function)
        return self.followed(exports.returns[function]) if exports and function in exports.returns else None

    def bases(self, cls: str) -> Names:
        exports = self._of(cls)
        return self.followed(exports.bases.get(cls, UNKNOWN)) if exports else UNKNOWN

    def members(self, cls: str) -> Names:
        """Return the names that "%path.Class" binds in its body or on self, without inherited ones."""
        exports = self._of(cls)
        return exports.members.get(cls, UNKNOWN) if exports else UNKNOWN

    @cached_property
    def inherited(self) -> Names:
        """Return the classes of the project that another of its classes inherits from."""
        return frozenset(
            base
            for exports in self.modules.values()
            for bases in exports.bases.values()
            for base in self.followed(bases)
            if base.startswith(MARK)
        )

    def is_class(self, name: str) -> bool:
        exports = self._of(name)
        return exports is not None and name in exports.bases

    def attribute(self, cls: str, name: str) -> Names:
        """Return what `name` of an instance of "%path.Class" stands for, by its methods' assignments to self."""
        exports = self._of(cls)
        return self.followed(exports.attributes.get(f"{cls}.{name}", UNKNOWN)) if exports else UNKNOWN

    def _of(self, name: str) -> Exports | None:
        return self.modules.get(name.partition(".")[0].removeprefix(MARK).replace("·", "."))


EMPTY = Project()


def roots_of(paths: Iterable[str]) -> tuple[str, ...]:
    """Return the folders from which absolute imports start: above each topmost package, and its `src`."""
    packages = {os.path.normpath(os.path.dirname(path)) for path in paths if os.path.basename(path) == "__init__.py"}
    return tuple(sorted({_above(package) for package in packages} - packages))


def _above(folder: str) -> str:
    """Return the folder above a folder inside a package, ".." for "."."""
    return os.path.normpath(os.path.join(folder, ".."))


def without_suffix(path: str) -> str:
    """Return a path without its suffix."""
    return os.path.splitext(os.path.normpath(path))[0]
