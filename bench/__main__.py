"""`python -m bench [NAME ...] [--contestants ours hand ...]`: contestants side by side, and the ratios."""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile

import numpy as np

from bench import conversation, workload

CONTESTANTS = ("ours", "hand", "jax")
ROUNDS = 5


def measured(name: str, sizes: dict[str, int], chosen: list[str]) -> None:
    running = {}
    for contestant in chosen:
        environment = {"THEANO_FLAGS": f"cache_dir={tempfile.mkdtemp(prefix='bench-cache-')}"}
        found = conversation.start(sys.executable, contestant, name, sizes, **environment)
        if found is not None:
            running[contestant] = found
    taken: dict[tuple[str, str], list[float]] = {}
    for _ in range(ROUNDS):
        for contestant, process in running.items():
            for kind in process.measures:
                taken.setdefault((contestant, kind), []).append(process.measure(kind, 0.1))
    us = {key: statistics.median(values) for key, values in taken.items()}
    line = f"{name:24s}" + "".join(f"  {c} {k} {v:9.3f}" for (c, k), v in us.items())
    if ("ours", "pointer") in us and ("hand", "pointer") in us:
        ratios = [a / b for a, b in zip(taken["ours", "pointer"], taken["hand", "pointer"], strict=True)]
        line += f"   ours / hand {statistics.median(ratios):5.2f}"
    print(line)
    if len(running) > 1:
        first, *others = running
        for other in others:
            a, b = running[first].values, running[other].values
            print("    difference", first, other, {k: float(np.max(np.abs(a[k] - b[k])) / np.max(np.abs(b[k])))
                                                  for k in a if k in b})
    if "ours" in running:
        print("   ", running["ours"].facts)
    for process in running.values():
        process.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--contestants", nargs="+", choices=CONTESTANTS, default=list(CONTESTANTS))
    given = parser.parse_args()
    for name in given.names or workload.ALL:
        measured(name, workload.load(name).NAMED, given.contestants)


if __name__ == "__main__":
    main()
