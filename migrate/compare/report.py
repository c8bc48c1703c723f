"""The answer of a comparison with its evidence, as text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from theano_common.printing import json_text, printable
from theano_common.verdict import Headline, Status, headline
from theano_common.verdict import Row as Finding

from .joint import Joint
from .replay_verdict import NOT_POSSIBLE, Replay
from .row import Row
from .verdict import AGREE, AGREE_REPLAYED, DIFFER, MARGINS, STATISTICS, UNDECIDED, evidence

ANSWERS = {
    Status.EQUAL: AGREE,
    Status.NEAR: AGREE,
    Status.NOT_COMPARED: UNDECIDED,
    Status.ONE_SIDE: DIFFER,
    Status.DIFFERS: DIFFER,
}


@dataclass(frozen=True)
class Power:
    """The smallest shifts of a scalar's mean, in its sd, that this run would call `differ` in 9 of 10 cases.

    For the median scalar, and for the one that is known worst.
    """

    median: float
    worst: float
    worst_of: str

    def text(self) -> str:
        worst = f", {self.worst:.2f} sd in {self.worst_of}" if self.worst > self.median + 0.005 else ""
        return f"power: a shift of a mean by {self.median:.2f} sd{worst} would have been seen in 9 of 10 such runs"


@dataclass(frozen=True)
class Report:
    """What was found, the answer that it allows, its reason and its evidence.

    found: of each part of both sides; the answer is made from these alone. rows: quantities with their statistics, by
    decreasing evidence for a difference. stated: the reason; "" for that of the headline.
    """

    found: tuple[Finding, ...]
    stated: str = ""
    rows: tuple[Row, ...] = ()
    replay: Replay | None = None
    remarks: tuple[str, ...] = ()
    sources: tuple[str, str] = ("", "")
    needed: int | None = None  # total number of new draws, as far as they help
    needs_saved: bool = False  # whether more saved draws would be needed too
    joint: Joint | None = None
    power: Power | None = None
    hints: tuple[str, ...] = ()  # possible faults of the saved side
    explanations: tuple[str, ...] = ()  # how the saved side may be meant; no part of the answer
    attrs: dict[str, object] = field(default_factory=dict)

    @cached_property
    def headline(self) -> Headline:
        return headline(self.found)

    @property
    def status(self) -> Status:
        return self.headline.status

    @property
    def answer(self) -> str:
        answer = ANSWERS[self.status]
        return AGREE_REPLAYED if answer == AGREE and self.replay is not None and self.replay.proves else answer

    @property
    def reason(self) -> str:
        """Return why the answer is what it is; what was not compared is told by `closing`."""
        return self.stated or "; ".join(self.headline.reasons) or "all that was compared is equal"

    @property
    def closing(self) -> str:
        """Return the sentence on what was not compared; "" where everything was."""
        return self.headline.closing

    @property
    def sentence(self) -> str:
        """Return the answer with its reason, and what was not compared."""
        return f"{self.answer}: {self.reason}." + (f" {self.closing}" if self.closing else "")

    @property
    def exit_code(self) -> int:
        return self.headline.outcome.exit_code

    @property
    def agrees(self) -> bool:
        return self.exit_code == 0

    def text(self, limit: int | None = 20) -> str:
        """Return the report as text, with at most `limit` rows."""
        return text(self, limit)

    def json(self) -> str:
        return as_json(self)


def text(report: Report, limit: int | None = 20) -> str:
    """Return the report as text: sources, replay, tables, joint distribution, power; the answer is the last line."""
    lines = [f"saved: {report.sources[0]}"]
    if report.sources[1]:
        lines.append(f"new:   {report.sources[1]}")
    if report.replay is not None:
        lines += ["", *_replay(report)]
    if scalars := [row for row in report.rows if row.kind == "scalar"]:
        lines += ["", *_table(scalars, limit)]
    if others := [row for row in report.rows if row.kind != "scalar"]:
        lines += ["", *_others(others, limit)]
    facts = [one.text() for one in (report.joint, report.power) if one is not None]
    if facts or report.remarks:
        lines += ["", *facts, *report.remarks]
    if report.explanations:
        lines += ["", "what may explain it (no part of the answer):", *(f"  {one}" for one in report.explanations)]
    if report.hints:
        lines += ["", "known faults of old versions that may explain it:", *(f"  {hint}" for hint in report.hints)]
    lines += ["", report.sentence]
    return "\n".join(map(printable, lines))


def as_json(report: Report) -> str:
    """Return the whole report as JSON; statistics that a scalar does not have are null."""
    replay = report.replay
    document = {
        "version": 1,
        "answer": report.answer,
        "status": report.status.value,
        "exit_code": report.exit_code,
        "reason": report.reason,
        "not_compared": report.closing,
        "found": [{"name": one.name, "status": one.status.value, "why": one.why} for one in report.found],
        "draws_needed": report.needed,
        "saved": report.sources[0],
        "new": report.sources[1],
        "replay": None if replay is None else _replay_record(replay),
        "margins": dict(zip(STATISTICS, MARGINS.tolist(), strict=True)),
        "scalars": [_record(row) for row in report.rows if row.kind == "scalar"],
        "correlations": [_judged(row) for row in report.rows if row.kind == "correlation"],
        "tables": [_judged(row) for row in report.rows if row.kind == "table"],
        "joint": None if report.joint is None else {**vars(report.joint), "apart": report.joint.apart},
        "power": None if report.power is None else vars(report.power),
        "remarks": list(report.remarks),
        "explanations": list(report.explanations),
        "hints": list(report.hints),
    }
    return json_text(_plain(document))


def _replay(report: Report) -> list[str]:
    replay = report.replay
    assert replay is not None
    if replay.status == NOT_POSSIBLE:
        return [replay.message]
    lines = [f"replay {replay.status}: {replay.message}"]
    if replay.blame is not None:
        lines.append(f"  {replay.blame.text()}")
    if replay.terms:
        lines.append(f"  terms of the new log density at saved draw {replay.first}:")
        width = max(len(printable(name)) for name in replay.terms)
        lines += [f"    {printable(name):{width}}  {value: .12g}" for name, value in replay.terms.items()]
    return lines


def _replay_record(replay: Replay) -> dict[str, Any]:
    return {
        **vars(replay),
        "terms": dict(replay.terms),
        "blame": None if replay.blame is None else {"term": replay.blame.term, "share": replay.blame.share},
    }


def _table(rows: Sequence[Row], limit: int | None) -> list[str]:
    shown = rows if limit is None else rows[:limit]
    width = max(len("quantity"), *(len(printable(row.name)) for row in shown))
    heads = [f"{name} ({margin:g})" for name, margin in zip(STATISTICS, MARGINS, strict=True)]
    lines = [
        "new - saved in sd ± its Monte Carlo standard error (margin in the head), strongest evidence first",
        f"{'quantity':{width}}  {'ESS saved':>9} {'ESS new':>8} {'R-hat':>6}  " + "".join(f"{h:>15}" for h in heads),
    ]
    for row in shown:
        assert row.old is not None and row.new is not None
        cells = "".join(f"{_cell(d, e):>15}" for d, e in zip(row.difference, row.error, strict=True))
        own = "" if np.array_equal(row.margins, MARGINS) else "  margins " + ", ".join(f"{m:g}" for m in row.margins)
        ess = f"{min(row.old.bulk, row.old.tail):9.0f} {min(row.new.bulk, row.new.tail):8.0f}"
        lines.append(f"{printable(row.name):{width}}  {ess} {row.rhat_together:6.3f}  {cells}{_mark(row)}{own}")
    return lines + _more(len(rows) - len(shown))


def _others(rows: Sequence[Row], limit: int | None) -> list[str]:
    """Return lines on correlations and tables: the strongest evidence of each."""
    shown = rows if limit is None else rows[: max(3, limit // 3)]
    lines = ["new - saved of correlations, and of the probabilities of discrete values"]
    for row in shown:
        j = int(np.argmax(evidence(row.difference, row.error)))
        cell = f"{_cell(row.difference[j], row.error[j])} (margin {row.margins[j]:g})"
        lines.append(f"{row.name}: {row.statistics[j]} by {cell}{_mark(row)}")
    return lines + _more(len(rows) - len(shown))


def _more(count: int) -> list[str]:
    return [f"... and {count} more with weaker evidence (--all shows them)"] if count > 0 else []


def _mark(row: Row) -> str:
    return "  differs" if row.beyond else "" if row.inside else "  open"


def _cell(difference: float, error: float) -> str:
    return "-" if np.isnan(difference) else f"{difference:+.3f} ±{error:.3f}"


def _judged(row: Row) -> dict[str, Any]:
    def by_statistic(values: np.ndarray) -> dict[str, Any]:
        return dict(zip(row.statistics, values.tolist(), strict=True))

    return {
        "name": row.name,
        "difference": by_statistic(row.difference),
        "standard_error": by_statistic(row.error),
        "margin": by_statistic(row.margins),
        "evidence_z": row.z,
        "inside_margins": row.inside,
        "differs": row.beyond,
    }


def _record(row: Row) -> dict[str, Any]:
    def side(one: Any) -> dict[str, Any]:
        names = ("mean", "sd", "q05", "median", "q95")
        return {
            **dict(zip(names, one.values.tolist(), strict=True)),
            "mcse": dict(zip(names, one.errors.tolist(), strict=True)),
            "ess_bulk": one.bulk,
            "ess_tail": one.tail,
            "rhat": one.rhat,
        }

    sides = {"rhat_together": row.rhat_together, "saved": side(row.old), "new": side(row.new)}
    return {**_judged(row), **sides}


def _plain(value: object) -> Any:
    """Convert NaN to null and infinities to texts, which JSON does not have."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, float) and not np.isfinite(value):
        return None if np.isnan(value) else str(value)
    return value
