"""All files of one run: audited, and fixed where that is asked for."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from migrate.check.audit import Asked, Audit, audit_source, carried_out, star_exports, unread
from migrate.check.names.survey import survey
from migrate.check.source.read_source import Unreadable, content
from migrate.check.source.source import read
from migrate.whole_file import write

NOTHING: Mapping[Path, bytes] = {}


class CannotWrite(Exception):
    """A fixed file could not be written."""


@dataclass(frozen=True)
class Fixing:
    """Whether fixes are carried out (`fix`) or shown (`diff`), and whether the unsafe ones too."""

    fix: bool = False
    diff: bool = False
    unsafe: bool = False


@dataclass(frozen=True)
class Result:
    """The audit of a file, after its fixes where they were carried out; `diff` where they were shown."""

    audit: Audit
    diff: str = ""
    fixes: int = 0  # carried out, or shown
    refused: bool = False  # whether fixes were left out because the result would not parse


def every_file(files: Sequence[Path], asked: Asked, fixing: Fixing,
               given: Mapping[Path, bytes] = NOTHING) -> Iterator[Result]:  # fmt: skip
    """Every file in its turn, each with what the others export; `given` has those that are not to be opened."""
    asked = replace(asked, project=survey(_texts(files, given), star_exports(asked.coverage)))
    for path in files:
        yield _one(path, asked, fixing, given)


def _texts(files: Sequence[Path], given: Mapping[Path, bytes]) -> Iterator[tuple[str, str]]:
    for path in files:
        with suppress(Unreadable):
            yield str(path), read(_content(path, given), str(path)).text


def _content(path: Path, given: Mapping[Path, bytes]) -> bytes:
    """What is in the file; raises Unreadable."""
    return given[path] if path in given else content(path)


def _one(path: Path, asked: Asked, fixing: Fixing, given: Mapping[Path, bytes]) -> Result:
    try:
        source = read(_content(path, given), str(path))
    except Unreadable as error:
        return Result(unread(str(path), error))
    first = audit_source(source, asked)
    if not (fixing.fix or fixing.diff):
        return Result(first)
    done = carried_out(source, asked, fixing.unsafe)
    text = done.text
    if text == source.text:
        return Result(first, refused=done.refused)
    if fixing.diff:
        diff = _diff(source.shown(source.text), source.shown(text), str(path))
        return Result(first, diff, done.count, done.refused)
    data = source.written(text)
    if data == source.data:
        return Result(first, refused=True)
    try:
        write(path, data)
    except OSError as error:
        raise CannotWrite(f"{path} could not be written: {error.strerror or error}") from None
    return Result(audit_source(read(data, str(path)), asked), "", done.count, done.refused)


def _diff(before: str, after: str, path: str) -> str:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return "".join(difflib.unified_diff(old, new, path, path + " (fixed)"))
