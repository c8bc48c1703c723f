"""What the modules of a project export: read before any of them is audited."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping

from migrate.check.names.module import Module
from migrate.check.names.project import Exports, Project, roots_of, without_suffix
from migrate.check.names.resolve import resolve
from migrate.check.source.python_2 import understood
from migrate.check.source.read_source import Unreadable

LEGACY = re.compile(r"\b(theano|pymc3?|exoplanet|lasagne|keras|compat)\b")
IMPORTED = re.compile(r"^[ \t]*(?:from|import)\b([^\n(]*(?:\([^)]*\))?)", re.MULTILINE)
NOTHING = Exports()


def survey(files: Iterable[tuple[str, str]], star_exports: Callable[[str, str], bool]) -> Project:
    """The project that (path, text) of its files make; a file that cannot be parsed exports nothing."""
    texts = dict(files)
    blank = Project(dict.fromkeys(map(without_suffix, texts), NOTHING), roots_of(texts), star_exports)
    telling = handing_on(texts)
    found = {without_suffix(path): exports_of(path, text, blank) if path in telling else NOTHING
             for path, text in texts.items()}  # fmt: skip
    return Project(found, blank.roots, star_exports)


def handing_on(texts: Mapping[str, str]) -> set[str]:
    """The files that can hand a legacy name on: they speak of the old libraries, or may import one that does."""
    words = {path: set(re.findall(r"\w+", " ".join(IMPORTED.findall(text)))) for path, text in texts.items()}
    found = {path for path, text in texts.items() if LEGACY.search(text)}
    new = found
    while new:
        names = {name for path in new for name in _names_of(path)}
        new = {path for path in texts if path not in found and words[path] & names}
        found = found | new
    return found


def _names_of(path: str) -> tuple[str, ...]:
    """By which an import can mean this file."""
    folder, name = os.path.split(without_suffix(path))
    return (name, os.path.basename(folder)) if name == "__init__" else (name,)


def exports_of(path: str, text: str, project: Project) -> Exports:
    """What one module exports, in names that are not followed through the others yet."""
    try:
        tree, old = understood(text.removeprefix("\ufeff"))
        module = Module(path, old.after if old else text, tree)
        return resolve(module, project.star_exports, project)
    except (Unreadable, RecursionError):
        return NOTHING
