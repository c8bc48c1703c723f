"""The results of a whole run, as the reports take them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .failures import OURS
from .judging import DIFFERS, VERDICTS, Judged, worst
from .releases import Release
from .tables import Block


@dataclass(frozen=True)
class CellResult:
    """A cell: what stood there, what is printed now, and the verdicts.

    failed: the error that it ended with, and `cause` whose it is. then: the error that is stored. old_pictures,
    new_pictures: PNG in base64. ended: it came to its end or to an error. infers: it samples
    or fits. first: the number of the cell by which it failed, its own or an earlier one, 0 of another document. found:
    where a file that it missed is.
    """

    number: int
    source: str
    old: tuple[Block, ...] = ()
    new: tuple[Block, ...] = ()
    judged: tuple[Judged, ...] = ()
    seconds: float = 0.0
    failed: str = ""
    cause: str = ""
    then: str = ""
    old_pictures: tuple[str, ...] = ()
    new_pictures: tuple[str, ...] = ()
    ended: bool = True
    infers: bool = False
    first: int = 0
    found: str = ""

    @property
    def done(self) -> bool:
        return self.ended and not self.failed

    @property
    def lost(self) -> bool:
        """Whether it failed, and an error of it is not what is stored, too; one of ours counts in any case."""
        return bool(self.failed) and (not self.then or self.cause == OURS)

    @property
    def verdict(self) -> str:
        return worst([one.verdict for one in self.judged if one.counts])


@dataclass(frozen=True)
class Posterior:
    """A saved posterior and what the comparison with its model said.

    verdict: one of ours, NOT_THERE where one side lacks a variable, "" if it was not compared. replayed: densities at
    the saved draws were compared, and nothing was sampled anew.
    """

    path: str
    script: str
    verdict: str
    reason: str
    replayed: bool = False


@dataclass(frozen=True)
class DocumentResult:
    """A document: its cells, what it was written for, and why it stopped where it did not run to its end.

    began: its first cell was started. runs: how often it was run. digest: SHA-256 of what it depends on (`inputs`).
    kept: the day of the earlier report that all of it is of; "" where it ran.
    """

    path: str
    cells: tuple[CellResult, ...] = ()
    releases: Mapping[str, Release] = field(default_factory=dict)
    emulates: str = ""
    seconds: float = 0.0
    stopped: str = ""
    faults: tuple[str, ...] = ()
    began: bool = True
    runs: int = 1
    digest: str = ""
    kept: str = ""

    @property
    def done(self) -> int:
        return sum(cell.done for cell in self.cells)

    @property
    def ran(self) -> bool:
        return not self.stopped and not any(cell.lost for cell in self.cells)

    @property
    def counts(self) -> Counter[str]:
        return counted(one for cell in self.cells for one in cell.judged)

    @property
    def verdict(self) -> str:
        return worst([one.verdict for cell in self.cells for one in cell.judged if one.counts])


@dataclass(frozen=True)
class Results:
    """Everything. digest: SHA-256 over the names and bytes of the documents. remarks: what could not be had.

    accepted: what differed in the baseline, by document, cell, place and stored number.
    """

    root: str
    documents: tuple[DocumentResult, ...]
    posteriors: tuple[Posterior, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    day: str = ""
    digest: str = ""
    remarks: tuple[str, ...] = ()
    accepted: frozenset[tuple[str, int, str, str]] = frozenset()

    @property
    def counts(self) -> Counter[str]:
        return counted(found for one in self.documents for cell in one.cells for found in cell.judged)

    def numbers(self) -> Iterator[tuple[DocumentResult, CellResult, Judged]]:
        """Yield the numbers that count, with their document and cell."""
        for one in self.documents:
            for cell in one.cells:
                yield from ((one, cell, found) for found in cell.judged if found.counts)

    def differing(self, accepted: bool = False) -> list[tuple[DocumentResult, CellResult, Judged]]:
        """Return the numbers that differ: those that the baseline does not accept, or those that it does."""
        return [
            (one, cell, found)
            for one, cell, found in self.numbers()
            if found.verdict == DIFFERS
            and ((one.path, cell.number, found.place, found.old.text) in self.accepted) == accepted
        ]


def counted(judged: Iterable[Judged]) -> Counter[str]:
    """Count verdicts of the numbers that count, those that are absent as 0."""
    found = Counter(dict.fromkeys(VERDICTS, 0))
    found.update(one.verdict for one in judged if one.counts)
    return found
