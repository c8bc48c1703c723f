"""The results of a whole run, as the reports take them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .judging import AGREES, CANNOT_TELL, DIFFERS, EXPLAINED, SAME, VERDICTS, Judged, worst
from .releases import Release
from .tables import Block

STANDS = (SAME, AGREES)


@dataclass(frozen=True)
class CellResult:
    """A cell: what stood there, what is printed now, and the verdicts.

    failed: the error that it ended with, and `cause` whose it is. then: the error that is stored. old_pictures,
    new_pictures: PNG in base64.
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

    @property
    def verdict(self) -> str:
        return worst([one.verdict for one in self.judged])


@dataclass(frozen=True)
class Posterior:
    """A saved posterior and what the comparison with its model said. verdict: one of ours, or "" if it was not read."""

    path: str
    script: str
    verdict: str
    reason: str


@dataclass(frozen=True)
class DocumentResult:
    """A document: its cells, what it was written for, and why it stopped where it did not run to its end."""

    path: str
    cells: tuple[CellResult, ...] = ()
    releases: Mapping[str, Release] = field(default_factory=dict)
    emulates: str = ""
    seconds: float = 0.0
    stopped: str = ""
    faults: tuple[str, ...] = ()

    @property
    def ran(self) -> bool:
        return not self.stopped and not any(cell.failed for cell in self.cells)

    @property
    def counts(self) -> Counter[str]:
        return counted(one for cell in self.cells for one in cell.judged)

    @property
    def verdict(self) -> str:
        return worst([cell.verdict for cell in self.cells if cell.judged])


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

    @property
    def differs(self) -> int:
        """Return how many numbers and posteriors differ that are not in the baseline."""
        return len(self.differing()) + sum(one.verdict == DIFFERS for one in self.posteriors)

    def differing(self) -> list[tuple[DocumentResult, CellResult, Judged]]:
        """Return the numbers that differ, without those of the baseline."""
        return [
            (one, cell, found)
            for one in self.documents
            for cell in one.cells
            for found in cell.judged
            if found.verdict == DIFFERS and (one.path, cell.number, found.place, found.old.text) not in self.accepted
        ]

    def exit_code(self, strict: bool) -> int:
        """Return 1 with `strict` for what differs, 3 where a document did not run to its end, 4 for nothing to judge.

        Without `strict` what differs is told and is no failure.
        """
        if strict and self.differs:
            return 1
        if not all(one.ran for one in self.documents):
            return 3
        return 0 if self.counts.total() > self.counts[CANNOT_TELL] or self.posteriors else 4


def counted(judged: Iterable[Judged]) -> Counter[str]:
    """Count verdicts, those that are absent as 0."""
    found = Counter(dict.fromkeys(VERDICTS, 0))
    found.update(one.verdict for one in judged)
    return found


def sentence(results: Results) -> str:
    """Return the sentence that a referee can quote."""
    counts, whole = results.counts, sum(results.counts.values())
    ran = sum(one.ran for one in results.documents)
    stand = counts[SAME] + counts[AGREES]
    rest = [f"{counts[v]} {v}" for v in (EXPLAINED, CANNOT_TELL, DIFFERS) if counts[v]]
    agree, saved = sum(one.verdict == AGREES for one in results.posteriors), len(results.posteriors)
    rest += [f"{agree} of {_count(saved, 'saved posterior')} agree{'s' if agree == 1 else ''}"] if saved else []
    versions = ", ".join(f"{name} {version}" for name, version in results.versions.items())
    return (
        f"{ran} of {_count(len(results.documents), 'document')} ran to the end; of {_count(whole, 'printed number')} "
        f"{stand} stand ({counts[SAME]} the same, {counts[AGREES]} within their Monte Carlo error)"
        f"{''.join(f', {one}' for one in rest)}; {versions}; {results.day}; SHA-256 {results.digest[:16]}."
    )


def badge(results: Results) -> str:
    """Return a line of Markdown with a badge."""
    counts, whole = results.counts, sum(results.counts.values())
    stand = counts[SAME] + counts[AGREES]
    colour = "red" if results.differs else "lightgrey" if not whole else "brightgreen" if stand == whole else "yellow"
    return f"![reproduced](https://img.shields.io/badge/reproduced-{stand}%20of%20{whole}%20numbers-{colour})"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' * (number != 1)}"
