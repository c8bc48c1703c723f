"""theano-compat run --report FILE SCRIPT: which legacy names a run really used, and where; as JSON.

During a recorded run, our modules, and those with restored names, get a class that counts the attributes that the
user's code reads. A run without a report pays nothing. Only names of modules are counted, not of classes and values,
and only in this process. For `from theano.tensor import *` the import is recorded, not which of its names are used.
"""

from __future__ import annotations

import builtins
import importlib
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import theano_compat
import theano_environment
from theano_common.system.files import write_whole
from theano_common.system.machine import description
from theano_common.users_lines import is_users

from . import installation
from .graph.fallbacks import Fallback, chosen, compiled, fallbacks
from .importing import legacy_finder, legacy_modules

VERSION = 1
MOST_PLACES = 200  # for each name
_LEGACY = legacy_modules.PLACES
_BELOW = tuple(f"{place}." for place in _LEGACY)
# Names of `compat` that Theano did not have.
_OURS = frozenset({*theano_compat._OURS, "compat_version", "pymc3", "legacy_environment"}) - {"config"}

Place = tuple[str, int]


class Record:
    """Counts of reads by name and place."""

    def __init__(self) -> None:
        self.used: dict[str, Counter[Place]] = {}
        self.missing: dict[str, Counter[Place]] = {}
        self._recorded: dict[ModuleType, type] = {}  # with the class it had
        self._undo: list[Callable[[], None]] = []
        self._given_back: dict[ModuleType, set[str]] = {}
        self._known = 0

    def begin(self) -> None:
        """Record modules that are imported from now on."""
        for owner, name in ((builtins, "__import__"), (importlib, "import_module")):
            real = getattr(owner, name)
            setattr(owner, name, self._importing(real))
            self._undo.append(partial(setattr, owner, name, real))

    def end(self) -> None:
        for undo in reversed(self._undo):
            undo()
        for module, kind in self._recorded.items():
            module.__class__ = kind

    def _importing(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def import_(name: str, *arguments: Any, **keywords: Any) -> Any:
            module = real(name, *arguments, **keywords)
            root = name.partition(".")[0]
            if root in ("theano", "pymc3", "compat", "theano_compat"):
                self._imported(name, sys._getframe(1))
            if isinstance(module, ModuleType):
                self._follow(module)
            self._follow_given_back()
            return module

        return import_

    def _imported(self, name: str, frame: FrameType) -> None:
        module = sys.modules.get(name)
        place = _place(frame)
        if place is not None and module is not None and legacy_finder.is_ours(module):
            self._count(self.used, legacy_name(module.__name__), place)

    def _follow_given_back(self) -> None:
        """Record the libraries that got restored names since the last import."""
        restored = theano_environment.restored()
        for owner, row in restored[self._known :]:
            if isinstance(owner, ModuleType):
                names = self._given_back.setdefault(owner, set())
                names.add(row.name)
                if owner not in self._recorded:
                    self._record(owner, row.owner, names)
        self._known = len(restored)

    def _follow(self, module: ModuleType) -> None:
        name = getattr(module, "__name__", "")
        if module not in self._recorded and (name in ("theano_compat", *_LEGACY) or name.startswith(_BELOW)):
            self._record(module, legacy_name(name))

    def _record(self, module: ModuleType, name: str, names: set[str] | None = None) -> None:
        """Count reads of `module`: of all names, or of these."""
        record, kind = self, type(module)

        class Recorded(kind):  # type: ignore[misc,valid-type]
            def __getattribute__(self, attribute: str) -> Any:
                try:
                    value = kind.__getattribute__(self, attribute)
                except (AttributeError, ImportError):
                    record._read(record.missing, name, attribute, names)
                    raise
                if names is None and isinstance(value, ModuleType):
                    record._follow(value)
                record._read(record.used, name, attribute, names)
                return value

            def __reduce__(self) -> tuple[Any, ...]:  # cloudpickle stores modules by name
                return _imported, (self.__name__,)

        try:
            module.__class__ = Recorded
        except TypeError:  # a module in C, whose layout allows no other class
            kind = ModuleType
        self._recorded[module] = kind

    def _read(self, counts: dict[str, Counter[Place]], module: str, attribute: str, names: set[str] | None) -> None:
        if attribute.startswith("__") or (names is not None and attribute not in names):
            return
        place = _place(sys._getframe(2))
        if place is not None and not (module == "theano" and attribute in _OURS):
            self._count(counts, f"{module}.{attribute}", place)

    def _count(self, counts: dict[str, Counter[Place]], name: str, place: Place) -> None:
        places = counts.setdefault(name, Counter())
        if place in places or len(places) < MOST_PLACES:
            places[place] += 1


def _imported(name: str) -> ModuleType:
    return importlib.import_module(name)


@contextmanager
def recorded(path: str, arguments: list[str]) -> Iterator[None]:
    """Record the run inside the block; write the report however it ends."""
    record, ended = Record(), "normally"
    installation.install()
    record.begin()
    try:
        yield
    except SystemExit as stop:
        ended = "normally" if stop.code in (None, 0) else f"exit {stop.code}"
        raise
    except BaseException as error:
        ended = f"{type(error).__name__}: {error}"
        raise
    finally:
        record.end()
        write(path, document(record, arguments, ended))


def document(record: Record, arguments: list[str], ended: str) -> dict[str, Any]:
    """Return the report as JSON data."""
    return {
        "version": VERSION,
        "arguments": arguments,
        "ended": ended,
        "versions": versions(),
        "names": _rows(record.used),
        "missing": _rows(record.missing),
        "compiled": compiled(),
        "in_python": _where(fallbacks()),
        "by_choice": _where(chosen()),
        "environment": [
            {"name": name, "note": note, "used": sum(record.used.get(name, Counter()).values())}
            for name, note in sorted(theano_environment.report().items())
        ],
    }


def _where(found: dict[Fallback, int]) -> list[dict[str, Any]]:
    return [
        {"reason": one.reason, "path": _path(one.filename), "line": one.line, "times": n} for one, n in found.items()
    ]


def versions() -> dict[str, str]:
    """Return the versions of Python, the libraries and ourselves."""
    from importlib.metadata import PackageNotFoundError, version

    found = {"python": sys.version.split()[0], "platform": description()}
    for name in ("theano-compat", "numpy", "scipy", "jax", "nutpie"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def write(path: str, report: dict[str, Any]) -> None:
    """Write the report, whole or not at all."""
    write_whole(Path(path).absolute(), (json.dumps(report, indent=1) + "\n").encode(), mode=0o600)


def legacy_name(module: str) -> str:
    """Return the name of a module in the old libraries."""
    name = legacy_modules.legacy_name(module)
    root, dot, rest = name.partition(".")
    return f"theano{dot}{rest}" if root == "theano_compat" else name


def _rows(counts: dict[str, Counter[Place]]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "count": sum(places.values()),
            "uses": [{"path": _path(path), "line": line, "count": n} for (path, line), n in places.items()],
        }
        for name, places in sorted(counts.items())
    ]


def _place(frame: FrameType) -> Place | None:
    """Return the place in the user's code; None where Python, a library or our own code reads."""
    return (frame.f_code.co_filename, frame.f_lineno) if is_users(frame) else None


def _path(path: str) -> str:
    return path if path.startswith("<") or not path else os.path.abspath(path)
