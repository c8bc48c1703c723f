"""One workload, all contestants: they take turns, and ratios are medians over the turns."""

from __future__ import annotations

import statistics
import tempfile
from typing import Any

import numpy as np

from bench import environments, workload

ROUNDS = 5
SECONDS = 0.1  # a turn, for each way of being called


def difference(a: dict[str, np.ndarray], b: dict[str, np.ndarray]) -> dict[str, float]:
    """Largest difference of each value that both computed, over the largest entry."""
    return {k: float(np.max(np.abs(a[k] - b[k])) / max(1e-300, np.max(np.abs(b[k])))) for k in a if k in b}


def measured(
    name: str,
    sizes: dict[str, int],
    chosen: list[str],
    *,
    threads: int = 1,
    rounds: int = ROUNDS,
    seconds: float = SECONDS,
) -> dict[str, Any]:
    """{"us": {"ours pointer": median, ...}, "turns", "facts", "differences", "sizes"} of one workload."""
    running = {c: p for c in chosen if (p := environments.start(c, name, sizes, threads=threads)) is not None}
    turns: dict[str, list[float]] = {}
    try:
        for _ in range(rounds):
            for contestant, process in running.items():
                for kind in process.measures:
                    turns.setdefault(f"{contestant} {kind}", []).append(process.measure(kind, seconds))
        reference = "hand" if "hand" in running else next(iter(running), "")
        differences = {c: difference(p.values, running[reference].values) for c, p in running.items() if c != reference}
        facts = {c: p.facts for c, p in running.items()}
    finally:
        for process in running.values():
            process.close()
    return {
        "name": name,
        "sizes": sizes,
        "us": {k: statistics.median(v) for k, v in turns.items()},
        "turns": turns,
        "facts": facts,
        "differences": differences,
        "differ_from": reference,
    }


def ratio(result: dict[str, Any], one: str, other: str) -> float | None:
    """Median over the turns of one / other ("ours pointer", "hand pointer"); None where either is missing."""
    a, b = result["turns"].get(one), result["turns"].get(other)
    return None if not a or not b else statistics.median(x / y for x, y in zip(a, b, strict=True))


def near(named: dict[str, int], seed: int) -> dict[str, int]:
    """Sizes within 30 % of the named ones, odd ones included, above two where the named is."""
    rng = np.random.default_rng(seed)
    return {k: max(min(3, v), round(v * rng.uniform(0.7, 1.3))) for k, v in named.items()}


def worst_near(name: str, one: str, other: str, draws: int, *, threads: int = 1) -> dict[str, Any] | None:
    """The worst ratio over sizes drawn near the named ones; None without sizes, or where a contestant is missing."""
    named = workload.load(name).NAMED
    found = []
    for seed in range(draws if named else 0):
        sizes = near(named, seed)
        result = measured(name, sizes, [one.split()[0], other.split()[0]], threads=threads, rounds=3)
        if (value := ratio(result, one, other)) is not None:
            found.append({"ratio": value, "sizes": sizes, "differences": result["differences"]})
    return max(found, key=lambda f: f["ratio"], default=None)


def compile_times(name: str, rounds: int = 2) -> dict[str, dict[str, float]]:
    """Graph to callable in new processes, on a cold and on a warm cache: medians of wall and processor seconds."""
    found: dict[str, list[dict[str, float]]] = {"cold": [], "warm": []}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="bench-cache-") as cache:
            for facts in found.values():
                process = environments.start("ours", name, workload.load(name).NAMED, cache=cache)
                if process is not None:
                    facts.append(process.facts)
                    process.close()
    return {
        kind: {k: statistics.median(f[k] for f in facts) for k in ("compile_s", "compile_processor_s")}
        for kind, facts in found.items()
        if facts
    }
