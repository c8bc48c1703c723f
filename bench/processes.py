"""What concerns whole processes: from start to trace, sampling, memory, imports, large graphs. Figures by name."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from bench import audit_files, environments, workload
from bench.conversation import ROOT, inherited

ROUNDS = 3
UNROLLED = ("autoregression", "hidden_markov", "recurrent", "terms", "stacked")  # of large_graphs.py
SCRIPT = ROOT / "fixtures" / "legacy_models" / "eight_schools" / "model.py"
PEERS = {"pymc": "PyMC 6 and nutpie", "numpyro": "NumPyro by hand"}
HEAVY = ("scipy", "pandas", "arviz", "jax", "numba", "matplotlib", "xarray", "pyarrow", "nutpie", "libcst")


def run(python: str, arguments: list[str], **environment: str) -> tuple[list[str], float, float]:
    """(lines printed, seconds on the wall, processor seconds); RuntimeError with the last words of a failure."""
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(
        [python, *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**inherited(), "PYTHONPATH": str(ROOT), **environment},
    )
    wall, after = time.perf_counter() - start, os.times()
    if done.returncode:
        raise RuntimeError(done.stderr[-1500:])
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return done.stdout.splitlines(), wall, spent


def startup() -> dict[str, float]:
    """Eight schools as written in 2021, through `theano-compat run`, up to the trace."""
    text = SCRIPT.read_text()
    text = text[: text.index("    print(pm.summary")]  # the summary needs ArviZ
    text = text.replace("with model:\n    trace", "import time\nstarted = time.perf_counter()\nwith model:\n    trace")
    found: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory(prefix="bench-cache-") as folder:
            script = Path(folder) / "model.py"
            script.write_text(text + "\nprint('sampled', time.perf_counter() - started)\n")
            for kind in ("cold", "warm"):
                lines, wall, spent = run(
                    sys.executable, ["-m", "compat", str(script)], THEANO_FLAGS=f"cache_dir={folder}/cache"
                )
                sampled = float(next(line for line in lines if line.startswith("sampled")).split()[1])
                found.setdefault(f"eight schools, process to trace, {kind}, s", []).append(wall)
                found.setdefault(f"    processor seconds, {kind}", []).append(spent)
                found.setdefault(f"pm.sample of it, {kind}, s", []).append(sampled)
        for peer, python in (("pymc", environments.peers_python()), ("numpyro", sys.executable)):
            try:
                if python is not None:
                    _, wall, spent = run(python, ["-m", f"bench.contestants.trace_{peer}", "eight_schools"])
                    found.setdefault(f"    the same by {PEERS[peer]}, s", []).append(wall)
                    found.setdefault(f"        processor seconds, {peer}", []).append(spent)
            except RuntimeError as error:
                print(f"eight_schools: {peer} cannot run: {str(error).strip().splitlines()[-1]}", file=sys.stderr)
    return {key: statistics.median(values) for key, values in found.items()}


def sampling() -> dict[str, float]:
    """4 x (1000 + 1000) draws: effective draws of the worst scalar, chain by chain, per processor second."""
    found: dict[str, float] = {}
    for name in workload.MODELS:
        rates = {}
        for contestant in ("ours", "pymc"):
            try:
                rates[contestant] = _rate(contestant, name)
            except RuntimeError as error:
                print(f"{name}: {contestant} cannot sample: {str(error).strip().splitlines()[-1]}", file=sys.stderr)
        for contestant, (ess, spent) in rates.items():
            found[f"{name} {contestant}: ESS"] = ess
            found[f"{name} {contestant}: processor seconds"] = spent
        if len(rates) == 2:
            (a, s), (b, t) = rates["ours"], rates["pymc"]
            found[f"{name} ESS per second, ours / nutpie"] = (a / s) / (b / t)
    return found


def _rate(contestant: str, name: str) -> tuple[float, float]:
    from theano_common.statistics import ess_bulk

    python = sys.executable if contestant == "ours" else environments.peers_python()
    if python is None:
        raise RuntimeError("the peers' environment is not there.")
    with tempfile.TemporaryDirectory(prefix="bench-cache-") as folder:
        target = Path(folder) / "draws.npz"
        lines, _, _ = run(
            python,
            ["-m", f"bench.contestants.sample_{contestant}", name, str(target)],
            THEANO_FLAGS=f"cache_dir={folder}/cache",
            OMP_NUM_THREADS="1",
            OPENBLAS_NUM_THREADS="1",
        )
        with np.load(target) as draws:
            scalars = [s for v in draws.files for s in draws[v].reshape(*draws[v].shape[:2], -1).transpose(2, 0, 1)]
    ess = min(sum(ess_bulk(chain[None]) for chain in scalar) for scalar in scalars)
    return float(ess), float(json.loads(lines[-1])["processor_s"])


def memory() -> dict[str, float]:
    lines, _, _ = run(
        sys.executable,
        ["-m", "bench.contestants.memory_ours"],
        THEANO_FLAGS=f"cache_dir={tempfile.mkdtemp(prefix='bench-cache-')}",
    )
    return json.loads(lines[-1])


def imports() -> dict[str, Any]:
    """Processor seconds of each import after the one before, and what is loaded in the end."""
    code = (
        "import sys, time; t0 = time.process_time(); import numpy; t1 = time.process_time(); import compat; "
        "t2 = time.process_time(); compat.install(); import pymc3; t3 = time.process_time(); "
        f"print(t1 - t0, t2 - t1, t3 - t2, *[m for m in {HEAVY} if m in sys.modules])"
    )
    runs = [run(sys.executable, ["-c", code])[0][-1].split() for _ in range(5)]
    seconds = [statistics.median(float(r[i]) for r in runs) for i in range(3)]
    return {
        "import numpy, s": seconds[0],
        "import compat, s beyond NumPy": seconds[1],
        "import pymc3, s beyond compat": seconds[2],
        "heavy packages loaded by both": len(runs[0]) - 3,
        "they are": ", ".join(runs[0][3:]) or "none",
    }


def _from_large_graph(name: str, nodes: int, kind: str, compiler: str | None) -> dict[str, Any]:
    """What one run in a new process, nothing cached, took."""
    with tempfile.TemporaryDirectory(prefix="bench-cache-") as folder:
        lines, _, _ = run(
            sys.executable,
            ["-m", "bench.contestants.large_ours", name, str(nodes), kind],
            THEANO_FLAGS=f"cache_dir={folder}/cache",
            **({"CC": compiler} if compiler else {}),
        )
    got = json.loads(lines[-1])
    if got["backend"] != "c":
        raise RuntimeError(f"{name}, {compiler or 'the default compiler'}: no C")
    return got


def large() -> dict[str, Any]:
    """From large graphs to callables, cold: processor seconds, the compiler's among them."""
    found: dict[str, Any] = {}
    clang = environments.clang()
    compilers = {"": None, **({" by clang": clang} if clang else {})}
    cells = [
        (name, 100_000 if name in UNROLLED else 5000, kind)
        for name in ("irregular", *UNROLLED)
        for kind in ("forward", "gradient")
    ]
    for by, command in compilers.items():
        for name, nodes, kind in cells:
            times = 3 if name == "irregular" else 1  # nearest to its limit: single runs vary by a third
            runs = sorted(
                (_from_large_graph(name, nodes, kind, command) for _ in range(times)),
                key=lambda found: found["processor_s"],
            )
            got = runs[times // 2]
            text = f"{name}, {kind}, {nodes:,} nodes{by}"
            found[f"{text}, processor s"] = got["processor_s"]
            found[f"    on the wall, {text}"] = got["wall_s"]
            found[f"    one call, us, {text}"] = got["call_us"]
    return found


ALL_BY_NAME: dict[str, Callable[[], dict[str, Any]]] = {
    "startup": startup,
    "sampling": sampling,
    "memory": memory,
    "imports": imports,
    "large": large,
    "check": audit_files.measured,
}
ALL = tuple(ALL_BY_NAME)
