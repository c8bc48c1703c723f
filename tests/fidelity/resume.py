"""Runs that are killed at random moments, and gone on with: the numbers of a run that was not, to the bit."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from .resume_program import CASES

SAID = "said.txt"
IN_WRITES = 5  # each so many-th process dies within a write


def main(kills: int, only: str | None = None) -> int:
    """Print a line for each kind of run; return 1 if one gave other numbers."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in CASES if only is None else [only]:
            text, holds = _one(name, kills, Path(folder))
            print(f"{name}: {text}", flush=True)
            failed += not holds
    return int(failed > 0)


def _one(name: str, kills: int, folder: Path) -> tuple[str, bool]:
    rng = random.Random(name)
    whole, died = folder / "whole.npz", folder / "died.npz"
    with _started(name, folder / f"{name} whole", whole) as process:
        began = time.monotonic()
        if process.wait():
            return f"fails without a kill: {_said(folder)}", False
        seconds = time.monotonic() - began
    number = within = 0
    while True:
        dies_within = number < kills and number % IN_WRITES == 0
        with _started(name, folder / name, died, rng.randint(1, 3) if dies_within else 0) as process:
            try:
                process.wait(rng.uniform(0, 2 * seconds / kills) if number < kills and not dies_within else None)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            if process.returncode == 0:
                break
            if process.returncode != -signal.SIGKILL:
                return f"fails after {number} kills: {_said(folder)}", False
        number, within = number + 1, within + dies_within
    with np.load(whole) as one, np.load(died) as other:
        same = one.files == other.files and all(np.array_equal(one[k], other[k]) for k in one.files)
    died.unlink()
    return f"{number} kills, {within} of them within a write, {seconds:.1f} s: {'equal' if same else 'DIFFER'}", same


def _started(name: str, kept: Path, out: Path, write: int = 0) -> subprocess.Popen[str]:
    """Return the process of a run once it draws."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.fidelity.resume_program", name]
    with open(out.parent / SAID, "w", encoding="utf-8") as said:
        process = subprocess.Popen(
            [*command, str(kept), str(out), str(write)],
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            start_new_session=True,
        )
    assert process.stdout is not None
    for line in process.stdout:
        if line == "begun\n":
            break
    return process


def _said(folder: Path) -> str:
    return (folder / SAID).read_text(encoding="utf-8")[-400:]
