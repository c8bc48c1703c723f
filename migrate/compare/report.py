"""A comparison as text and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from migrate.compare.replay_verdict import NOT_POSSIBLE
from migrate.compare.verdict import MARGINS, STATISTICS

if TYPE_CHECKING:
    from migrate.compare.comparison import Report, Row


def text(report: Report, limit: int | None = 20) -> str:
    """Sources, replay, the table by falling evidence, the answer in the last line."""
    lines = [f"saved: {report.sources[0]}"]
    if report.sources[1]:
        lines.append(f"new:   {report.sources[1]}")
    if report.replay is not None:
        lines += ["", *_replay(report)]
    if report.rows:
        lines += ["", *_table(report.rows, limit)]
    lines += [*report.remarks, "", f"{report.answer}: {report.reason}."]
    return "\n".join(lines)


def as_json(report: Report) -> str:
    """All of the report; a statistic that a scalar does not have is null."""
    replay = report.replay
    document = {
        "version": 1,
        "answer": report.answer,
        "exit_code": report.exit_code,
        "reason": report.reason,
        "draws_needed": report.needed,
        "saved": report.sources[0],
        "new": report.sources[1],
        "replay": None if replay is None else {**vars(replay), "terms": dict(replay.terms)},
        "margins": dict(zip(STATISTICS, MARGINS.tolist(), strict=True)),
        "scalars": [_record(row) for row in report.rows],
        "remarks": list(report.remarks),
    }
    return json.dumps(_plain(document), indent=2, ensure_ascii=False, allow_nan=False)


def _replay(report: Report) -> list[str]:
    replay = report.replay
    assert replay is not None
    if replay.status == NOT_POSSIBLE:
        return [replay.message]
    lines = [f"replay {replay.status}: {replay.message}"]
    if replay.terms:
        lines.append(f"  terms of the new log density at saved draw {replay.first}:")
        width = max(map(len, replay.terms))
        lines += [f"    {name:{width}}  {value: .12g}" for name, value in replay.terms.items()]
    return lines


def _table(rows: tuple[Row, ...], limit: int | None) -> list[str]:
    shown = rows if limit is None else rows[:limit]
    width = max(len("quantity"), *(len(row.name) for row in shown))
    heads = [f"{name} ({margin:g})" for name, margin in zip(STATISTICS, MARGINS, strict=True)]
    lines = [
        "new - saved in sd ± its Monte Carlo standard error (margin in the head), strongest evidence first",
        f"{'quantity':{width}}  {'ESS saved':>9} {'ESS new':>8} {'R-hat':>6}  " + "".join(f"{h:>15}" for h in heads),
    ]
    for row in shown:
        cells = "".join(
            f"{_cell(d, e):>15}" for d, e in zip(row.difference, np.hypot(row.old_error, row.new_error), strict=True)
        )
        mark = "  differs" if row.beyond else "" if row.inside else "  open"
        ess = f"{min(row.old.bulk, row.old.tail):9.0f} {min(row.new.bulk, row.new.tail):8.0f}"
        lines.append(f"{row.name:{width}}  {ess} {row.rhat_together:6.3f}  {cells}{mark}")
    if len(shown) < len(rows):
        lines.append(f"... and {len(rows) - len(shown)} more with weaker evidence (--all shows them)")
    return lines


def _cell(difference: float, error: float) -> str:
    return "-" if np.isnan(difference) else f"{difference:+.3f} ±{error:.3f}"


def _record(row: Row) -> dict[str, Any]:
    def side(one: Any) -> dict[str, Any]:
        names = ("mean", "sd", "q05", "median", "q95")
        return {
            **dict(zip(names, one.values.tolist(), strict=True)),
            "mcse": dict(zip(names, one.errors.tolist(), strict=True)),
            "ess_bulk": one.bulk, "ess_tail": one.tail, "rhat": one.rhat,
        }  # fmt: skip

    error = np.hypot(row.old_error, row.new_error)
    return {
        "name": row.name,
        "difference": dict(zip(STATISTICS, row.difference.tolist(), strict=True)),
        "standard_error": dict(zip(STATISTICS, error.tolist(), strict=True)),
        "evidence_z": row.z,
        "inside_margins": row.inside,
        "differs": row.beyond,
        "rhat_together": row.rhat_together,
        "saved": side(row.old),
        "new": side(row.new),
    }


def _plain(value: Any) -> Any:
    """JSON has no NaN and no infinity: null, and texts."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, float) and not np.isfinite(value):
        return None if np.isnan(value) else str(value)
    return value
