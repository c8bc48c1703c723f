"""All files of one run: read, translate, and write them if asked to."""

from __future__ import annotations

import difflib
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from theano_common.printing import printable
from theano_common.read_source import Unreadable, content

from ..atomic_write import write
from ..check.audit import StarExports
from ..check.names import coverage
from ..check.names.project import Project
from ..check.names.project_exports import survey
from ..check.source.source import Source, is_notebook, read
from .codes import Mark, Note, marks_in
from .translate import Translation, translated


class CannotWrite(Exception):
    """A translated file could not be written."""


@dataclass(frozen=True)
class Ported:
    """One file: `data` is its translation; `error` says why it was refused."""

    path: str
    data: bytes = b""
    changed: bool = False
    marks: tuple[Mark, ...] = ()
    notes: tuple[Note, ...] = ()
    diff: str = ""
    error: str = ""
    from_python_2: bool = False

    @property
    def outcome(self) -> str:
        """Return "refused", "marks", "translated" or "nothing to do"."""
        if self.error:
            return "refused"
        return "marks" if self.marks else "translated" if self.changed else "nothing to do"


def port(files: Sequence[Path]) -> list[Ported]:
    """Translate files, each with the exports of the others."""
    sources: dict[str, Source | str] = {}
    for path in files:
        try:
            sources[str(path)] = read(content(path), str(path))
        except Unreadable as error:
            sources[str(path)] = f"line {error.line}: {error.message}" if error.line > 1 else error.message
    texts = [(path, source.text) for path, source in sources.items() if isinstance(source, Source)]
    project = survey(texts, StarExports(coverage.installed()))
    return [
        Ported(path, error=source) if isinstance(source, str) else ported(source, project)
        for path, source in sources.items()
    ]


def ported(source: Source, project: Project) -> Ported:
    """Translate one source; unreadable cells are refused, since what they define would be unknown."""
    if source.broken:
        first = source.broken[0]
        cell, line = source.where(first.line)
        return Ported(source.path, source.data, error=f"cell {cell}, line {line}: {first.message}")
    try:
        made = translated(source.text, source.path, project)
    except Unreadable as error:
        return Ported(source.path, source.data, error=f"line {error.line}: {error.message}")
    data = source.written(made.text) if made.text != source.text else source.data
    if made.text != source.text and data == source.data:
        return Ported(source.path, source.data, error="its cells could not be put back where they were")
    return Ported(
        source.path,
        data,
        data != source.data,
        _marks(source, made, data),
        _notes(source, made),
        _diff(source, data),
        from_python_2=made.from_python_2,
    )


def _marks(source: Source, made: Translation, data: bytes) -> tuple[Mark, ...]:
    if not is_notebook(source.path):
        return made.marks
    new = read(data, source.path)
    found = []
    for one in marks_in(new.text):
        cell, line = new.where(one.line)
        found.append(replace(one, line=line, cell=cell))
    return tuple(found)


def _notes(source: Source, made: Translation) -> tuple[Note, ...]:
    found = []
    for one in made.notes:
        cell, line = source.where(one.line)
        found.append(replace(one, line=line, cell=cell))
    return tuple(found)


def _diff(source: Source, data: bytes) -> str:
    if data == source.data:
        return ""
    new = read(data, source.path)
    old_lines, new_lines = (
        source.shown(source.text).splitlines(keepends=True),
        new.shown(new.text).splitlines(keepends=True),
    )
    path = printable(source.path)
    return "".join(difflib.unified_diff(old_lines, new_lines, path, path + " (ported)"))


def write_all(done: Sequence[Ported], into: Path | None) -> list[str]:
    """Write the translations, in place or into a folder, and return their paths. Raises CannotWrite."""
    written = []
    top = os.path.commonpath([os.path.dirname(os.path.abspath(one.path)) for one in done]) if done else ""
    for one in done:
        if one.error or (into is None and not one.changed):
            continue
        path = Path(one.path) if into is None else into / os.path.relpath(os.path.abspath(one.path), top)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, one.data)
        except OSError as error:
            raise CannotWrite(f"{path} could not be written: {error.strerror or error}") from None
        written.append(str(path))
    return written
