"""Numbers of a document that was run several times: the runs themselves are the error of what they print.

What the samplers draw is another sample in each run, and the document's own seeds hold for its data. So a number is
judged by its values in all runs, whatever function of the draws it is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ...compare.verdict import FAMILY_LEVEL
from .. import releases
from ..judging import (
    AGREES,
    CANNOT_TELL,
    DIFFERS,
    EXPLAINED,
    NOT_ITS_OWN,
    NOT_SETTLED,
    SAME,
    STILL,
    TOO_FEW,
    UNKNOWN_ERROR,
    UNSETTLED,
    Circumstances,
    Judged,
    cell,
    document,
    with_word,
)
from ..notebook_file import Cell, Output, both
from ..numbers import Number
from ..reasons.resting import resting_on
from ..results import CellResult
from ..running.result import Ran
from .spread import FEWEST, Spread, groups, standard_errors

CHAINS = re.compile(r"\b(\d+) chains?(?: in| for|,)")
ENOUGH = 10.0  # times the spread: 0.3 sd of a quantity whose mean is known by 1,000 effective draws
# What a cell prints of the run itself: how long it took, how its sampler went. Another machine or sampler has others.
OF_THE_RUN = re.compile(
    r"\b(time\(\)|perf_counter|process_time|default_timer|clock\(|now\(\)|effective_n|ess\(|n_eff|gelman_rubin|rhat|mcse"
    r"|get_sampler_stats|sample_stats|diverging|step_size|tree_size|tree_depth|mean_tree_accept|acceptance_rate)"
)
OPTIMISES = re.compile(r"\b(?:find_MAP|minimi[sz]e|fmin\w*|optimi[sz]e\.\w+)\s*\(")
SAMPLES = re.compile(r"\b(?:sample\w*|fit)\s*\(")
OPTIMUM = "of an optimiser, which stops elsewhere in other releases of SciPy"
NO_SHAPE = "its runs are far from normal, and tell no difference"
WORSE = (UNSETTLED, TOO_FEW)  # of a stored run that was worse than ours
Key = tuple[int, int, int, str]  # number of a cell, its block, where the number stands there, its text


@dataclass
class Replicates:
    """The numbers of later runs of a document, at the places of the stored ones.

    unseeded: the number of the first cell that draws data without a seed; None where none does. unsettled: what tells
    that our own chains had not settled. first: the number of the first cell that another run may change.
    """

    cells: Sequence[Cell]
    unseeded: int | None = None
    unsettled: str = ""
    first: int = 1
    runs: list[Mapping[Key, Number]] = field(default_factory=list)

    def add(self, ran: Ran) -> None:
        """Add a run: what its cells printed that did not fail."""
        self.runs.append(dict(_numbers(self.cells, ran)))

    def last_open(self, cells: Sequence[CellResult]) -> int:
        """Return the number of the last cell with a number of which another run may tell more; 0 where none has."""
        return max(
            (each.number for each in cells if any(self._is_open(each.number, one) for one in each.judged)), default=0
        )

    def _is_open(self, number: int, one: Judged) -> bool:
        if number < self.first or number in self._of_the_run:
            return False
        if not one.counts or one.new is None or one.runs and math.isnan(one.z):
            return False
        if one.verdict == AGREES:
            return one.sees > ENOUGH
        return one.verdict == CANNOT_TELL or one.verdict == EXPLAINED and self.is_unseeded(number)

    @cached_property
    def _of_the_run(self) -> frozenset[int]:
        """The numbers of the cells whose numbers no other run can judge."""
        return frozenset(one.number for one in self.cells if OF_THE_RUN.search(one.source))

    @cached_property
    def _of_optimisers(self) -> frozenset[int]:
        """The numbers of the cells that optimise, or read a name that such a cell gives, and do not sample."""
        return resting_on(self.cells, OPTIMISES, but=SAMPLES)

    def judged(self, found: Sequence[tuple[int, Judged]], first: Ran) -> list[Judged]:
        """Decide over all numbers of a document, each with the number of its cell. first: the run that they are of."""
        spreads = self._spreads(found, _stored_variance(self.cells, first))
        counted = sum(not math.isnan(one.z) for i, (_, one) in enumerate(found) if i not in spreads)
        level = FAMILY_LEVEL / max(1, counted + len(spreads))
        held = [
            self._by_spread(one, number, spreads[i], level) if i in spreads else one
            for i, (number, one) in enumerate(found)
        ]
        decided = [
            replace(one, reason=_far(one, spreads[i])) if i in spreads and one.z > 0 and one.verdict == DIFFERS else one
            for i, one in enumerate(document(held))
        ]
        return [self._with_settling(one) if i in spreads else one for i, one in enumerate(decided)]

    def _by_spread(self, one: Judged, number: int, spread: Spread, level: float) -> Judged:
        """Judge a number by its runs; where an optimiser stops, these can tell that it agrees, and no difference."""
        found = _by_spread(one, spread, level)
        if found.verdict == AGREES or number not in self._of_optimisers:
            return found
        away = f"{spread.apart(one.old.value, one.old.half):.1f} of the spread of {spread.count} runs away"
        return replace(found, verdict=CANNOT_TELL, reason=f"{OPTIMUM} ({away})", z=math.nan)

    def _with_settling(self, one: Judged) -> Judged:
        """Say beside a number that does not agree with its runs what tells that our chains had not settled."""
        if not self.unsettled or one.verdict not in (CANNOT_TELL, NOT_SETTLED, DIFFERS):
            return one
        return with_word(one, self.unsettled)

    def _spreads(self, found: Sequence[tuple[int, Judged]], stored_variance: float | None) -> dict[int, Spread]:
        """Return the spread of each number that its runs can judge."""
        spreads = {}
        for i, (number, one) in enumerate(found):
            if one.new is None or not math.isfinite(one.old.value) or number in self._of_the_run:
                continue
            if one.verdict in (SAME, EXPLAINED, NOT_SETTLED):  # where chains that do not mix end is chance
                continue
            known = not math.isnan(one.z)  # an error by what is printed beside it: of many draws, and not of a few runs
            if known and not self.is_unseeded(number):
                continue
            values = [one.new, *(run[key] for run in self.runs if (key := _key(number, one)) in run)]
            finite = tuple(each.value for each in values if math.isfinite(each.value))
            if len(finite) >= FEWEST and len(finite) == len(values):
                step = 2 * max(each.half for each in values) or 1.0
                spreads[i] = Spread(finite, step, stored_variance)
        return spreads

    def is_unseeded(self, number: int) -> bool:
        """Say whether a cell's numbers may depend on data that are others in each run."""
        return self.unseeded is not None and number >= self.unseeded


def _by_spread(one: Judged, spread: Spread, level: float) -> Judged:
    """Judge a number by its runs; whether a far one differs is left to Holm over the document."""
    if not spread.moves:  # then as after one run
        return replace(one, runs=spread.values, reason=STILL) if one.reason == UNKNOWN_ERROR else one
    runs, sees = f"{spread.count} runs", spread.sees(level)
    apart = spread.apart(one.old.value, one.old.half)
    if one.reason.startswith(WORSE) and not spread.is_common(apart):  # a worse run is no evidence of another posterior
        return replace(one, runs=spread.values)
    known = replace(one, runs=spread.values, sees=sees, error=spread.sd * spread.factor(spread.count))
    if (split := groups(spread.values)) is not None:
        (a, b), (c, d) = split
        why = f"{NOT_ITS_OWN}: its runs fall into two groups ({runs} give {a:.6g} to {b:.6g}, or {c:.6g} to {d:.6g})"
        return replace(known, verdict=NOT_SETTLED, reason=why, z=math.nan)
    if not math.isfinite(sees):
        return _without_shape(known, spread, apart)
    far = spread.surely_apart(one.old.value, one.old.half)
    known = replace(known, z=standard_errors(spread.probability(far)))
    if spread.is_common(apart):
        why = f"within the spread of {runs} ({spread.sd:.2g}; a shift of {sees:.1f} times that would show)"
        return replace(known, verdict=AGREES, reason=why)
    needed = spread.needed(far, level)
    more = f"would need {needed} runs" if needed else "no number of runs would tell"
    return replace(known, verdict=CANNOT_TELL, reason=f"{more} ({far:.1f} of the spread of {runs} away)")


def _without_shape(known: Judged, spread: Spread, apart: float) -> Judged:
    """Judge a number whose runs are far from normal: these tell no difference."""
    known = replace(known, z=math.nan, error=math.nan)
    if spread.is_common(apart):
        why = f"within the spread of {spread.count} runs ({spread.sd:.2g}; far from normal, they show no shift)"
        return replace(known, verdict=AGREES, reason=why)
    return replace(known, verdict=CANNOT_TELL, reason=f"{NO_SHAPE} ({apart:.1f} times their spread away)")


def _far(one: Judged, spread: Spread) -> str:
    distance = spread.apart(one.old.value, one.old.half)
    return f"{distance:.1f} times the spread of {spread.count} runs from their mean, {spread.mean:.6g}"


def _numbers(cells: Sequence[Cell], ran: Ran) -> Iterator[tuple[Key, Number]]:
    for stored, now in zip(cells, ran.cells, strict=False):
        if now.name or releases.only_of_the_run(stored.source):
            continue
        for one in cell(*both(stored.outputs, now.outputs), Circumstances()):
            if one.new is not None:
                yield _key(stored.number, one), one.new


def _key(number: int, one: Judged) -> Key:
    return number, one.old_block, one.old.start, one.old.text


def _stored_variance(cells: Sequence[Cell], first: Ran) -> float | None:
    """Return the variance of a stored number in that of ours, by the chains that both sides say they had."""
    then = _chains(one for stored in cells for one in stored.outputs)
    now = _chains(one for ran in first.cells for one in ran.outputs)
    return max(1.0, max(now) / min(then)) if then and now else None


def _chains(outputs: Iterator[Output]) -> list[int]:
    return [int(match[1]) for one in outputs for match in CHAINS.finditer(one.text) if int(match[1])]
