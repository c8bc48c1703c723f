"""Time from the start of a process to 400 effective draws: ours, Stan's, PyMC 6 with nutpie, NumPyro, one by one.

Each runs four chains of 1,000 draws after 1,000 on two processors, with its defaults, from an interpreter's start. From
that the time is computed that 400 effective draws (bulk, of the parameter with fewest) take: what passes before the
sampling, its tuning, and as much of its drawing as is wanted, the sampling being shared out by gradients taken.
"""

from __future__ import annotations

import hashlib
import json
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from bench import peers, stan_kit
from bench.conversation import ROOT, inherited
from bench.posteriordb import database, models_here
from bench.posteriordb.effective_size import smallest_ess
from bench.posteriordb.samplers._result import OTHER_SEED, STARTED
from bench.posteriordb.sampling_table import best_other
from bench.posteriordb.stan_model import library, sampler_library
from theano_common.system.folders import cache_folder

WANTED = 400
LIMIT = 240.0  # seconds for one of the other samplers
LONGEST = 3600.0  # where a bound of LIMIT does not say whether it is slower than ours, and for ours
PATIENCE = 8  # times what ours took, after which another is stopped
LEAST_PATIENCE = 20.0  # seconds
FEW = 100  # effective draws: with fewer, whether chains agree is a matter of the seed
SEEDS = 3  # then
ROUND = 500.0  # seconds that one run of all samplers may take for that
SHORT = 1.0  # seconds: what takes less is decided by what else the machine does meanwhile
TURNS = 5  # then


def measure(posterior: database.Posterior) -> dict[str, Any]:
    """Return {sampler: {"seconds": to 400 effective draws, "ready_s", "sampling_s", "ess", "divergences", ...}}, or
    {"failed": why}.

    "ours" begins with an empty cache folder and a C compiler, "ours, cached" with what it left, "ours, low rank" too;
    Stan's program is compiled beforehand ("compile_s": processor seconds of g++). Another sampler is stopped after
    PATIENCE times what ours took, LIMIT at most, but not before twice of what ours took, LONGEST at most; half of that,
    as its tuning alone, is then less than it needs ("at_least"). Where
    ours or the best of the others has few effective draws, all run with SEEDS seeds, and the run of the median time
    is returned of each, with the times of all ("of_seeds"), unless one run of all takes longer than ROUND. Where both
    ours, cached, and Stan's take less than SHORT, they run TURNS times by turns, and the median is returned of each.
    """
    began = time.time()
    found = _of_a_seed(posterior, 0)
    best = best_other(found, compiled=True)
    decide = [found[name] for name in ("ours, cached", *(best[1:] if best else ()))]
    if all(row.get("ess", FEW) >= FEW for row in decide) or time.time() - began > ROUND:
        return found
    runs = [found, *(_of_a_seed(posterior, n) for n in range(1, SEEDS))]
    return {name: median([run[name] for run in runs], "of_seeds") for name in found}


def median(rows: list[dict[str, Any]], times: str) -> dict[str, Any]:
    """Return the row of the median time, with the times of all under `times`; one that failed is slower than others."""
    ordered = sorted(rows, key=lambda row: row.get("seconds", math.inf))
    return {**ordered[len(rows) // 2], times: [row.get("seconds") for row in rows]}


def _of_a_seed(posterior: database.Posterior, other: int) -> dict[str, Any]:
    """One run of each sampler. other: by how much the seed is another."""
    compiled, _ = library(posterior), sampler_library()
    with tempfile.TemporaryDirectory(prefix="bench-cache-") as folder:
        seed = {OTHER_SEED: str(other)}
        cache = {"THEANO_FLAGS": f"cache_dir={folder}/cache", **seed}
        found = {
            name: _sampled("ours", sys.executable, posterior, "auto", limit=LONGEST, **cache)
            for name in ("ours", "ours, cached")
        }
        took = max(row.get("seconds", LONGEST) for row in found.values())
        limit = max(min(LIMIT, max(LEAST_PATIENCE, PATIENCE * took)), min(LONGEST, 2 * took))
        more = ("jitter+adapt_full",)
        found["ours, low rank"] = _sampled("ours", sys.executable, posterior, *more, limit=min(limit, LIMIT), **cache)
        found["stan"] = _sampled("stan", sys.executable, posterior, limit=limit, **seed)
        if all(found[name].get("seconds", SHORT) < SHORT for name in ("ours, cached", "stan")):
            turns = [found]
            for _ in range(1, TURNS):
                ours = _sampled("ours", sys.executable, posterior, "auto", limit=LONGEST, **cache)
                stan = _sampled("stan", sys.executable, posterior, limit=limit, **seed)
                turns.append({"ours, cached": ours, "stan": stan})
            found |= {name: median([turn[name] for turn in turns], "of_turns") for name in turns[-1]}
    found["stan"]["compile_s"] = stan_kit.compile_seconds(compiled)
    python = peers.python()
    for peer in ("pymc", "numpyro") if python is not None else ():
        found[peer] = _sampled(peer, str(python), posterior, str(_ports()), limit=limit, **seed)
    return found


def _sampled(
    sampler: str,
    python: str,
    posterior: database.Posterior,
    *more: str,
    limit: float,
    **environment: str,
) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        target = f"{folder}/draws.npz"
        command = [python, "-m", f"bench.posteriordb.samplers.{sampler}", posterior.name, target, *more]
        threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        given = {**inherited(), "PYTHONPATH": str(ROOT), **threads, **environment, STARTED: str(time.time())}
        try:
            done = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, timeout=limit)
        except subprocess.TimeoutExpired:
            return {"failed": f"took longer than {limit:.0f} s", "at_least": limit / 2}
        if done.returncode:
            return {"failed": (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1][:200]}
        row = json.loads(done.stdout.splitlines()[-1])
        with np.load(target) as draws:
            row["ess"] = smallest_ess(dict(draws))
    return {**row, "seconds": seconds(row)}


def seconds(row: dict[str, Any]) -> float:
    """Return the seconds to WANTED effective draws. Where the gradients of the tuning are not known, as many as of
    the drawing."""
    tuning = row["drawing"] if row["tuning"] is None else row["tuning"]
    share = (tuning + row["drawing"] * WANTED / row["ess"]) / (tuning + row["drawing"])
    return float(row["ready_s"] + row["sampling_s"] * share)


def _ports() -> Path:
    """Where the ports lie: in the cache folder, under what they were made from."""
    by_hand = ROOT / "bench" / "posteriordb" / "samplers" / "_ports.py"
    sources = (by_hand, *models_here.FOLDER.glob("*/*.py"), *(ROOT / "migrate" / "port").rglob("*.py"))
    key = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(sources))).hexdigest()[:16]
    folder = cache_folder() / f"posteriordb-ports-{key}"
    if not folder.exists():
        partial = folder.with_suffix(".partial")
        module = "bench.posteriordb.samplers._ports"
        subprocess.run([sys.executable, "-m", module, str(partial)], cwd=ROOT, stdout=subprocess.DEVNULL)
        partial.rename(folder)
    return folder
