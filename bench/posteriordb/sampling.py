"""Time from the start of a process to 400 effective draws: ours, Stan's, PyMC 6 with nutpie, NumPyro, one by one.

Each runs four chains of 1,000 draws after 1,000 on two processors, with its defaults, from an interpreter's start. From
that the time is computed that 400 effective draws (bulk, of the parameter with fewest) take: what passes before the
sampling, its tuning, and as much of its drawing as is wanted, the sampling being shared out by gradients taken.
"""

from __future__ import annotations

import hashlib
import json
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
from bench.posteriordb.samplers._result import STARTED
from bench.posteriordb.stan_model import library, sampler_library
from compat.settings.storage import platform_cache_directory

WANTED = 400
LIMIT = 600.0  # seconds for one sampler
PATIENCE = 8  # times what ours took, after which another is stopped
LEAST_PATIENCE = 60.0  # seconds


def measure(posterior: database.Posterior) -> dict[str, Any]:
    """Return {sampler: {"seconds": to 400 effective draws, "ready_s", "sampling_s", "ess", "divergences", ...}}, or
    {"failed": why}.

    "ours" begins with an empty cache folder and a C compiler, "ours, cached" with what it left, "ours, low rank" too;
    Stan's program is compiled beforehand ("compile_s": processor seconds of g++). Another sampler is stopped after
    PATIENCE times what ours took; half of that, as its tuning alone, is then less than it needs ("at_least").
    """
    compiled, _ = library(posterior), sampler_library()
    with tempfile.TemporaryDirectory(prefix="bench-cache-") as folder:
        cache = {"THEANO_FLAGS": f"cache_dir={folder}/cache"}
        found = {
            "ours": _sampled("ours", sys.executable, posterior, "auto", **cache),
            "ours, cached": _sampled("ours", sys.executable, posterior, "auto", **cache),
        }
        limit = min(LIMIT, max(LEAST_PATIENCE, PATIENCE * found["ours"].get("seconds", LIMIT)))
        more = ("jitter+adapt_full",)
        found["ours, low rank"] = _sampled(
            "ours", sys.executable, posterior, *more, limit=min(limit, LIMIT / 3), **cache
        )
    stan = _sampled("stan", sys.executable, posterior, limit=limit)
    found["stan"] = {**stan, "compile_s": stan_kit.compile_seconds(compiled)}
    python = peers.python()
    for peer in ("pymc", "numpyro") if python is not None else ():
        found[peer] = _sampled(peer, str(python), posterior, str(_ports()), limit=limit)
    return found


def _sampled(
    sampler: str,
    python: str,
    posterior: database.Posterior,
    *more: str,
    limit: float = LIMIT,
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
    sources = (*models_here.FOLDER.glob("*/*.py"), *(ROOT / "migrate" / "port").rglob("*.py"))
    key = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(sources))).hexdigest()[:16]
    folder = Path(platform_cache_directory()) / f"posteriordb-ports-{key}"
    if not folder.exists():
        partial = folder.with_suffix(".partial")
        module = "bench.posteriordb.samplers._ports"
        subprocess.run([sys.executable, "-m", module, str(partial)], cwd=ROOT, stdout=subprocess.DEVNULL)
        partial.rename(folder)
    return folder
