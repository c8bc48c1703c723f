"""The exports of a project's modules, collected before any of them is audited."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from theano_common.python_2_source import understood
from theano_common.read_source import Unreadable

from ..own_faults import deep, own_faults
from .module import Module
from .project import Exports, Project, roots_of, without_suffix
from .resolve import resolve

LEGACY = re.compile(r"\b(theano|pymc3?|exoplanet|lasagne|keras|compat)\b")
IMPORTED = re.compile(r"^[ \t]*(?:from|import)\b([^\n(#]*(?:\([^)]*\))?)", re.MULTILINE)
BY_TEXT = re.compile(r"\b(?:import_module|__import__)\(\s*['\"]([\w.]+)['\"]")
NOTHING = Exports()


@dataclass(frozen=True)
class Glance:
    """A file without parsing: the words of its imports, and whether it names an old library."""

    words: frozenset[str]
    speaks: bool


def glance(text: str) -> Glance:
    """Look at a file without parsing it."""
    words = frozenset(re.findall(r"\w+", " ".join([*IMPORTED.findall(text), *BY_TEXT.findall(text)])))
    return Glance(words, LEGACY.search(text) is not None)


def blank(paths: Iterable[str], star_exports: Callable[[str, str], bool]) -> Project:
    """Return the project of which only the files are known."""
    given = list(paths)
    return Project(dict.fromkeys(map(without_suffix, given), NOTHING), roots_of(given), star_exports)


def known(project: Project, exports: Mapping[str, Exports]) -> Project:
    """Return the project with the exports of these files; all others pass nothing on."""
    found = {without_suffix(path): one for path, one in exports.items()}
    return replace(project, modules={**project.modules, **found}, telling=frozenset(found))


def survey(files: Iterable[tuple[str, str]], star_exports: Callable[[str, str], bool]) -> Project:
    """Return the project of files, (path, text)."""
    texts = dict(files)
    project = blank(texts, star_exports)
    telling = handing_on({path: glance(text) for path, text in texts.items()})
    return known(project, {path: exports_of(path, texts[path], project) for path in telling})


def handing_on(glances: Mapping[str, Glance]) -> set[str]:
    """Return the files that can pass a legacy name on: they name the old libraries, or may import a file that does."""
    found = {path for path, seen in glances.items() if seen.speaks}
    new = found
    while new:
        names = {name for path in new for name in _names_of(path)}
        new = {path for path, seen in glances.items() if path not in found and seen.words & names}
        found = found | new
    return found


def _names_of(path: str) -> tuple[str, ...]:
    """Return the names by which an import can mean this file."""
    folder, name = os.path.split(without_suffix(path))
    return (name, os.path.basename(folder)) if name == "__init__" else (name,)


def exports_of(path: str, text: str, project: Project) -> Exports:
    """Return the exports of one module, in names that are not yet followed through the others."""
    try:
        with own_faults(), deep():
            tree, old = understood(text.removeprefix("\ufeff"))
            return resolve(Module(path, old.after if old else text, tree), project.star_exports, project)
    except Unreadable:
        return NOTHING
