"""`python -m bench.contestants.large_ours GRAPH NODES`: from a large graph to its callable, and one call, in JSON.

GRAPH: `irregular`, or a name of UNROLLED; each with the gradient of its cost among the nodes, unless `forward` follows.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time

import compat as theano
from bench.large_graphs import UNROLLED, irregular
from theano_compat.backends.c.compilers import build
from theano_compat.graph.traversal import applies


def main(name: str, nodes: int, gradient: bool) -> None:
    make = UNROLLED.get(name, irregular)
    few, more = (len(applies(make(n, gradient)[1])) for n in (1000, 2000))
    inputs, outputs, values = make(1000 * nodes // (more - few), gradient)
    if "CC" in os.environ:
        build.load("int one(void) { return 1; }\n")  # zig makes its own library, once
    before, start = os.times(), time.perf_counter()
    f = theano.function(inputs, outputs, on_unused_input="ignore")
    wall, after = time.perf_counter() - start, os.times()
    spent = sum(after[:4]) - sum(before[:4])
    calls = []
    for _ in range(20):
        start = time.perf_counter()
        f(*values)
        calls.append(time.perf_counter() - start)
    print(
        json.dumps(
            {
                "nodes": len(applies(outputs)),
                "processor_s": spent,
                "wall_s": wall,
                "call_us": 1e6 * statistics.median(calls),
                "backend": f.executable.backend,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), "forward" not in sys.argv[3:])
