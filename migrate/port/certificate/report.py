"""The result of a certificate: verdict, versions, points and a table of terms, as text, JSON and HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from theano_common.printing import json_text

from .verdicts import CONSTANT, DIFFERS, EQUAL, NOT_COMPARABLE, worst

EXIT = {EQUAL: 0, CONSTANT: 1, DIFFERS: 1, NOT_COMPARABLE: 4}


@dataclass(frozen=True)
class Row:
    """One comparison: a term of the log density, the total, its gradient, a Jacobian, a deterministic, or data.

    `largest`: relative to the size of the compared values; `at`: the point where it is; `old`, `new`: the values there.
    """

    name: str
    kind: str
    status: str
    largest: float = 0.0
    at: int | None = None
    old: float | None = None
    new: float | None = None
    constant: float = 0.0
    note: str = ""


def points_text(points: Mapping[str, int]) -> str:
    """Return the number of points of each kind, as text."""
    kinds = ", ".join(f"{count} {kind}" for kind, count in points.items() if count)
    return f"{sum(points.values())} points ({kinds})"


@dataclass(frozen=True)
class ModelReport:
    """The comparison of one model. `points`: how many of each kind."""

    name: str
    verdict: str
    reason: str
    rows: tuple[Row, ...] = ()
    points: Mapping[str, int] = field(default_factory=dict)
    transforms: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    tolerance: float = 1e-10
    remarks: tuple[str, ...] = ()

    @property
    def largest(self) -> float:
        """Return the largest relative difference of a term, of the total or of the gradient."""
        return max((one.largest for one in self.rows if one.kind != "data"), default=0.0)

    @property
    def points_text(self) -> str:
        return points_text(self.points)

    @property
    def wrong(self) -> tuple[Row, ...]:
        """Return the rows that differ, terms first."""
        return tuple(one for one in self.rows if one.status in (DIFFERS, CONSTANT))


@dataclass(frozen=True)
class Report:
    """The certificate of a port."""

    old: str
    new: str
    versions: Mapping[str, Mapping[str, str]]
    models: tuple[ModelReport, ...]
    seed: int = 0
    remarks: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """Return the worst verdict of its models."""
        return worst([one.verdict for one in self.models]) if self.models else NOT_COMPARABLE

    @property
    def agrees(self) -> bool:
        """Say whether every model equals the old one: density, terms, gradient, supports, deterministics, data."""
        return self.verdict == EQUAL

    @property
    def same_posterior(self) -> bool:
        """Say whether models are equal up to constants in the log density, which do not affect draws."""
        return self.verdict in (EQUAL, CONSTANT)

    @property
    def exit_code(self) -> int:
        return EXIT[self.verdict]

    def text(self) -> str:
        """Return a few lines, and a table of the terms of each model."""
        lines = [f"old: {self.old}: {_made(self.versions['old'])}", f"new: {self.new}: {_made(self.versions['new'])}"]
        for one in self.models:
            lines += ["", *_model_lines(one)]
        lines += ["", *self.remarks] if self.remarks else []
        return "\n".join([*lines, "", self.sentence()])

    def sentence(self) -> str:
        """Return the verdict and its reason, of the model that decides."""
        line = next((one for one in self.models if one.verdict == self.verdict), None)
        return f"{self.verdict}: {line.reason if line else 'there is no model'}"

    def json(self) -> str:
        document = {
            "verdict": self.verdict,
            "agrees": self.agrees,
            "same_posterior": self.same_posterior,
            "old": self.old,
            "new": self.new,
            "versions": {side: dict(one) for side, one in self.versions.items()},
            "seed": self.seed,
            "remarks": list(self.remarks),
            "models": [_model_document(one) for one in self.models],
        }
        return json_text(document)


def _made(versions: Mapping[str, str]) -> str:
    others = ", ".join(f"{name} {version}" for name, version in versions.items() if name not in ("library", "version"))
    return f"{versions.get('library', '?')} {versions.get('version', '?')} ({others})"


def _model_lines(one: ModelReport) -> list[str]:
    lines = [f"model {one.name}: {one.verdict}: {one.reason}"]
    if not one.rows:
        return [*lines, *(f"  {remark}" for remark in one.remarks)]
    width = max(len(row.name) for row in one.rows)
    for row in one.rows:
        line = f"  {row.name:{width}}  {row.kind:13}  {row.status:21}  {row.largest:8.1e}"
        if row.status == CONSTANT:
            line += f"  by {row.constant:+.9g}"
        elif row.status == DIFFERS and row.old is not None and row.new is not None:
            line += f"  old {row.old:.9g}, new {row.new:.9g} at point {row.at}"
        lines.append(line + (f"  {row.note}" if row.note else ""))
    return [*lines, *(f"  {remark}" for remark in one.remarks)]


def _model_document(one: ModelReport) -> dict[str, Any]:
    rows = [{name: finite(value) for name, value in asdict(row).items()} for row in one.rows]
    return {
        "name": one.name,
        "verdict": one.verdict,
        "reason": one.reason,
        "largest": finite(one.largest),
        "tolerance": one.tolerance,
        "points": dict(one.points),
        "rows": rows,
        "renamed": dict(one.renamed),
        "transforms": {name: list(both) for name, both in one.transforms.items()},
        "remarks": list(one.remarks),
    }


def finite(value: object) -> Any:
    """Return a value that JSON has; other floats as text."""
    if isinstance(value, float) and not abs(value) < float("inf"):
        return str(value)
    return value
