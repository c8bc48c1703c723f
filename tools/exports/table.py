"""`python -m tools.exports.table`: exports ten networks, times the files beside ours, and writes docs/exports.md.

Both run in this process, in turns, on the cores that it has. The time of a call is the least of many.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnxruntime

from theano_compat.backends.jax_package import import_jax
from theano_compat.exporting.errors import CannotExport
from tools.exports.networks import NETWORKS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "exports.md"
ROUNDS, SECONDS = 7, 0.2  # of each side, in turns
HEAD = """# Networks as files: size, verdict, time

Written by `make exports`. Each function is exported with its weights and compared at twenty inputs, those of the timed
call among them. Then the file is run by onnxruntime {version} beside our C, in one process, in turns, on {cores} cores;
a call's time is the least of {rounds} rounds. The last column is above 1 where the file is the slower one.

| network | ONNX, KB | verdict | StableHLO, KB | verdict | ours, us | onnxruntime, us | its time over ours |
|---|---:|---|---:|---|---:|---:|---:|
"""


def main() -> None:
    """Write the page."""
    import_jax()
    rows = [row(name, *make()) for name, make in NETWORKS.items()]
    head = HEAD.format(version=onnxruntime.__version__, cores=os.cpu_count(), rounds=ROUNDS)
    PAGE.write_text(head + "".join(rows), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))


def row(name: str, function: Any, values: list[Any]) -> str:
    """Return the row of a network."""
    with TemporaryDirectory() as folder:
        onnx, other = Path(folder, "net.onnx"), Path(folder, "net.stablehlo")
        verdict = function.export(onnx, [values]).verdict
        try:
            second = function.export(other, [values]).verdict
            size = f"{other.stat().st_size / 1024:,.0f}"
        except CannotExport as error:
            second, size = f"refused: {str(error).splitlines()[0]}", ""
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3  # weights that are inputs with a default are meant to be so
        session = onnxruntime.InferenceSession(onnx, options, providers=["CPUExecutionProvider"])
        names = [i.name for i in session.get_inputs()]
        feed = {n: np.asarray(v) for n, v in zip(names, values, strict=False)}
        ours, theirs = least([lambda: function(*values), lambda: session.run(None, feed)])
        kilobytes = f"{onnx.stat().st_size / 1024:,.0f}"
    times = f"{ours * 1e6:,.0f} | {theirs * 1e6:,.0f} | {theirs / ours:.2f}"
    return f"| {name} | {kilobytes} | {verdict} | {size} | {second} | {times} |\n"


def least(calls: list[Callable[[], object]]) -> list[float]:
    """Return the least time of a call of each, in seconds."""
    found = [np.inf] * len(calls)
    for _ in range(ROUNDS):
        for k, call in enumerate(calls):
            end = time.perf_counter() + SECONDS
            while (start := time.perf_counter()) < end:
                call()
                found[k] = min(found[k], time.perf_counter() - start)
    return found


if __name__ == "__main__":
    main()
