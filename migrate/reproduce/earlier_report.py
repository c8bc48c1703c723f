"""An earlier report in JSON: what it accepts as a baseline, and the rows of documents that it has to their end."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import inference
from .documents import Contents, Document, needed_by
from .errors import WrongUse
from .failures import TIME
from .judging import DIFFERS, Judged
from .notebook_file import Cell, blocks, pictures
from .numbers import number
from .releases import Release
from .results import CellResult, DocumentResult

VERSION = 1


@dataclass(frozen=True)
class Earlier:
    """An earlier report. held: its JSON, by the names of the schema."""

    path: Path
    held: Mapping[str, Any] = field(default_factory=dict)

    @property
    def accepted(self) -> frozenset[tuple[str, int, str, str]]:
        """What differs in it: path, cell, place and stored number."""
        return frozenset(
            (one["path"], cell["cell"], found["place"], found["stored"])
            for one in self.held["documents"]
            for cell in one["cells"]
            for found in cell["numbers"]
            if found["verdict"] == DIFFERS
        )

    def kept(self, contents: Contents, digests: Mapping[str, str], now: Mapping[str, str]) -> dict[str, DocumentResult]:
        """Return the results of documents that ended there and are the same, by their paths.

        digests: of what the documents depend on now (`inputs`), by their paths. now: the releases that run them; where
        others did, none is kept.
        A document that writes what another reads that is to run runs, too.
        """
        if self.held["versions"] != dict(now):
            return {}
        there = {one["path"]: one for one in self.held["documents"] if _ended(one)}
        same = {path: held for path, held in there.items() if held.get("sha256") == digests.get(path, "")}
        run = [one.path for one in contents.documents if str(one.path) not in same]
        needed = needed_by(contents.documents, run)
        return {
            str(one.path): _document(same[str(one.path)], one, contents.modules, self.held["day"])
            for one in contents.documents
            if str(one.path) in same and one.path not in needed
        }


def read(path: Path) -> Earlier:
    """Read an earlier report. Raises WrongUse where the file is none."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        if held["version"] != VERSION:
            raise ValueError(f"version {held['version']}")
        found = Earlier(path, held)
        assert found.accepted is not None  # which reads all of it
    except OSError as error:
        raise WrongUse(f"{path}: {error.strerror or error}") from None
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise WrongUse(f"{path} is no report of migrate-reproduce: {type(error).__name__}: {error}") from None
    return found


def _ended(held: Mapping[str, Any]) -> bool:
    """Say whether a document came to its end, and no cell of it to its limit."""
    return held["began"] and not held["stopped"] and all(one["cause"] != TIME for one in held["cells"])


def _document(held: Mapping[str, Any], one: Document, modules: Mapping[str, str], day: str) -> DocumentResult:
    """Return what a report of `day` has of a document; what it printed then is not there."""
    infers = inference.inferring(one.cells, modules)
    cells = zip(held["cells"], one.cells, infers, strict=True)
    return DocumentResult(
        held["path"],
        tuple(_cell(there, cell, infer) for there, cell, infer in cells),
        {name: Release(found["release"], found["evidence"]) for name, found in held["written_for"].items()},
        held["emulates"] or "",
        held["seconds"],
        faults=tuple(held["faults"]),
        runs=held["runs"],
        digest=held["sha256"],
        kept=held["kept"] or day,
    )


def _cell(held: Mapping[str, Any], cell: Cell, infers: bool) -> CellResult:
    return CellResult(
        cell.number,
        cell.source,
        blocks(cell.outputs, with_html=False),
        judged=tuple(_judged(held["numbers"])),
        seconds=held["seconds"],
        failed=held["failed"] or "",
        cause=held["cause"] or "",
        then=held["failed_then"] or "",
        old_pictures=pictures(cell.outputs),
        ended=held["ended"],
        infers=infers,
        first=held["failed_first"] or 0,
        found=held["found"] or "",
    )


def _judged(numbers: Sequence[Mapping[str, Any]]) -> Iterator[Judged]:
    for one in numbers:
        yield Judged(
            one["place"],
            number(one["stored"]),
            None if one["new"] is None else number(one["new"]),
            one["verdict"],
            one["reason"],
            _float(one["standard_errors"]),
            _float(one["error"]),
            inferred=one["inferred"],
            label=one["label"],
            runs=tuple(one["runs"]),
            sees=_float(one["sees"]),
        )


def _float(held: float | str | None) -> float:
    return math.nan if held is None else float(held)
