"""Replay: evaluate the script's model at the saved draws, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from theano_common.draws import Draws
from theano_common.saved import draws_npz, zipped_arrays
from theano_common.saved.imputed import by_pymc3_names

from . import model_density, region
from .errors import CannotReplay
from .replay_terms import Blame, blame
from .replay_verdict import NOT_POSSIBLE, OFFSET, TOLERANCE, TURNED, Replay, judge, not_possible
from .statistics import labelled

MOST = 2000  # saved draws to evaluate, evenly spaced


@dataclass(frozen=True)
class Run:
    """The result of running the script: the replay, and its own new draws if it sampled."""

    replay: Replay
    draws: Draws | None


@dataclass(frozen=True)
class Again:
    """A request to sample again, with this many draws per chain and other seeds than before."""

    draws: int
    time: int


def run_script(
    old: Draws,
    script: str | Path,
    arguments: Sequence[str] = (),
    *,
    sample: bool = True,
    most: int = MOST,
    install: bool = True,
    again: Again | None = None,
) -> Run:
    """Run `script` under the shim up to the first `pm.sample` of a model with the saved variables and log density.

    Where there is none, the first with the variables counts, else the first whose variables are among the saved ones.

    At most `most` saved draws are evaluated. `install=False` leaves the shim out: the script then uses the theano
    and pymc3 of this Python. `again` samples with other draws and seeds, and does not replay. The script's output
    goes to stderr.
    Raises CannotReplay when the script fails before that, or has no such model.
    """
    old = by_pymc3_names(old)
    precision = _precision(old)
    with tempfile.TemporaryDirectory(prefix="migrate-compare-") as folder:
        _write_job(Path(folder), old, _job(sample, install, again), precision, most)
        _run(folder, script, arguments)
        result = _read(Path(folder) / "result.json")
        new = Path(folder) / "new.npz"
        draws = draws_npz.load(new) if result["sampled"] else None
        if draws is not None:
            draws.attrs.update(result["made"], source=Path(script).name)
    if result["replay"] is None:
        raise CannotReplay(_no_model(result, str(script)))
    if sample and draws is None:
        raise CannotReplay(f"{script}: its pm.sample failed: {result.get('error', 'it gave no trace')}")
    return Run(_judged(old, result["replay"], precision, most), draws)


def replay_model(old: Draws, model: object, most: int = MOST) -> Replay:
    """Replay a model in this process: the shim's, or a real PyMC3's.

    Raises CannotReplay when it is not a model of the saved variables.
    """
    old = by_pymc3_names(old)
    arrays, precision = _arrays(old, most), _precision(old)
    if unlike := model_density.mismatch(model, arrays):
        raise CannotReplay(f"not the model of the saved draws: {unlike}")
    return _judged(old, model_density.evaluated(model, arrays, TOLERANCE[precision]), precision, most)


def _job(sample: bool, install: bool, again: Again | None) -> dict[str, Any]:
    return {"sample": sample, "install": install, "again": None if again is None else vars(again)}


def thinned(old: Draws, name: str, most: int = MOST, statistic: bool = False) -> np.ndarray:
    """Return at most `most` draws of all chains, evenly spaced, including the first and the last."""
    chains = [(chain.stats if statistic else chain.samples)[name] for chain in old.chains]
    every = np.concatenate(chains)
    return every[np.unique(np.linspace(0, len(every) - 1, min(most, len(every))).astype(int))]


def _write_job(folder: Path, old: Draws, job: dict[str, Any], precision: str, most: int) -> None:
    zipped_arrays.write(folder / "saved.npz", _arrays(old, most))
    (folder / "job.json").write_text(json.dumps({**job, "tolerance": TOLERANCE[precision]}))


def _arrays(old: Draws, most: int) -> dict[str, np.ndarray]:
    """Return the arrays that a model is evaluated at."""
    arrays = {name: thinned(old, name, most) for name in old.variables}
    if _why_not(old) is None:
        arrays[model_density.LOGP] = thinned(old, "model_logp", most, statistic=True)
    return arrays


def _run(folder: str, script: str | Path, arguments: Sequence[str]) -> None:
    command = [sys.executable, "-m", "theano_migrate.compare.replay_child", folder, str(script), *arguments]
    here = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join([here, *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {"MPLBACKEND": "Agg", **os.environ, "PYTHONPATH": path}
    # The script's output is for the person, not part of the report on stdout.
    process = subprocess.Popen(command, stdout=2, env=environment, stdin=subprocess.DEVNULL)
    try:
        process.wait()
    except KeyboardInterrupt:  # the child gets it too: its pm.sample ends with the draws so far
        process.wait()


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        raise CannotReplay("the process that ran the script ended without a result (its messages are above)")
    return json.loads(path.read_text(encoding="utf-8"))


def _no_model(result: dict[str, Any], script: str) -> str:
    if "error" in result:
        return f"{script} failed before a model fitted the saved draws: {result['error']}"
    if not result["calls"]:
        return f"{script} never called pm.sample"
    calls = "; ".join(f"call {i}: {why}" for i, why in enumerate(result["passed_over"], start=1))
    return f"{script}: no pm.sample of a model that fits the saved draws ({calls})"


def _why_not(old: Draws) -> str | None:
    """Return why the saved draws cannot be replayed; None if they can."""
    if "model_logp" not in old.statistics:
        of_pymc3 = old.sampler.lower() in ("", "pymc3")
        which = (
            "model_logp (PyMC3 before 3.6, or not sampled by NUTS or HMC)" if of_pymc3 else "log density of the model"
        )
        return f"the saved trace has no {which}"
    if not any(chain.stats["model_logp"].any() for chain in old.chains):
        return "model_logp is all zeros in the saved trace, as several step methods together leave it"
    return None


def _judged(old: Draws, found: dict[str, Any], precision: str, most: int) -> Replay:
    why = _why_not(old)
    if why is None and found.get("missing"):
        why = f"the saved trace lacks the transformed {', '.join(found['missing'])}"
    if why is not None:
        return not_possible(why)
    saved = thinned(old, "model_logp", most, statistic=True)
    turned = bool(found.get("turned"))
    saved = -saved if turned else saved
    steps = int(old.attrs.get("step_methods", 1))
    replay = judge(saved, np.array(found["logp"]), np.array(found["scale"]), precision, steps)
    if turned:
        replay = replace(replay, message=f"{replay.message}; {TURNED}", turned=True)
    replay = replace(replay, lacking=tuple(found["lacking"]), **_moved(old, found["free"], replay.status, most))
    replay = replace(replay, beyond=_beyond(old, found, most) if replay.passed else "")
    if replay.first is None or replay.status == NOT_POSSIBLE:
        return replay
    terms = found["terms"].get(str(replay.first), {})
    return replace(replay, terms=terms, blame=_blame(old, found, saved, replay.offset, most))


def _moved(old: Draws, free: Sequence[str], status: str, most: int) -> dict[str, Any]:
    """Return the fields of a replay that say how its free variables moved: points, free, still.

    A discrete variable may rightly have one value in all draws; where a constant is left open, it could be of its term.
    """
    flat = {name: (held := thinned(old, name, most)).reshape(len(held), -1) for name in free}
    still = [
        labelled(name, index)
        for name, columns in flat.items()
        if columns.dtype.kind == "f" or status == OFFSET
        for index, stands in zip(
            np.ndindex(old.stacked(name).shape[2:]), (columns == columns[:1]).all(axis=0), strict=True
        )
        if stands
    ]
    points = len(np.unique(np.concatenate(list(flat.values()), axis=1), axis=0)) if flat else 0
    return {"points": points, "free": tuple(free), "still": tuple(still)}


def _beyond(old: Draws, found: dict[str, Any], most: int) -> str:
    """Return where walks from the replayed draws end and no saved draw was; "" for nowhere."""
    moved = {name: np.array(values) for name, values in found.get("moved", {}).items() if name in old.variables}
    where = region.beyond(region.of_walks(old, moved, {name: thinned(old, name, most) for name in moved}))
    return f"walks that the model allows leave the saved draws, {where}" if where else ""


def _blame(old: Draws, found: dict[str, Any], saved: np.ndarray, offset: float, most: int) -> Blame | None:
    """Return the term that explains the difference, using the draws whose single terms were evaluated."""
    at = sorted(map(int, found["terms"]))
    if not at:
        return None
    by_draw = [found["terms"][str(i)] for i in at]
    terms = {name: np.array([one[name] for one in by_draw], dtype=float) for name in by_draw[0]}
    depends = found.get("depends", {})
    needed = {name for names in depends.values() for name in names}
    values = {name: thinned(old, name, most)[at] for name in needed if name in old.variables}
    with np.errstate(invalid="ignore"):
        difference = np.array(found["logp"], dtype=float)[at] - saved[at] - offset
    return blame(difference, terms, depends, values)


def _precision(old: Draws) -> str:
    kinds = {array.dtype.name for chain in old.chains for array in chain.samples.values()}
    return "float32" if "float32" in kinds else "float64"
