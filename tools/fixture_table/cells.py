"""The cells of the table: which a fixture has, which files each rests on, and where what was measured is kept."""

from __future__ import annotations

import fcntl
import functools
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.fixture_table.fixtures import FOLDERS, ROOT, saved_trace

STORE = ROOT.parents[1] / "docs" / "fixtures.json"
BACKENDS = ("python", "c", "jax")
SAMPLED_BY = (*BACKENDS, "tfp", "smc", "advi")  # nutpie on C, NumPyro on JAX, the old steps over Python; and these
PYTHONS = ("3.11", "3.12", "3.13")
NUMBERS = ("logp.npz", "numbers.npz", "losses.npz", "mode.npz")
# (fixture, sampler) that the real library refuses too -> why.
NOT_SAMPLED = {
    ("as_op", "advi"): "its switch point is discrete",
    ("coal_mining", "advi"): "its switch point is discrete",
    ("coal_mining", "smc"): "it has missing values, with which the particles cannot start",
    ("ordered_regression", "smc"): "draws of its prior are not in order, so that particles begin at NaN",
    ("glm_formula", "smc"): "its intercept has a Flat prior, from which no particle can be drawn",
}
# Where the real library's sampler differs from its own NUTS likewise, under these settings: what it gave.
DIFFERS_LIKEWISE = {
    ("gp_latent", "smc"): "pm.sample_smc of PyMC3 3.11.5 differs likewise: base: log sd by -0.33",
    ("radon", "smc"): "pm.sample_smc of PyMC3 3.11.5 differs likewise: sigma_b: mean by -0.45 sd",
    ("stochastic_volatility", "smc"): "pm.sample_smc of PyMC3 3.11.5 differs likewise: walk[0]: log sd by -3.35",
}
# Where other settings than those of the other fixtures are needed: what they give there, and in the real library.
WITH_OTHERS = {
    ("item_response", "smc"): "with 120 moves a stage; with the 17 or so of p_acc_rate=0.99, q95 of difficulty[8] is "
                              "off by -0.35 sd, and by -0.34 sd in PyMC3 3.11.5",
}
KINDS = ("numbers", "posterior", "first_draws", "runs")


@dataclass(frozen=True)
class Cell:
    """One measurement: of a fixture, of what, by which backend (a Python version for `runs`)."""

    fixture: str
    kind: str
    by: str

    @property
    def key(self) -> str:
        return f"{self.kind} {self.by}"

    @property
    def digest(self) -> str:
        """Of the files that the cell rests on: what was measured on others does not count."""
        folder = ROOT / self.fixture
        wanted = [folder / "model.py", *folder.glob("data/*"), *REFERENCES[self.kind](folder)]
        total = hashlib.sha256()
        for path in sorted(p for p in wanted if p.is_file()):
            total.update(path.relative_to(folder).as_posix().encode() + _digest(path, path.stat().st_mtime_ns))
        return total.hexdigest()[:16]


@functools.cache
def _digest(path: Path, changed: int) -> bytes:
    """Of the file's content; three backends ask for it."""
    return hashlib.sha256(path.read_bytes()).digest()


def _posterior(folder: Path) -> list[Path]:
    trace = saved_trace(folder.name)
    return [folder / "mode.npz"] if trace is None else [trace, *trace.rglob("*")]


REFERENCES = {
    "numbers": lambda folder: [folder / name for name in NUMBERS],
    "posterior": _posterior,
    "first_draws": lambda folder: [folder / "first_draws.npz"],
    "runs": lambda folder: [],
}


def cells(name: str) -> Iterator[Cell]:
    """Every cell that the fixture has, by the files in its folder."""
    if any((ROOT / name / file).exists() for file in NUMBERS):
        yield from (Cell(name, "numbers", backend) for backend in BACKENDS)
    if saved_trace(name) is not None or (ROOT / name / "mode.npz").exists():
        by = BACKENDS if saved_trace(name) is None else SAMPLED_BY
        yield from (Cell(name, "posterior", sampler) for sampler in by if (name, sampler) not in NOT_SAMPLED)
    if (ROOT / name / "first_draws.npz").exists():
        yield Cell(name, "first_draws", "c")
    yield from (Cell(name, "runs", version) for version in PYTHONS)


def every_cell() -> list[Cell]:
    return [cell for folder in FOLDERS for cell in cells(folder.name)]


def load(path: Path = STORE) -> dict[str, dict[str, Any]]:
    """fixture -> cell key -> what was measured, and the digest of the files it was measured on."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def keep(cell: Cell | None = None, found: dict[str, Any] | None = None) -> dict[str, dict[str, Any]]:
    """Add what was found of a cell, drop cells that are no more, and write. Several runs may do so at a time."""
    STORE.parent.mkdir(exist_ok=True)
    folder = os.open(STORE.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        measured = load()
        if cell is not None and found is not None:
            measured.setdefault(cell.fixture, {})[cell.key] = {**found, "digest": cell.digest}
        known = {(cell.fixture, cell.key) for cell in every_cell()}
        measured = {name: {key: row[key] for key in row if (name, key) in known} for name, row in measured.items()}
        aside = STORE.with_suffix(".new")
        aside.write_text(json.dumps(measured, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
        aside.replace(STORE)
    finally:
        os.close(folder)
    return measured


def is_measured(cell: Cell, measured: dict[str, dict[str, Any]]) -> bool:
    """Whether the cell was measured on the files that lie there now."""
    return measured.get(cell.fixture, {}).get(cell.key, {}).get("digest") == cell.digest

