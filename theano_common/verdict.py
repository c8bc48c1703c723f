"""One verdict from rows: what may be said of two sides that were compared, and of what was not.

Every tool that speaks about a comparison makes its rows into `Row`s of here and takes its headline from `headline`, so
that none can claim more than its rows do. A row has one of five statuses. What the two sides contain and nobody
compared is a row too, with the reason; the closing sentence of the headline is made from these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum


class Status(Enum):
    """What was found of one row. `NEAR`: another number, of no effect, which the row's reason states."""

    EQUAL = "equal"
    NEAR = "near"
    DIFFERS = "differs"
    NOT_COMPARED = "not compared"
    ONE_SIDE = "not there on one side"


@dataclass(frozen=True)
class Outcome:
    """How the reports show a status: exit code, state of a JUnit case ("" for passed), CSS class, colour of a badge."""

    exit_code: int
    junit: str
    css: str
    badge: str


OUTCOMES = {
    Status.EQUAL: Outcome(0, "", "agree", "brightgreen"),
    Status.NEAR: Outcome(0, "", "agree", "green"),
    Status.NOT_COMPARED: Outcome(4, "skipped", "open", "lightgrey"),
    Status.ONE_SIDE: Outcome(1, "failure", "differ", "red"),
    Status.DIFFERS: Outcome(1, "failure", "differ", "red"),
}
ORDER = tuple(OUTCOMES)  # from the best to the worst
MOST_NAMES = 5  # that a sentence lists of one reason


@dataclass(frozen=True)
class Row:
    """A part of what the two sides contain, and what was found of it.

    name: what is compared, as a noun with its kind ("the gradient", "the deterministic theta"). why: the reason;
    a row that is not EQUAL must have one. needed: the headline may not say `equal` without this row being compared;
    parts that are not needed are named in the closing sentence alone.
    """

    name: str
    status: Status
    why: str = ""
    needed: bool = True

    def __post_init__(self) -> None:
        if self.status is not Status.EQUAL and not self.why:
            raise ValueError(f"{self.name}: a row that is not equal has a reason")


@dataclass(frozen=True)
class Headline:
    """What may be said of all rows.

    reasons: of the rows that decide, a sentence part each ("the gradient differs: ..."). closing: the sentence on what
    was not compared, "" if everything was.
    """

    status: Status
    reasons: tuple[str, ...]
    closing: str

    @property
    def outcome(self) -> Outcome:
        return OUTCOMES[self.status]


def worst(statuses: Iterable[Status]) -> Status:
    """Return the worst status; NOT_COMPARED of none: no row, no claim."""
    return max(statuses, key=ORDER.index, default=Status.NOT_COMPARED)


def headline(rows: Sequence[Row]) -> Headline:
    """Return what the rows together allow to be said.

    A row that differs, or that one side lacks, decides. Otherwise a needed row that was not compared forbids `equal`;
    so does the lack of any row that was compared.
    """
    compared = [row for row in rows if row.status is not Status.NOT_COMPARED]
    left_out = [row for row in rows if row.status is Status.NOT_COMPARED]
    deciding = [*compared, *(row for row in left_out if row.needed)]
    status = worst(row.status for row in deciding) if compared else Status.NOT_COMPARED
    told = [] if status is Status.EQUAL else [row for row in deciding if row.status is status]
    reasons = tuple(f"{row.name}: {row.why}" for row in told) if compared else ("nothing was compared",)
    return Headline(status, reasons, not_compared(rows))


def not_compared(rows: Iterable[Row]) -> str:
    """Return the closing sentence: "Not compared: the gradient (why); a, b (why)."; "" if all rows were compared."""
    by_reason: dict[str, list[str]] = {}
    for row in rows:
        if row.status is Status.NOT_COMPARED:
            by_reason.setdefault(row.why, []).append(row.name)
    if not by_reason:
        return ""
    return f"Not compared: {'; '.join(f'{listed(names)} ({why})' for why, names in by_reason.items())}."


def listed(
    names: Sequence[str],
    most: int = MOST_NAMES,
    word: Callable[[int], str] = "{} more".format,
    between: str = ", ",
) -> str:
    """Return the names with commas, the last ones beyond `most` as their number."""
    return between.join(names[:most]) + (f" and {word(len(names) - most)}" if len(names) > most else "")


__all__ = ["OUTCOMES", "ORDER", "Headline", "Outcome", "Row", "Status", "headline", "listed", "not_compared", "worst"]
