"""What may be said of a run: its headline, the sentence that a referee can quote, the badge and the exit code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from theano_common.verdict import Headline, Status, headline

from .judging import AGREES, CANNOT_TELL, DIFFERS, EXPLAINED, NOT_SETTLED, NOT_THERE, SAME
from .results import Results, counted
from .rows import ACCEPTED, NOTHING_INFERRED, STATUSES, rows
from .rows import counted as count

OPEN = tuple(verdict for verdict, status in STATUSES.items() if status is Status.NOT_COMPARED)
INFERRING = "by or after the first cell that samples or fits and did not fail"


@dataclass(frozen=True)
class Answer:
    """The verdict of all rows, in words. said: one line; closing: what was not compared, and why."""

    verdict: Headline
    said: str

    @property
    def closing(self) -> str:
        return self.verdict.closing


def answer(results: Results) -> Answer:
    """Return what may be said of all of a run."""
    verdict = headline(rows(results))
    words = {
        Status.EQUAL: _stands,
        Status.NEAR: _stands,
        Status.DIFFERS: _differs,
        Status.ONE_SIDE: _differs,
        Status.NOT_COMPARED: _open,
    }
    told = ", ".join(words[verdict.status](results))
    if verdict.status is Status.NOT_COMPARED:
        told = f"{'cannot tell' if compared(results) else 'nothing was compared'}: {told}"
    return Answer(verdict, told)


def compared(results: Results) -> int:
    """Return how many numbers and saved posteriors were compared."""
    found = [one.verdict for _, _, one in results.numbers()] + [one.verdict for one in results.posteriors]
    return sum(verdict not in OPEN for verdict in found)


def _stands(results: Results) -> Iterator[str]:
    counts = results.counts
    if whole := counts.total():
        yield f"{_standing(results)} of {count(whole, 'number')} stand{'s' * (whole == 1)}"
    if saved := len(results.posteriors):
        yield f"{saved} of {count(saved, 'saved posterior')} agree{'s' * (saved == 1)}"


def _differs(results: Results) -> Iterator[str]:
    if numbers := len(results.differing()):
        yield f"{count(numbers, 'number')} differ{'s' * (numbers == 1)}"
    verdicts = [one.verdict for one in results.posteriors]
    if differing := verdicts.count(DIFFERS):
        yield f"{count(differing, 'saved posterior')} differ{'s' * (differing == 1)}"
    if lacking := verdicts.count(NOT_THERE):
        yield f"variables of {count(lacking, 'saved posterior')} are {NOT_THERE}"


def _open(results: Results) -> Iterator[str]:
    """Yield what keeps a run from being called reproduced."""
    counts, documents = results.counts, results.documents
    unknown, whole = counts[CANNOT_TELL] + counts[EXPLAINED], len(documents)
    if never := sum(not one.began for one in documents):
        yield f"{never} of {count(whole, 'document')} did not begin"
    if late := sum(one.began and bool(one.stopped) for one in documents):
        yield f"{late} of {count(whole, 'document')} did not run to {'its' if late == 1 else 'their'} end"
    if failed := sum(cell.lost for one in documents for cell in one.cells):
        yield f"{count(failed, 'cell')} failed"
    if unknown:
        yield f"{unknown} of {count(counts.total(), 'number')} open"
    if unsettled := counts[NOT_SETTLED]:
        yield f"{unsettled} of {count(counts.total(), 'number')} {NOT_SETTLED}"
    if known := len(results.differing(accepted=True)):
        yield f"{count(known, 'number')} differ{'s' * (known == 1)} as the baseline accepts"
    if saved := sum(one.verdict in OPEN for one in results.posteriors):
        yield f"{saved} of {count(len(results.posteriors), 'saved posterior')} open"
    if not counts.total():
        yield "no printed number"
    if without := sum(row.why == NOTHING_INFERRED for row in rows(results)):
        yield f"of {count(without, 'document')} nothing printed {INFERRING}"


def _standing(results: Results) -> int:
    return results.counts[SAME] + results.counts[AGREES]


def sentence(results: Results) -> str:
    """Return the sentence that a referee can quote. It is true of a run of which nothing ended, too."""
    documents = results.documents
    never = sum(not one.began for one in documents)
    without = f", {never} did not begin" if never else ""
    said = [f"{sum(one.ran for one in documents)} of {count(len(documents), 'document')} ran to the end{without}"]
    if as_then := sum(bool(cell.failed) and not cell.lost for one in documents for cell in one.cells):
        said.append(f"{count(as_then, 'cell')} failed, as stored")
    if (most := max((one.runs for one in documents), default=1)) > 1:
        said.append(f"what draws was run up to {most} times")
    elif begun := len(documents) - never:
        said.append(f"{'what began' if never else 'each' if begun > 1 else 'it'} was run once")
    said.append(", ".join(_of_numbers(results)))
    said += [", ".join(_of_posteriors(results))] if results.posteriors else []
    said.append(", ".join(f"{name} {version}" for name, version in results.versions.items()))
    said += [results.day, f"SHA-256 {results.digest[:16]}"]
    return f"{'; '.join(filter(None, said))}."


def _of_numbers(results: Results) -> Iterator[str]:
    counts = results.counts
    whole, stand = counts.total(), _standing(results)
    if not whole:
        yield "no number was printed that could be compared"
        return
    split = f" ({counts[SAME]} the same, {counts[AGREES]} within their Monte Carlo error)" if stand else ""
    yield f"of {count(whole, 'printed number')} {stand} stand{split}"
    if stand:
        behind = counted(one for _, _, one in results.numbers() if one.inferred)
        inferred = behind[SAME] + behind[AGREES]
        proof = "" if inferred else ": they say nothing of a posterior"
        yield f"{inferred or 'none'} of these printed {INFERRING}{proof}"
    for verdict in (EXPLAINED, CANNOT_TELL, NOT_SETTLED):
        if counts[verdict]:
            yield f"{counts[verdict]} {verdict}"
    if counts[DIFFERS]:
        known = len(results.differing(accepted=True))
        accepted = f" ({known} of these accepted by the baseline)" if known else ""
        yield f"{counts[DIFFERS]} differ{'s' * (counts[DIFFERS] == 1)}{accepted}"


def _of_posteriors(results: Results) -> Iterator[str]:
    saved, whole = results.posteriors, count(len(results.posteriors), "saved posterior")
    agree = sum(one.verdict == AGREES for one in saved)
    replayed = sum(one.verdict == AGREES and one.replayed for one in saved)
    by_replay = f" ({replayed} by log densities at the saved draws)" if replayed else ""
    yield f"{agree} of {whole} agree{'s' * (agree == 1)}{by_replay}"
    for number, words in (
        (sum(one.verdict == DIFFERS for one in saved), "differ"),
        (sum(one.verdict == NOT_THERE for one in saved), "lack variables of the other side"),
        (sum(one.verdict in OPEN for one in saved), "not compared"),
    ):
        if number:
            yield f"{number} {words}"


def badge(results: Results) -> str:
    """Return a line of Markdown with a badge."""
    whole, saved = results.counts.total(), results.posteriors
    told = [f"{_standing(results)} of {whole} numbers"] if whole else []
    told += [f"{sum(one.verdict == AGREES for one in saved)} of {len(saved)} posteriors"] if saved else []
    words = quote(" and ".join(told) or "nothing compared", safe="")
    colour = answer(results).verdict.outcome.badge
    return f"![reproduced](https://img.shields.io/badge/reproduced-{words}-{colour})"


def exit_code(results: Results, strict: bool) -> int:
    """Return the exit code of a run.

    With `strict` that of its verdict, in which what the baseline accepts does not count: 1 where something differs or
    is not there on one side, 4 where a part was not compared. Without, 0 though numbers differ or are open, as long as
    something was compared. 3 comes first where a document did not run to its end, but for `strict` and 1.
    """
    verdict = headline([row for row in rows(results) if row.why != ACCEPTED])
    if strict and verdict.status in (Status.DIFFERS, Status.ONE_SIDE):
        return verdict.outcome.exit_code
    if not all(one.ran for one in results.documents):
        return 3
    return verdict.outcome.exit_code if strict or not compared(results) else 0
