"""No test needs another before it: each file alone in a fresh process with an empty cache, and all in random order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NO_TESTS = 5  # pytest's status where all are deselected
LIMIT = 1800  # seconds a file
FAILED = re.compile(r"^(?:FAILED|ERROR) (.*)$", re.MULTILINE)


def test_files() -> list[str]:
    """The files of our tests, from the folder of the project."""
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("test_*.py"))


def run(arguments: Sequence[str], cache: str | None = None, **variables: str) -> tuple[int, str]:
    """(status, output) of pytest. cache: the folder in which this process and its children keep compiled objects."""
    environment = {**os.environ, **variables}
    environment.pop("PYTEST_XDIST_WORKER", None)
    if cache is not None:
        flags = [part for part in environment.get("THEANO_FLAGS", "").split(",") if part]
        environment |= {"XDG_CACHE_HOME": cache, "THEANO_FLAGS": ",".join([*flags, f"base_compiledir={cache}/theano"])}
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider", *arguments]
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=LIMIT)
    except subprocess.TimeoutExpired as late:
        return 1, f"ERROR took longer than {LIMIT} s\n{late.stdout or ''}"
    return done.returncode, done.stdout + done.stderr


def alone(file: str, options: Sequence[str] = ("-m", "not slow")) -> list[str]:
    """What fails where `file` is all that its process runs."""
    with tempfile.TemporaryDirectory(prefix="compat-order-") as cache:
        status, text = run([*options, file], cache)
    return [] if status in (0, NO_TESTS) else FAILED.findall(text) or [f"{file}: {text[-2000:]}"]


def in_order(
    number: int, files: Sequence[str] = ("tests",), workers: int = 1, options: Sequence[str] = ("-m", "not slow")
) -> list[str]:
    """What fails where the tests of `files` run in the order of seed `number`."""
    status, text = run(
        ["-p", "tests.fidelity.random_order", "-n", str(workers), *options, *files], COMPAT_ORDER=str(number)
    )
    return [] if status == 0 else FAILED.findall(text) or [text[-2000:]]


def each_alone(files: Sequence[str], workers: int) -> Iterator[tuple[str, list[str]]]:
    with ThreadPoolExecutor(workers) as pool:
        yield from zip(files, pool.map(alone, files), strict=True)


def main(orders: int = 2, workers: int = 2, files: Sequence[str] = ()) -> int:
    """Print what fails; 1 if anything does. Seeds are those of the day: they are printed."""
    wrong: list[str] = []
    chosen = list(files) or test_files()
    for number, (file, failed) in enumerate(each_alone(chosen, workers), 1):
        wrong += failed
        for test in failed:
            print(f"{file} alone: {test}", flush=True)
        if number % 20 == 0:
            print(f"... {number} of {len(chosen)} files, {len(wrong)} tests fail", flush=True)
    for number in range(int(time.time()) // 1000, int(time.time()) // 1000 + orders):
        failed = in_order(number, files or ("tests",), workers)
        wrong += failed
        for test in failed:
            print(f"COMPAT_ORDER={number}: {test}", flush=True)
        print(f"... in the order of seed {number}: {len(failed)} tests fail", flush=True)
    print(f"order: {len(chosen)} files alone, {orders} orders: {len(wrong)} tests fail")
    return int(bool(wrong))
