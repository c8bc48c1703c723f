"""A cache of audits between runs, keyed by all inputs of an audit: one SQLite file of compressed JSON."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
import zlib
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .audit import Asked, Audit
from .fixes.edit import Change, Edit, Fix
from .names.project import Exports
from .rules.rule import Finding

if TYPE_CHECKING:
    import sqlite3

DAYS = 30  # unused entries are dropped after this time
MOST = 300_000_000  # bytes; if there are more, all entries are dropped
PLAIN = [one.name for one in fields(Finding) if one.name != "fix"]
TABLES = [one.name for one in fields(Exports) if one.name != "stars"]


def digest_of(data: bytes) -> str:
    """Return a digest of a file's content."""
    return hashlib.sha256(data).hexdigest()


class Kept:
    """The cache. Any error in the file or its content counts as an empty cache, silently."""

    def __init__(self, folder: Path | None) -> None:
        self.database = None if folder is None else _opened(folder)
        self.asked_for: list[str] = []

    def __bool__(self) -> bool:
        return self.database is not None

    def about(self, asked: Asked) -> str:
        """Return a digest of all inputs of an audit besides its file."""
        if self.database is None:
            return ""
        record = (
            sys.version,
            _sources(),
            _tables(asked.coverage.path),
            repr(asked.wanted),
            asked.through,
            os.getcwd(),
            asked.project.digest(),
        )
        return digest_of(repr(record).encode())

    def audit(self, about: str, path: str, digest: str) -> Audit | None:
        record = self._get(_key("audit", about, path, digest))
        try:
            return None if record is None else _audit(path, record)
        except (KeyError, TypeError, ValueError):
            return None

    def put_audit(self, about: str, path: str, digest: str, audit: Audit) -> None:
        if digest and self.database is not None:
            self._put(_key("audit", about, path, digest), _record_of(audit))

    def exports(self, about: str, path: str, digest: str) -> Exports | None:
        record = self._get(_key("exports", about, path, digest))
        try:
            return None if record is None else _exports(record)
        except (KeyError, TypeError, ValueError, AttributeError):
            return None

    def put_exports(self, about: str, path: str, digest: str, exports: Exports) -> None:
        if self.database is not None:
            sets = {name: {k: sorted(v) for k, v in getattr(exports, name).items()} for name in TABLES}
            self._put(_key("exports", about, path, digest), {"sets": sets, "stars": exports.stars})

    def close(self) -> None:
        """Write new entries, and drop those that were not used for a long time."""
        if self.database is None:
            return
        import sqlite3

        now = int(time.time())
        try:
            with self.database as database:
                database.executemany("UPDATE kept SET used = ? WHERE key = ?", [(now, key) for key in self.asked_for])
                database.execute("DELETE FROM kept WHERE used < ?", (now - DAYS * 86_400,))
                [pages], [size] = (database.execute(f"PRAGMA {of}").fetchone() for of in ("page_count", "page_size"))
                if pages * size > MOST:
                    database.execute("DELETE FROM kept")
            if pages * size > MOST:
                self.database.execute("VACUUM")
        except sqlite3.Error:
            pass
        self._let_go()

    def _let_go(self) -> None:
        _closed(self.database)
        self.database = None

    def _get(self, key: str) -> Any:
        if self.database is None:
            return None
        import sqlite3

        try:
            row = self.database.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
            if row is None:
                return None
            self.asked_for.append(key)
            return json.loads(zlib.decompress(row[0]))
        except (sqlite3.Error, zlib.error, ValueError, TypeError, RecursionError):
            return None

    def _put(self, key: str, record: object) -> None:
        if self.database is None:
            return
        import sqlite3

        try:
            value = zlib.compress(json.dumps(record, default=sorted).encode(), 1)  # sets in a fixed order
            self.database.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", (key, int(time.time()), value))
        except sqlite3.Error:  # a full disk, for example
            self._let_go()


NOTHING_KEPT = Kept(None)


def _opened(folder: Path) -> sqlite3.Connection | None:
    try:
        import sqlite3
    except ImportError:
        return None
    file = folder / "migrate-check.sqlite"
    for _ in range(2):
        database = None
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            database = sqlite3.connect(file, timeout=1)
            database.execute("CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, used INTEGER, value BLOB)")
            database.execute("SELECT key, used, value FROM kept LIMIT 1").fetchall()
            return database
        except sqlite3.OperationalError as error:
            if "no such column" not in str(error):
                _closed(database)
                return None  # locked, or not writable
        except (sqlite3.DatabaseError, OSError):
            pass
        _closed(database)
        try:
            file.unlink()  # not a database, or another one
        except OSError:
            return None
    return None


def _closed(database: sqlite3.Connection | None) -> None:
    if database is not None:
        database.close()


def _key(*parts: str) -> str:
    return digest_of("\0".join(parts).encode("utf-8", "surrogatepass"))


@cache
def _sources() -> str:
    """Return a digest of our own code, and of its tables."""
    here = Path(__file__).parent
    files = sorted(file for file in here.rglob("*") if file.suffix in (".py", ".txt", ".gz"))
    return digest_of(b"\0".join([str(file.relative_to(here)).encode() + file.read_bytes() for file in files]))


@cache
def _tables(coverage: Path | None) -> str:
    if coverage is None:
        return ""
    beside = [coverage, coverage.with_name("legacy_names.txt.gz"), coverage.with_name("given_back.toml")]
    return digest_of(b"\0".join(file.read_bytes() if file.is_file() else b"" for file in beside))


def _record_of(audit: Audit) -> dict[str, Any]:
    record = {
        one.name: getattr(audit, one.name) for one in fields(audit) if one.name not in ("path", "text", "findings")
    }
    record["starts"] = list(audit.starts.items())
    return {**record, "findings": [_finding_record(one) for one in audit.findings]}


def _finding_record(finding: Finding) -> dict[str, Any]:
    record = {name: getattr(finding, name) for name in PLAIN}
    fix = finding.fix and [finding.fix.safe, [_change_record(one) for one in finding.fix.changes]]
    return {**record, "fix": fix}


def _audit(path: str, record: dict[str, Any]) -> Audit:
    findings = tuple(Finding(**{**one, "fix": _fix(one["fix"])}) for one in record["findings"])
    audit = Audit(path, "", findings)
    plain = {name: record[name] for name in ("resolved", "readable", "note")}
    return replace(
        audit,
        **plain,
        unknown=tuple(record["unknown"]),
        names=frozenset(record["names"]),
        on_top=tuple(record["on_top"]),
        starts=dict(record["starts"]),
        unseen=tuple(map(tuple, record["unseen"])),
    )


def _fix(record: list[Any] | None) -> Fix | None:
    if record is None:
        return None
    safe, changes = record
    return Fix(tuple(map(_change, changes)), safe)


def _change_record(one: Edit | Change) -> list[Any]:
    if isinstance(one, Edit):
        return [one.start, one.end, one.text]
    return [one.start, one.kind, one.text, one.codemod, one.arguments]


def _change(record: list[Any]) -> Edit | Change:
    if len(record) == 3:
        start, end, text = record
        return Edit(tuple(start), tuple(end), text)
    start, kind, text, codemod, arguments = record
    return Change(tuple(start), kind, text, codemod, tuple(arguments))


def _exports(record: dict[str, Any]) -> Exports:
    tables = {name: {k: frozenset(v) for k, v in record["sets"][name].items()} for name in TABLES}
    return Exports(stars=tuple(record["stars"]), **tables)
