"""Runs files of a suite, each in a process of its own, and reads what came out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.conformance.suites import Suite

ROOT = Path(__file__).resolve().parents[2]
CRASHES = 8  # of one file, before the rest of it is given up


@dataclass
class FileResult:
    """What the tests of one file did: test -> "passed", "failed", "skipped", "xfailed" or "crashed"."""

    file: str
    outcomes: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0


def run_files(
    suite: Suite,
    folder: Path,
    files: Iterable[str],
    flags: str,
    limit: int,
    workers: int,
    said: Callable[[FileResult], None],
    only: str = "",
    total: int = 3600,
) -> dict[str, FileResult]:
    """Results per file; `said` hears of each when it is done. The longest start first.

    flags: THEANO_FLAGS. limit: seconds a test; total: seconds a file. only: pytest's -k.
    """
    ordered = sorted(files, key=lambda f: -suite.seconds.get(f, 0.0))
    with ThreadPoolExecutor(workers) as pool:
        jobs = [pool.submit(run_file, suite, folder, file, flags, limit, only, total) for file in ordered]
        for job in jobs:
            job.add_done_callback(lambda done: said(done.result()))
        return {result.file: result for result in (job.result() for job in jobs)}


def run_file(suite: Suite, folder: Path, file: str, flags: str, limit: int, only: str, total: int) -> FileResult:
    """One file, again without the test that took the process down, where one did."""
    result = FileResult(file)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="compat-conformance-") as made:
        for _ in range(CRASHES):
            left = total - (time.monotonic() - started)
            if left <= 0 or _run_once(suite, folder, file, flags, limit, only, left, Path(made), result):
                break
    result.seconds = time.monotonic() - started
    return result


def _run_once(
    suite: Suite,
    folder: Path,
    file: str,
    flags: str,
    limit: int,
    only: str,
    left: float,
    made: Path,
    result: FileResult,
) -> bool:
    """Whether the process came to its end; `result` has what it did."""
    results = made / "results"
    results.write_text("")
    given = {"folder": str(folder), "results": str(results), "limit": limit, "done": sorted(result.outcomes)}
    environment = {
        **os.environ,
        "COMPAT_CONFORMANCE": json.dumps(given),
        "THEANO_FLAGS": flags,
        "THEANORC": os.devnull,
        "PYTHONPATH": str(ROOT),
        "MPLBACKEND": "Agg",
        "OMP_NUM_THREADS": "1",
        "COMPAT_CHECK": "",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }  # those of hypothesis and zarr take longer than most files
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.conformance.plugin",
        "-c",
        os.devnull,
        "--noconftest",
        "--rootdir",
        str(folder),
        "--confcutdir",
        str(folder),  # else all folders above are read, caches too
        "-p",
        "no:cacheprovider",
        "-q",
        "-W",
        "ignore",
        "--tb=short",
        "-o",
        "python_classes=Test* test_* T_* *Tester",
        *(["-k", only] if only else []),
        str(folder / suite.base / file),
    ]
    try:
        ended = subprocess.run(
            command, cwd=made, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=left
        ).returncode in (0, 1, 2, 5)
    except subprocess.TimeoutExpired:
        ended = False
    started = ""
    for line in results.read_text().splitlines():
        row = json.loads(line)
        test = row["test"]
        if row["outcome"] == "started":
            started = test
        elif result.outcomes.get(test) not in ("failed", "crashed"):  # an error of its tear-down comes last
            result.outcomes[test] = row["outcome"]
            result.texts[test] = row["text"]
    if not ended and started and started not in result.outcomes:
        result.outcomes[started], result.texts[started] = "crashed", "took the process down, or the file's time was up"
        return False
    return True
