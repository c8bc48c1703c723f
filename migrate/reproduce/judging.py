"""The verdict on each stored number, and on a cell and a document by their worst."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..compare.verdict import FAMILY_LEVEL, evidence, holm
from . import errors_of_statistics as monte_carlo
from . import labels
from .alignment import pairs
from .names import HIGH, LOW, OF_RUN, OTHER, Statistic, column, matched, statistic
from .numbers import Number, same
from .recorded import SETTLED, Recorder
from .tables import Block, Table

SAME, AGREES, EXPLAINED, CANNOT_TELL, DIFFERS = "same", "agrees", "explained", "cannot tell", "differs"
NOT_SETTLED = "not settled"  # what its own code gives: many numbers, or two
VERDICTS = (SAME, AGREES, EXPLAINED, CANNOT_TELL, NOT_SETTLED, DIFFERS)  # from the best to the worst
NOT_THERE = "not there on one side"  # of variables of a saved posterior
UNKNOWN_ERROR = "no Monte Carlo error is known"
STILL = "no run moved it in the digits that it is printed with, and no error is known"
UNSETTLED = "the chains of what is stored had not settled"
NOT_ITS_OWN = "not reproducible by its own code"
NEITHER = f"{NOT_ITS_OWN}: the chains of neither side had settled"
TOO_FEW = "what is stored is of too few draws"
ONE_DRAW = "it is one draw of a chain"  # in a table whose columns are variables and whose rows are numbers
CLOSE = 1e-4  # of a number that no draws enter: other libraries round and stop otherwise


@dataclass(frozen=True)
class Judged:
    """A stored number, its counterpart and the verdict.

    old_block, new_block: which blocks of the cell they stand in. z: the difference in standard errors, NaN where no
    error is known. error: the Monte Carlo error of the difference. inferred: it is printed by or after the first cell
    that samples or fits and did not fail. label: it names or counts something (`labels`), or is NaN on both sides.
    runs: its values in all runs, where these judge it, and `sees` the smallest shift that they show, in their spread.
    """

    place: str
    old: Number
    new: Number | None
    verdict: str
    reason: str = ""
    z: float = math.nan
    error: float = math.nan
    old_block: int = 0
    new_block: int = 0
    inferred: bool = False
    label: bool = False
    runs: tuple[float, ...] = ()
    sees: float = math.nan

    @property
    def counts(self) -> bool:
        """Whether it is one of the printed numbers that are told: a label only is where it differs."""
        return not self.label or self.verdict == DIFFERS


@dataclass(frozen=True)
class Circumstances:
    """What is known of a cell besides its outputs.

    drawn: whether random draws may enter its numbers. inferred: whether it, or a cell before, sampled or
    fitted.
    """

    drawn: bool = True
    recorder: Recorder = Recorder()
    missing: str = "there is no number at its place now"
    inferred: bool = False


def cell(old: Sequence[Block], new: Sequence[Block], known: Circumstances) -> list[Judged]:
    """Judge the numbers of a cell one by one. What differs beyond chance is left to `document`."""
    found: list[Judged] = []
    tables = [(i, table) for i, block in enumerate(new) for table in block.tables]
    for i, block in enumerate(old):
        for table in block.tables:
            at = _most_alike(table, [other for _, other in tables])
            if at is None:
                found += _without(table, i, known.missing)
            else:
                j, other = tables.pop(at)
                found += _table(table, other, known, i, j)
        beside = min(i, len(new) - 1)
        text = new[beside] if new else Block("")
        for pair in pairs(block, text):
            found.append(_plain(pair.place, pair.old, pair.new, known, i, max(beside, 0)))
    held = [labels.starts(block) for block in old]
    return [
        replace(one, inferred=known.inferred, label=one.old.start in held[one.old_block] or _is_nothing(one))
        for one in found
    ]


def _is_nothing(one: Judged) -> bool:
    return one.verdict == SAME and labels.says_nothing(one.old)


def document(judged: Sequence[Judged], level: float = FAMILY_LEVEL) -> list[Judged]:
    """Decide which of the differences with known errors are beyond chance, by Holm over all numbers of a document."""
    z = np.array([one.z for one in judged])
    used = ~np.isnan(z)
    beyond = holm(z, used, level) if used.any() else used
    return [
        replace(one, verdict=DIFFERS, reason=f"{one.z:.1f} standard errors apart") if far else one
        for one, far in zip(judged, beyond, strict=True)
    ]


def with_word(one: Judged, word: str) -> Judged:
    """Return a number with one more word on it: before the detail in brackets, which others have not."""
    why, opening, detail = one.reason.partition(" (")
    return replace(one, reason=f"{why}; {word}{opening}{detail}" if one.reason else word)


def worst(verdicts: Sequence[str]) -> str:
    """Return the worst verdict; "" of none."""
    return max(verdicts, key=VERDICTS.index, default="")


def _plain(place: str, old: Number, new: Number | None, known: Circumstances, i: int, j: int) -> Judged:
    """Judge a number outside of summaries. Its error is known where it is a statistic of draws that we have."""
    if new is None:
        return Judged(place, old, None, CANNOT_TELL, known.missing, old_block=i, new_block=j)
    if same(old, new):
        return Judged(place, old, new, SAME, "", old_block=i, new_block=j)
    if known.drawn:
        open_ = Judged(place, old, new, CANNOT_TELL, UNKNOWN_ERROR, old_block=i, new_block=j)
        of_ours = known.recorder.statistic(new)
        return open_ if of_ours is None else _statistic(of_ours[0], open_, ({}, {}), of_ours[1])
    if math.isclose(old.value, new.value, rel_tol=CLOSE, abs_tol=old.half + new.half):
        return Judged(place, old, new, CANNOT_TELL, f"apart by less than {CLOSE:g} of it", old_block=i, new_block=j)
    return Judged(place, old, new, DIFFERS, "no random draws enter it", old_block=i, new_block=j)


def _without(table: Table, i: int, why: str) -> list[Judged]:
    return [
        Judged(f"{row}, {name}", number, None, CANNOT_TELL, why, old_block=i)
        for (row, name), number in table.cells.items()
        if not (is_summary(table) and statistic(name).kind == OF_RUN)
    ]


def is_summary(table: Table) -> bool:
    """Say whether a table holds statistics of draws: a mean, and what tells its error."""
    names = {column(name) for name in table.columns}
    return "mean" in names and bool(names & {"sd", "mcse_mean", "ess", "ess_bulk"}) and "count" not in names


def _most_alike(table: Table, others: Sequence[Table]) -> int | None:
    """Return which of the other tables has most names of this one; the first of several, None if none has any."""
    wide = {column(name) for name in table.columns}
    shared = [len(matched(table.rows, one.rows)) * len(wide & {column(name) for name in one.columns}) for one in others]
    return int(np.argmax(shared)) if any(shared) else None


def _table(old: Table, new: Table, known: Circumstances, i: int, j: int) -> list[Judged]:
    rows = matched(old.rows, new.rows)
    columns = {column(name): name for name in reversed(new.columns)}
    summary = is_summary(old) and is_summary(new)
    found = []
    for (row, name), number in old.cells.items():
        what = statistic(name) if summary else Statistic(OTHER)
        if what.kind == OF_RUN:
            continue
        place, other = f"{row}, {name}", rows.get(row, "")
        twin = new.cells.get((other, columns.get(column(name), "")))
        if twin is None and what.kind in (LOW, HIGH) and (bound := _other_width(what, new, other)) is not None:
            twin, why = bound
            found.append(Judged(place, number, twin, EXPLAINED, why, old_block=i, new_block=j))
        elif twin is not None and row.isdigit() and known.recorder.has(name) and not same(number, twin):
            found.append(Judged(place, number, twin, CANNOT_TELL, ONE_DRAW, old_block=i, new_block=j))
        elif twin is None or what.kind == OTHER or same(number, twin):
            found.append(_plain(place, number, twin, known, i, j))
        else:
            open_ = Judged(place, number, twin, CANNOT_TELL, UNKNOWN_ERROR, old_block=i, new_block=j)
            stacked = known.recorder.draws(other, _cell(new, other, "mean"), _cell(new, other, "sd"))
            found.append(_statistic(what, open_, (_cells(old, row), _cells(new, other)), stacked))
    return found


def _other_width(what: Statistic, new: Table, row: str) -> tuple[Number, str] | None:
    """Return the same bound of an interval of another width, and the sentence on it."""
    for name in new.columns:
        other = statistic(name)
        if other.kind == what.kind and (row, name) in new.cells:
            was, now = (100 - 200 * min(one.at, 1 - one.at) for one in (what, other))
            return new.cells[row, name], f"its interval was of {was:g} %, and is of {now:g} % now"
    return None


def _cells(table: Table, row: str) -> dict[str, float]:
    return {column(name): table.cells[row, name].value for name in table.columns if (row, name) in table.cells}


def _cell(table: Table, row: str, wanted: str) -> Number | None:
    return next((table.cells.get((row, name)) for name in table.columns if column(name) == wanted), None)


def _statistic(
    what: Statistic,
    found: Judged,
    rows: tuple[dict[str, float], dict[str, float]],
    stacked: np.ndarray | None,
) -> Judged:
    """Judge a statistic of draws that is not the same on both sides. stacked: our draws of the quantity, if known."""
    assert found.new is not None
    then, now = (row.get("r_hat", 1.0) for row in rows)
    if max(then, now) > SETTLED:
        told = NEITHER if min(then, now) > SETTLED else UNSETTLED if then > SETTLED else "its chains had not settled"
        verdict = NOT_SETTLED if told == NEITHER else found.verdict
        return replace(found, verdict=verdict, reason=f"{told} (R-hat {max(then, now):g})")
    theirs, ours = (monte_carlo.effective(row) for row in rows)
    if 0 < theirs < monte_carlo.FEWEST:
        return replace(found, reason=f"{TOO_FEW} (of {theirs:.0f} effective draws)")
    if not ours > 0 and stacked is not None:
        ours = monte_carlo.own_size(stacked)
    if not theirs > 0:
        theirs = monte_carlo.UNKNOWN * ours
    sizes = zip(rows, (theirs, ours), strict=True)
    error = math.hypot(*(monte_carlo.error(what, row, size, stacked) for row, size in sizes))
    apart = abs(found.new.value - found.old.value) - found.old.half - found.new.half
    if not (math.isfinite(error) and math.isfinite(apart)):
        return found
    z = float(evidence(np.array(max(0.0, apart)), np.array(error)))
    return replace(found, verdict=AGREES, reason=f"within its Monte Carlo error ({error:.2g})", z=z, error=error)
