"""`python -m bench`: every contestant in one run, the ratios, and whether each goal is met."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import peers

ROOT = Path(__file__).parents[1]
ROUNDS = 3


def run(python: str, *arguments: str, **environment: str) -> dict[str, Any] | None:
    """The JSON that a contestant prints last; None (and its words) where it fails."""
    done = subprocess.run([python, *arguments], capture_output=True, text=True, cwd=ROOT,
                          env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", **environment})
    if done.returncode:
        print(f"{' '.join(arguments)} failed:\n{done.stderr[-800:]}", file=sys.stderr)
        return None
    return json.loads(done.stdout.strip().splitlines()[-1])


def median_run(rounds: int, *call: str) -> dict[str, Any] | None:
    """The figure-wise median of several runs."""
    results = [r for r in (run(*call) for _ in range(rounds)) if r is not None]
    if not results:
        return None
    return {k: statistics.median(r[k] for r in results) if isinstance(v, int | float) else v
            for k, v in results[0].items()}


def script_seconds(cold: bool) -> float:
    """From the start of a process that runs the unchanged legacy script to its end."""
    folder = tempfile.mkdtemp(prefix="bench-cache-")
    script = ROOT / "fixtures" / "legacy_models" / "eight_schools" / "model.py"
    short = Path(folder) / "model.py"
    text = script.read_text()
    short.write_text(text[:text.index("    print(pm.summary")])  # to the trace; the summary needs ArviZ
    times = []
    for _ in range(ROUNDS):
        cache = tempfile.mkdtemp(prefix="bench-cache-") if cold else folder
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-m", "compat", str(short)], capture_output=True, text=True, cwd=ROOT,
                              env={**os.environ, "THEANO_FLAGS": f"cache_dir={cache}"})
        times.append(time.perf_counter() - start)
        if done.returncode:
            raise SystemExit(f"the script failed:\n{done.stderr[-2000:]}")
    return statistics.median(times[0 if cold else 1:])


def row(what: str, ours: float, other: float | None, unit: str, goal: str = "", met: bool | None = None) -> None:
    ratio = "" if other is None else f"{other / ours:8.2f}x"
    text = "" if other is None else f"{other:10.3f} {unit}"
    mark = "" if met is None else ("  ✓ " if met else "  ✗ ") + goal
    print(f"{what:58s}{ours:10.3f} {unit:3s}{text:>16s}{ratio:>10s}{mark}")


def main() -> None:
    results: dict[str, Any] = {}
    peer = peers.python()
    print(f"{'':58s}{'ours':>14s}{'other':>16s}{'ratio':>10s}")
    for name in ("eight_schools", "radon"):
        ours = median_run(ROUNDS, sys.executable, "-m", "bench.contestant_ours", name)
        pymc = median_run(ROUNDS, peer, "-m", "bench.contestant_pymc", name, "evaluate") if peer else None
        results[name] = {"ours": ours, "pymc": pymc}
        if ours is None:
            continue
        limit = 2.0 if name == "eight_schools" else None
        row(f"{name}: logp + gradient, from Python", ours["python_us"], None, "us", "<= 2 us" if limit else "",
            ours["python_us"] <= limit if limit else None)
        if pymc:
            row(f"{name}: the same beside PyMC {pymc['version']}", ours["python_us"], pymc["python_us"], "us",
                "no slower", ours["python_us"] <= pymc["python_us"])
            row(f"{name}: graph to callable, cold, beside PyMC", ours["compile_s"], pymc["compile_s"], "s")
        if ours["pointer_us"]:
            row(f"{name}: through the pointer, beside hand-written C", ours["pointer_us"], ours["hand_us"], "us")
        print(f"{'':4s}difference from hand-written C: value {ours['value_difference']:.1e}, "
              f"gradient {ours['gradient_difference']:.1e} (relative)")
    cold, warm = script_seconds(True), script_seconds(False)
    nutpie = median_run(ROUNDS, peer, "-m", "bench.contestant_pymc", "eight_schools", "trace") if peer else None
    numpyro = median_run(ROUNDS, sys.executable, "-m", "bench.contestant_numpyro", "eight_schools")
    results["trace"] = {"cold_s": cold, "warm_s": warm, "nutpie": nutpie, "numpyro": numpyro}
    row("eight schools, process start to trace, cold cache", cold, None, "s", "< 1.5 s", cold < 1.5)
    row("eight schools, process start to trace, warm cache", warm, None, "s")
    if nutpie:
        row("the same, cold, beside PyMC + nutpie", cold, nutpie["seconds"], "s")
    if numpyro:
        row("the same, cold, beside NumPyro by hand", cold, numpyro["seconds"], "s")
    target = ROOT / "bench" / "results.json"
    target.write_text(json.dumps(results, indent=1) + "\n")
    print(f"figures: {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
