"""Compare two posteriors and make a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from theano_common.draws import Draws
from theano_common.verdict import Status, headline, listed

from . import findings, region, verdict
from .correlations import correlation_rows
from .explanations import explained
from .gates import Gate, gate
from .joint import Joint, joint
from .repeats import Independent
from .replay_verdict import FAILED, Replay
from .report import Power, Report
from .row import MEAN_EXISTS, NORMAL_SPAN, SD_EXISTS, Compared, Row, judged, scalar_rows, tails
from .settings import Settings
from .sides import Sides, described, paired
from .statistics import LOG_DENSITY, Scalar, scalar, scalars
from .tables import table_rows
from .verdict import AGREE, DIFFER, UNDECIDED


def compare(
    old: Draws,
    new: Draws | None,
    replay: Replay | None = None,
    settings: Settings | None = None,
    share: float = 1.0,
) -> Report:
    """Compare a saved posterior with a new one (None: by replay alone).

    `share` of the error levels is spent: below 1 for one of several looks at a growing number of draws.
    Raises CannotCompare when the two share no variable.
    """
    settings = settings or Settings()
    if new is None:
        return _replay_alone(old, replay, settings)
    sides = paired(old, new, settings)
    old, new = sides.old.draws, sides.new.draws
    ours, theirs = (
        scalars(one.draws, sides.names, one.share) | _log_density(one, old, new, replay)
        for one in (sides.old, sides.new)
    )
    of_scalars = scalar_rows(ours, theirs, settings)
    gates = [gate("saved", old, of_scalars.rows), gate("new", new, of_scalars.rows)]
    remarks = [*sides.remarks, *_remarks(of_scalars), *(said for one in gates for said in one.remarks)]
    discrete = frozenset(name for name in sides.names if old.stacked(name).dtype.kind in "biu")
    found_rows = of_scalars.rows
    rows = [*found_rows, *correlation_rows(found_rows, settings), *table_rows(found_rows, discrete, settings)]
    together = None if sides.repeated else joint(rows)
    sampled = _sampled(rows, sum(len(chain) for chain in new.chains), gates, together, share)
    proved = replay is not None and replay.proves
    against = _against(sampled, together, replay, sides, found_rows)
    needed = not proved or bool(against)  # are the draws, where no replay answers for them
    found = (
        *findings.of_replay(replay),
        *sides.findings,
        *findings.of_scalars_apart(of_scalars, needed),
        *findings.of_quantities(sampled.rows, needed),
        *findings.of_gates(gates, needed),
        *findings.of_joint(together, sides.repeated and len(found_rows) > 1, needed),
    )
    status = headline(found).status
    agrees = status in (Status.EQUAL, Status.NEAR)
    alone = [one.name for one in sides.findings if one.status is Status.ONE_SIDE]
    return Report(
        found,
        _reason(status, sampled, of_scalars, sides, replay, against),
        tuple(sampled.rows),
        replay,
        tuple(remarks),
        sides.sources,
        sampled.needed if status is Status.NOT_COMPARED else None,
        sampled.both,
        together,
        _power(sampled.rows),
        explanations=() if agrees else explained(old, new, sampled.rows, alone, settings),
    )


def _against(
    sampled: _Sampled, together: Joint | None, replay: Replay | None, sides: Sides, rows: Sequence[Row]
) -> list[str]:
    """Return what forbids that the replay answers for draws which do not decide."""
    if replay is None or not replay.proves or sampled.answer != UNDECIDED:
        return []
    elsewhere = region.beyond(region.of_rows(*sides.given, rows))
    new_places = [f"new draws are where the replay was not, {elsewhere}"] if elsewhere else []
    return [*findings.contradictions(sampled.rows, together, replay), *new_places]


def _reason(
    status: Status,
    sampled: _Sampled,
    compared: Compared,
    sides: Sides,
    replay: Replay | None,
    against: Sequence[str],
) -> str:
    """Return why the answer is what it is. against: what a replay misses."""
    alone = [] if sampled.answer == AGREE else [sampled.reason]
    if unjudged := compared.told(Status.NOT_COMPARED):
        alone.insert(0, f"{listed(unjudged, between='; ')} (--ignore NAME leaves a variable out)")
    if not (compared.rows or compared.apart):
        alone = ["what both sides have is of size 0"]
    if status in (Status.DIFFERS, Status.ONE_SIDE):
        failed = [_failed(replay)] if replay is not None and replay.status == FAILED else []
        unlike = [*sides.changed, *compared.told(Status.DIFFERS)]
        by_draws = [sampled.reason] if sampled.answer == DIFFER else []
        return "; ".join([*failed, *([listed(unlike, between="; ")] if unlike else []), *by_draws])
    proved = replay is not None and replay.proves
    if status is Status.NOT_COMPARED:
        but = f"{replay.message}, but not of all: {'; '.join(against)}" if replay is not None and against else ""
        return "; ".join([*filter(None, [but]), *alone])
    near = [f"{one.name}: {one.why}" for one in sides.findings if one.status is Status.NEAR]
    if replay is not None and proved:
        by_draws = [UNDECIDED, *alone] if alone else [AGREE]
        return f"{replay.message}; the draws alone: {'; '.join([*by_draws, *near])}"
    return "; ".join([sampled.reason, *near])


def _log_density(side: Independent, old: Draws, new: Draws, replay: Replay | None) -> dict[str, Scalar]:
    """Return the log density of the draws, if both sides have it and a replay has shown that it is the same."""
    if replay is None or not replay.passed:
        return {}
    if any("model_logp" not in one.statistics or not one.statistic("model_logp").any() for one in (old, new)):
        return {}
    values = side.draws.statistic("model_logp").astype(float)
    if replay.turned and side.draws is old:
        values = -values
    offset = replay.offset if side.draws is new else 0.0
    return {LOG_DENSITY: scalar(LOG_DENSITY, values - offset, share=side.share)}


def _remarks(compared: Compared) -> list[str]:
    still = compared.told(Status.EQUAL)
    told = [f"Constant and the same on both sides: {listed(still)}."] if still else []
    return [*told, *_heavy(compared.rows)]


def _heavy(rows: list[Row]) -> list[str]:
    """Return a remark on the scalars whose tails are too heavy for an sd, or for a mean."""
    remarks = []
    for what, low, high in (("sd", SD_EXISTS, MEAN_EXISTS), ("mean and sd", MEAN_EXISTS, np.inf)):
        names = [row.name for row in rows if row.old and row.new and low < tails(row.old, row.new) <= high]
        if names:
            remarks.append(
                f"Tails too heavy for a trustworthy {what}, so judged by the rest, in units of "
                f"(q95 - q05)/{NORMAL_SPAN:.2f}: {listed(names)}."
            )
    return remarks


def _sampled(rows: list[Row], draws: int, gates: Sequence[Gate], together: Joint | None, share: float) -> _Sampled:
    """Return the answer that the draws alone give."""
    if not rows:
        return _Sampled(AGREE, "every common quantity is constant, and the same", rows)
    judgement = _judgement(rows, share)
    failures = [*gates[0].failures, *gates[1].failures]
    if judgement.differing and not failures:
        return _Sampled(DIFFER, judgement.differing, judgement.ordered)
    apart = [] if together is None or not together.apart else [together.text()]
    unsettled = [why for row in rows if (why := row.unsettled)]
    if judgement.all_inside and not unsettled and not failures and not apart:
        return _Sampled(AGREE, _agreeing(rows), judgement.ordered)
    needed, both = _needed(rows, draws, gates) if all(one.curable for one in gates) else (None, False)
    sides = "on each side " if both else ""
    enough = "" if needed is None else f"about {needed} draws {sides}would be needed, by the errors of these"
    differing = f"what differs now: {judgement.differing}" if judgement.differing else ""
    reasons = [*filter(None, [enough, *failures, differing])]
    reasons += [f"scalar by scalar they may agree, but {how}" for how in apart]
    if open_ones := [row.name for row in judgement.rows if not row.inside]:
        reasons.append(f"undecided: {listed(open_ones)}")
    ordered = [replace(row, beyond=False) for row in judgement.ordered]  # a side that proves nothing does not differ
    return _Sampled(UNDECIDED, "; ".join([*reasons, *unsettled[:2]]), ordered, needed, both)


@dataclass(frozen=True)
class _Sampled:
    """The answer of the draws alone. rows: by decreasing evidence. needed: total new draws; `both`: saved ones too."""

    answer: str
    reason: str
    rows: list[Row]
    needed: int | None = None
    both: bool = False


@dataclass(frozen=True)
class _Judgement:
    """The judged rows. differing: the differences as text."""

    rows: list[Row]
    differing: str
    all_inside: bool

    @property
    def ordered(self) -> list[Row]:
        return sorted(self.rows, key=lambda row: -row.z)


def _judgement(rows: list[Row], share: float) -> _Judgement:
    difference, old, new, margins = (_all(rows, name) for name in ("difference", "old_error", "new_error", "margins"))
    unsettled = {row.name for row in rows if row.unsettled}
    trusted = np.concatenate([np.full(len(row.difference), row.name not in unsettled) for row in rows])
    most = np.concatenate([np.full(len(row.margins), np.inf) if row.most is None else row.most for row in rows])
    found = verdict.judge(difference, np.hypot(old, new), margins, share, most)
    beyond = found.beyond & trusted
    cuts = np.cumsum([len(row.difference) for row in rows])[:-1]
    z_of, inside_of, beyond_of = (np.split(one, cuts) for one in (found.z, found.inside, beyond))
    made = [judged(*parts) for parts in zip(rows, z_of, inside_of, beyond_of, strict=True)]
    differing = _differing(made, z_of, beyond_of) if beyond.any() else ""
    return _Judgement(made, differing, bool(found.inside.all()))


def _needed(rows: list[Row], draws: int, gates: Sequence[Gate]) -> tuple[int, bool]:
    """Return (total new draws that would be needed, whether more saved ones are needed too)."""
    difference, old, new, margins = (_all(rows, name) for name in ("difference", "old_error", "new_error", "margins"))
    by_errors, both = verdict.draws_needed(difference, old, new, draws, margins)
    return max(by_errors, verdict.rounded(draws * gates[1].times)), both or gates[0].times > 1.0


def _all(rows: Sequence[Row], name: str) -> np.ndarray:
    return np.concatenate([getattr(row, name) for row in rows])


def _agreeing(rows: Sequence[Row]) -> str:
    counts = {kind: sum(row.kind == kind for row in rows) for kind in ("scalar", "correlation", "table")}
    statistic_text = [f"{count} {kind}{'s' * (count != 1)}" for kind, count in counts.items() if count]
    return f"all 90 % intervals of {' and '.join(statistic_text)} lie inside their margins"


def _differing(rows: Sequence[Row], z: Sequence[np.ndarray], beyond: Sequence[np.ndarray]) -> str:
    found = [(z[i][j], row.statistic_text(int(j))) for i, row in enumerate(rows) for j in np.flatnonzero(beyond[i])]
    found.sort(key=lambda one: -one[0])
    statistic_text = [f"{what} ({size:.0f} standard errors)" for size, what in found[:3]]
    return "; ".join(statistic_text) + (f"; and {len(found) - 3} more" if len(found) > 3 else "")


def _power(rows: Sequence[Row]) -> Power | None:
    tests = sum(int((~np.isnan(row.difference)).sum()) for row in rows)
    seen = []
    for row in rows:
        at = 0 if not np.isnan(row.difference[0]) else 3  # the median, if there is no mean
        if row.kind == "scalar" and not np.isnan(row.difference[at]):
            seen.append((float(verdict.smallest_seen(row.error[at], row.margins[at], tests)), row.name))
    if not seen:
        return None
    worst, name = max(seen)
    return Power(float(np.median([size for size, _ in seen])), worst, name)


def _replay_alone(old: Draws, replay: Replay | None, settings: Settings) -> Report:
    """Return the report of a replay without new draws."""
    left_out = [name for name in settings.ignored if name in old.variables]
    found = tuple(findings.of_replay_alone(replay, old.variables, left_out))
    if replay is None:
        reason = "nothing was sampled and nothing replayed"
    elif replay.status == FAILED:
        reason = _failed(replay)
    elif headline(found).status is Status.ONE_SIDE:
        reason = listed([f"{name} is only in the saved posterior" for name in replay.lacking], between="; ")
    else:
        but = (replay.weak or replay.beyond) if replay.passed else ""
        reason = f"{replay.message}, but {but}" if but else replay.message
    return Report(found, reason, replay=replay, sources=(described(old), ""))


def _failed(replay: Replay) -> str:
    return f"the log density {replay.message}" + (f"; {replay.blame.text()}" if replay.blame else "")
