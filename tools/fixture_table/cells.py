"""The cells of the table: which a fixture has, which files each rests on, and where what was measured is kept."""

from __future__ import annotations

import fcntl
import functools
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from tools.fixture_table.fixtures import FOLDERS, ROOT, facts, full_trace, saved_trace

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
        """Of the files that the cell rests on, as they lie here: of a posterior the full-size one, where it is here."""
        return _total(self._files(full_trace(self.fixture) or saved_trace(self.fixture)))

    @property
    def of_full(self) -> str | None:
        """The digest with the full-size posterior, by what fixture.toml has of its files; None where it has nothing."""
        path = ROOT / self.fixture / "fixture.toml"
        recorded = facts(self.fixture).get("full_files") if self.kind == "posterior" and path.exists() else None
        if recorded is None:
            return None
        return _total(self._files(None) | {PurePath(k): bytes.fromhex(v["sha256"]) for k, v in recorded.items()})

    @property
    def accepted(self) -> set[str | None]:
        """What was measured under other digests does not count."""
        return {self.digest, self.of_full, _total(self._files(saved_trace(self.fixture)))}

    def _files(self, trace: Path | None) -> dict[PurePath, bytes]:
        """Name from the fixture's folder -> digest; a posterior's files with the rest where it is one that counts."""
        folder = ROOT / self.fixture
        wanted = [folder / "model.py", *folder.glob("data/*"), *(folder / name for name in REFERENCES[self.kind])]
        found = {path.relative_to(folder): path for path in wanted}
        if self.kind == "posterior" and trace is not None:
            found |= {path.relative_to(trace.parent): path for path in (trace, *trace.rglob("*"))}
        return {name: _digest(path, path.stat().st_mtime_ns) for name, path in found.items() if path.is_file()}


def _total(files: Mapping[PurePath, bytes]) -> str:
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(name.as_posix().encode() + files[name])
    return total.hexdigest()[:16]


@functools.cache
def _digest(path: Path, changed: int) -> bytes:
    """Of the file's content; three backends ask for it."""
    return hashlib.sha256(path.read_bytes()).digest()


REFERENCES = {"numbers": NUMBERS, "posterior": ("mode.npz",), "first_draws": ("first_draws.npz",), "runs": ()}


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
    """Whether the cell was measured on the files that lie there now, or with the posterior before it was thinned."""
    return measured.get(cell.fixture, {}).get(cell.key, {}).get("digest", "") in cell.accepted
