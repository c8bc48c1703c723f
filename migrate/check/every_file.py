"""All files of a run: audit them, and fix them if asked to."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from theano_common.printing import printable
from theano_common.read_source import Unreadable, content

from ..atomic_write import write
from .audit import NOT_PARSED, Asked, Audit, StarExports, audit_source, carried_out, unread
from .audit_cache import NOTHING_KEPT, Kept, digest_of
from .names.project import Exports, Project
from .names.project_exports import Glance, blank, exports_of, glance, handing_on, known
from .own_faults import own_faults
from .process_pool import in_order
from .source.imported_files import imported
from .source.source import read

NOTHING: Mapping[Path, bytes] = {}


class CannotWrite(Exception):
    """A fixed file could not be written."""


@dataclass(frozen=True)
class Fixing:
    """Whether fixes are applied (`fix`) or shown (`diff`), including unsafe ones or not."""

    fix: bool = False
    diff: bool = False
    unsafe: bool = False


@dataclass(frozen=True)
class Result:
    """The audit of a file, after any applied fixes; `diff` if they were shown."""

    audit: Audit
    diff: str = ""
    fixes: int = 0  # applied or shown
    left_out: str = ""  # the reason why fixes were left out
    asked_for: bool = True  # False if it is only imported by a file that was named


def every_file(
    files: Sequence[Path],
    asked: Asked,
    fixing: Fixing,
    given: Mapping[Path, bytes] = NOTHING,
    processes: int = 1,
    kept: Kept = NOTHING_KEPT,
) -> Iterator[Result]:
    """Yield the result of every file, given the exports of the others; then of the files that they import.

    `given` has the content of files that are not to be opened; `kept` is the cache.
    """
    glances: dict[str, Glance] = {}
    digests: dict[str, str] = {}

    def words_of(path: Path) -> frozenset[str] | None:
        try:
            data = _content(path, given)
            glances[str(path)], digests[str(path)] = glance(read(data, str(path)).text), digest_of(data)
        except Unreadable:
            return None
        return glances[str(path)].words

    words = {str(path): found for path in files if (found := words_of(path)) is not None}
    beside = imported(words, words_of)
    asked = replace(asked, project=_project(glances, digests, asked, given, processes, kept))
    yield from _in_turn(files, asked, fixing, given, processes, kept)
    for result in _in_turn(beside, asked, Fixing(), given, processes, kept):
        yield replace(result, asked_for=False)


def _in_turn(
    files: Sequence[Path], asked: Asked, fixing: Fixing, given: Mapping[Path, bytes], processes: int, kept: Kept
) -> Iterator[Result]:
    if fixing.fix or fixing.diff:
        kept = NOTHING_KEPT
    about = kept.about(asked)
    found = {path: _from_before(path, given, kept, about) for path in files} if kept else {}
    left = [path for path in files if found.get(path) is None]
    done = in_order(_one, (asked, fixing, given), left, processes)
    for path in files:
        if (audit := found.get(path)) is not None:
            yield Result(audit)
            continue
        digest, result = next(done)
        kept.put_audit(about, str(path), digest, result.audit)
        yield result


def _from_before(path: Path, given: Mapping[Path, bytes], kept: Kept, about: str) -> Audit | None:
    try:
        data = _content(path, given)
    except Unreadable:
        return None
    audit = kept.audit(about, str(path), digest_of(data))
    if audit is None or not audit.findings:
        return audit
    with suppress(Unreadable):  # a file that cannot be decoded has no text
        source = read(data, str(path))
        audit = replace(audit, text=source.shown(source.text))
    return audit


def _project(
    glances: Mapping[str, Glance],
    digests: Mapping[str, str],
    asked: Asked,
    given: Mapping[Path, bytes],
    processes: int,
    kept: Kept,
) -> Project:
    """Return the exports of all files; those that cannot pass a legacy name on are not parsed."""
    project = blank(glances, StarExports(asked.coverage))
    if len(glances) == 1:
        return project  # nothing asks for its exports
    telling = sorted(handing_on(glances))
    about = kept.about(replace(asked, project=project))
    found = {path: kept.exports(about, path, digests[path]) for path in telling} if kept else {}
    left = [Path(path) for path in telling if found.get(path) is None]
    for file, exports in zip(left, in_order(_exports, (project, given), left, processes), strict=True):
        found[str(file)] = exports
        kept.put_exports(about, str(file), digests[str(file)], exports)
    return known(project, {path: one for path in telling if (one := found[path]) is not None})


def _exports(state: tuple[Project, Mapping[Path, bytes]], path: Path) -> Exports:
    project, given = state
    try:
        return exports_of(str(path), read(_content(path, given), str(path)).text, project)
    except Unreadable:
        return Exports()


def _content(path: Path, given: Mapping[Path, bytes]) -> bytes:
    """Return the content of a file. Raises Unreadable."""
    return given[path] if path in given else content(path)


def _one(state: tuple[Asked, Fixing, Mapping[Path, bytes]], path: Path) -> tuple[str, Result]:
    """Return (digest of the content, or "" if it is not to be cached; the result)."""
    asked, fixing, given = state
    try:
        data = _content(path, given)
    except Unreadable as error:
        return "", Result(unread(str(path), error))
    result = _of_content(path, data, asked, fixing)
    return digest_of(data), result if result.audit.findings else replace(result, audit=replace(result.audit, text=""))


def _of_content(path: Path, data: bytes, asked: Asked, fixing: Fixing) -> Result:
    try:
        source = read(data, str(path))
    except Unreadable as error:
        return Result(unread(str(path), error))
    first = audit_source(source, asked)
    if not (fixing.fix or fixing.diff):
        return Result(first)
    try:
        with own_faults():
            done = carried_out(source, asked, fixing.unsafe)
    except Unreadable as error:
        return Result(unread(str(path), error, source))
    text = done.text
    if text == source.text:
        return Result(first, left_out=done.left_out)
    if fixing.diff:
        diff = _diff(source.shown(source.text), source.shown(text), str(path))
        return Result(first, diff, done.count, done.left_out)
    data = source.written(text)
    if data == source.data:
        return Result(first, left_out=NOT_PARSED)
    try:
        write(path, data)
    except OSError as error:
        raise CannotWrite(f"{path} could not be written: {error.strerror or error}") from None
    return Result(audit_source(read(data, str(path)), asked), "", done.count, done.left_out)


def _diff(before: str, after: str, path: str) -> str:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    path = printable(path)
    return "".join(difflib.unified_diff(old, new, path, path + " (fixed)"))
