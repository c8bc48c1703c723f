"""Compare two posteriors and make a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from theano_common.draws import Draws

from . import verdict
from .correlations import correlation_rows
from .errors import CannotCompare
from .gates import Gate, gate
from .joint import Joint, joint
from .labels import match
from .replay_verdict import FAILED, Replay
from .report import Power, Report
from .row import MEAN_EXISTS, NORMAL_SPAN, SD_EXISTS, Row, judged, scalar_rows, tails
from .settings import Settings
from .statistics import LOG_DENSITY, Scalar, compared_names, scalar, scalars, untransformed
from .tables import table_rows
from .verdict import AGREE, AGREE_REPLAYED, DIFFER, UNDECIDED


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
        return Report(*_by_replay_alone(replay), replay=replay, sources=(described(old), ""))
    sides = (("saved", old), ("new", new))
    remarks = [
        f"The {side} chains are of unequal length: compared are the first draws of each."
        for side, one in sides
        if len({len(chain) for chain in one.chains}) > 1
    ]
    old, new = _even(old, "saved"), _even(new, "new")
    names, said, changed = _common(old, new, settings)
    remarks += [*said, *(f"{side}: {said}" for side, one in sides for said in one.attrs.get("remarks", ()))]
    sources = described(old), described(new)
    if found := match(old, new, names, settings.symmetric):
        old, new = found.old, found.new
        names = [name for name in names if not (name != untransformed(name) and untransformed(name) in found.names)]
        remarks.append(found.remark)
    ours, theirs = (scalars(one, names) | _log_density(one, old, new, replay) for one in (old, new))
    found_rows = scalar_rows(ours, theirs, settings)
    rows = found_rows.rows
    if found_rows.still:
        remarks.append(f"Constant and the same on both sides: {_listed(found_rows.still)}.")
    remarks += _heavy(rows)
    if unlike := [*changed, *found_rows.unlike]:
        failed = [_failed(replay)] if replay is not None and replay.status == FAILED else []
        return Report(DIFFER, "; ".join([*failed, _listed(unlike, "; ")]), tuple(rows), replay, tuple(remarks), sources)
    gates = [gate("saved", old, rows), gate("new", new, rows)]
    remarks += [said for one in gates for said in one.remarks]
    discrete = frozenset(name for name in names if old.stacked(name).dtype.kind in "biu")
    rows += [*correlation_rows(rows, settings), *table_rows(rows, discrete, settings)]
    together = joint(rows)
    sampled = _sampled(rows, sum(len(chain) for chain in new.chains), gates, together, share)
    answer, reason = _answered(sampled, bool(ours), found_rows.unjudged, replay)
    return Report(
        answer,
        reason,
        tuple(sampled.rows),
        replay,
        tuple(remarks),
        sources,
        sampled.needed if answer == UNDECIDED else None,
        sampled.both,
        together,
        _power(sampled.rows),
    )


def _answered(sampled: _Sampled, has_scalars: bool, unjudged: list[str], replay: Replay | None) -> tuple[str, str]:
    """Return the answer and its reason, from the draws, the quantities that were not judged, and the replay."""
    answer, reason = sampled.answer, sampled.reason
    if not has_scalars:
        answer, reason = UNDECIDED, "what both sides have is of size 0"
    if unjudged and answer != DIFFER:
        why = f"{_listed(unjudged, '; ')} (--ignore NAME leaves a variable out)"
        answer, reason = UNDECIDED, why if answer == AGREE else f"{why}; {reason}"
    return (answer, reason) if replay is None else _with_replay(answer, reason, replay)


def _even(draws: Draws, side: str) -> Draws:
    """Return chains of equal length. Raises CannotCompare if that leaves nothing."""
    even = draws.rectangular() if len({len(chain) for chain in draws.chains}) > 1 else draws
    if not even.chains or not len(even):
        raise CannotCompare(f"the {side} posterior holds no draws")
    return even


def described(draws: Draws) -> str:
    """Describe the origin of draws as far as it is known: "model.py: nutpie, 4 chains of 1000 draws"."""
    source = f"{draws.attrs['source']}: " if "source" in draws.attrs else ""
    ended = "" if draws.ended == "complete" else draws.ended
    parts = [draws.sampler, f"{_chains(len(draws.chains))} of {len(draws)} draws", ended]
    return source + ", ".join(filter(None, parts))


def _chains(number: int) -> str:
    return f"{number} chain" + "s" * (number != 1)


def _common(old: Draws, new: Draws, settings: Settings) -> tuple[list[str], list[str], list[str]]:
    """Return (names to compare, remarks on those not compared, differences of names and shapes)."""
    left_out = [name for name in settings.ignored if name in old.variables or name in new.variables]
    ours, theirs = ([n for n in side.variables if n not in left_out] for side in (old, new))
    names = [name for name in compared_names(ours, theirs) if name in theirs]
    if not names:
        raise CannotCompare(
            f"no variable in common: saved are {', '.join(ours)}; new are {', '.join(theirs) or 'none'}"
        )
    remarks = [f"Left out as asked: {', '.join(left_out)}."] if left_out else []
    if unknown := [name for name in settings.named if name not in old.variables and name not in new.variables]:
        remarks.append(f"The settings are for {', '.join(unknown)} too, which neither side has.")
    stacked = {name: (old.stacked(name), new.stacked(name)) for name in names}
    unlike = [name for name, (a, b) in stacked.items() if (a.dtype.kind == "c") != (b.dtype.kind == "c")]
    shapes = {name: (a.shape[2:], b.shape[2:]) for name, (a, b) in stacked.items() if name not in unlike}
    changed = [*_alone("saved", ours, theirs, names), *_alone("new", theirs, ours, names)]
    changed += [f"{name} is complex on one side only" for name in unlike]
    changed += [f"{name} has shape {a} saved and {b} new" for name, (a, b) in shapes.items() if a != b]
    return [name for name, (a, b) in shapes.items() if a == b], remarks, changed


def _alone(side: str, mine: list[str], other: list[str], common: list[str]) -> list[str]:
    """Name the variables that only one side has."""
    alone = [name for name in compared_names(mine, mine) if name not in other and untransformed(name) not in common]
    if not alone:
        return []
    leave = "leaves it out" if len(alone) == 1 else "leaves one out"
    return [f"only in the {side} posterior: {_listed(alone)} (--ignore {alone[0]} {leave})"]


def _log_density(side: Draws, old: Draws, new: Draws, replay: Replay | None) -> dict[str, Scalar]:
    """Return the log density of the draws, if both sides have it and a replay has shown that it is the same."""
    if replay is None or not replay.passed:
        return {}
    if any("model_logp" not in one.statistics or not one.statistic("model_logp").any() for one in (old, new)):
        return {}
    values = side.statistic("model_logp").astype(float)
    return {LOG_DENSITY: scalar(LOG_DENSITY, values - (replay.offset if side is new else 0.0))}


def _heavy(rows: list[Row]) -> list[str]:
    """Return a remark on the scalars whose tails are too heavy for an sd, or for a mean."""
    remarks = []
    for what, low, high in (("sd", SD_EXISTS, MEAN_EXISTS), ("mean and sd", MEAN_EXISTS, np.inf)):
        names = [row.name for row in rows if row.old and row.new and low < tails(row.old, row.new) <= high]
        if names:
            remarks.append(
                f"Tails too heavy for a trustworthy {what}, so judged by the rest, in units of "
                f"(q95 - q05)/{NORMAL_SPAN:.2f}: {_listed(names)}."
            )
    return remarks


def _sampled(rows: list[Row], draws: int, gates: Sequence[Gate], together: Joint | None, share: float) -> _Sampled:
    """Return the answer that the draws alone give."""
    if not rows:
        return _Sampled(AGREE, "every common quantity is constant, and the same", rows)
    judgement = _judgement(rows, share)
    failures = [failure for one in gates for failure in one.failures]
    if judgement.differing and not failures:
        return _Sampled(DIFFER, judgement.differing, judgement.ordered)
    apart = [] if together is None or not together.apart else [together.text()]
    unsettled = [why for row in rows if (why := row.unsettled)]
    if judgement.all_inside and not unsettled and not failures and not apart:
        return _Sampled(AGREE, _agreeing(rows), judgement.ordered)
    reasons, needed, both = failures, None, False
    if all(one.curable for one in gates):
        needed, both = _needed(rows, draws, gates)
        sides = "on each side " if both else ""
        reasons.insert(0, f"about {needed} draws {sides}would be needed, by the errors of these")
    if judgement.differing:
        reasons.append(f"what differs now: {judgement.differing}")
    reasons += [f"scalar by scalar they may agree, but {how}" for how in apart]
    if open_ones := [row.name for row in judgement.rows if not row.inside]:
        reasons.append(f"undecided: {_listed(open_ones)}")
    reasons += unsettled[:2]
    return _Sampled(UNDECIDED, "; ".join(reasons), judgement.ordered, needed, both)


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


def _with_replay(answer: str, reason: str, replay: Replay) -> tuple[str, str]:
    if replay.status == FAILED:
        return DIFFER, _failed(replay) + ("" if answer != DIFFER else f"; {reason}")
    if replay.passed and answer != DIFFER:
        by_draws = "the draws alone: " + (AGREE if answer == AGREE else f"{answer}, {reason}")
        return AGREE_REPLAYED, f"{replay.message}; {by_draws}"
    return answer, reason


def _by_replay_alone(replay: Replay | None) -> tuple[str, str]:
    if replay is None:
        return UNDECIDED, "nothing was sampled and nothing replayed"
    if replay.status == FAILED:
        return DIFFER, _failed(replay)
    return (AGREE_REPLAYED if replay.passed else UNDECIDED), replay.message


def _failed(replay: Replay) -> str:
    return f"the log density {replay.message}" + (f"; {replay.blame.text()}" if replay.blame else "")


def _listed(names: list[str], between: str = ", ") -> str:
    return between.join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
