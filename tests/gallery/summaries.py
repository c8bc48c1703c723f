"""Tables of summaries that a notebook printed, and whether two of them agree within their Monte Carlo error."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

ERRORS = ("mcse_mean", "mc_error", "mcse")  # columns of the standard error of the mean
SIZES = ("ess_bulk", "ess_mean", "n_eff", "eff_n", "ess")  # columns of the effective number of draws
LEFT_OUT = ("...", "…")  # pandas writes it for the columns that have no room
WIDTH = 4.0  # standard errors; a difference beyond is no chance in 10,000 rows


@dataclass(frozen=True)
class Row:
    """A parameter's mean with its standard error, and half a unit of the last digit that was printed."""

    mean: float
    error: float
    rounding: float


def rows(text: str) -> dict[str, Row]:
    """Return the parameters of all summaries in `text`: pandas' print of a table with `mean`, `sd` and an error."""
    columns: dict[str, dict[str, str]] = {}
    header: list[str] = []
    for line in text.splitlines():
        words = line.rstrip("\\ ").split()
        values = words[-len(header) :] if header else []
        if header and len(words) > len(header) and all(map(_is_number, values)):
            name = " ".join(words[: -len(header)])
            columns.setdefault(name, {}).update(zip(header, values, strict=True))
        elif words and line[:1].isspace() and not any(_is_number(word) and word not in LEFT_OUT for word in words):
            header = words
        else:
            header = []
    found = {name: _row(cells) for name, cells in columns.items()}
    return {name: row for name, row in found.items() if row is not None}


def compared(ours: str, theirs: str) -> tuple[list[str], int]:
    """(what is said of each row that does not agree, how many rows both have)."""
    here, there = rows(ours), rows(theirs)
    both = [name for name in there if name in here]
    return [_told(name, here[name], there[name]) for name in both if not _agree(here[name], there[name])], len(both)


def _told(name: str, ours: Row, theirs: Row) -> str:
    return f"{name}: {ours.mean:.5g} (error {ours.error:.2g}), printed {theirs.mean:.5g} ({theirs.error:.2g})"


def _agree(a: Row, b: Row) -> bool:
    return abs(a.mean - b.mean) <= WIDTH * math.hypot(a.error, b.error) + a.rounding + b.rounding


def _row(cells: dict[str, str]) -> Row | None:
    if not {"mean", "sd"} <= cells.keys():
        return None
    mean, sd = float(cells["mean"]), float(cells["sd"])
    size = next((float(cells[name]) for name in SIZES if name in cells), 0.0)
    error = sd / math.sqrt(size) if size > 0 else next((float(cells[n]) for n in ERRORS if n in cells), math.nan)
    if not (math.isfinite(mean) and math.isfinite(error)):
        return None
    digits = len(cells["mean"].partition(".")[2]) if "e" not in cells["mean"] else 6
    return Row(mean, error, 0.5 * 10.0**-digits)


def _is_number(word: str) -> bool:
    return word in LEFT_OUT or re.fullmatch(r"[-+]?(\d+\.?\d*([eE][-+]?\d+)?|nan|NaN|inf)", word) is not None


def seconds_printed(text: str) -> float:
    """Sum the times that PyMC3 and IPython wrote: `took 12 seconds`, `Wall time: 1min 3s`."""
    whole = sum(float(n) for n in re.findall(r"took (\d+) seconds", text))
    for minutes, seconds, unit in re.findall(r"Wall time: (?:(\d+)min )?([\d.]+) ?(ms|µs|us|s)\b", text):
        whole += 60 * float(minutes or 0) + float(seconds) * {"s": 1.0, "ms": 1e-3}.get(unit, 1e-6)
    return whole
