"""Our side of the conversation with a contestant's process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[1]


def inherited() -> dict[str, str]:
    """Our environment, in which every package may keep its bytecode, as it does where it is installed."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


class Contestant:
    """A process that has prepared one workload; RuntimeError, with its last words, where it fails."""

    def __init__(self, python: str, module: str, work: str, sizes: dict[str, int], **environment: str):
        folder = Path(tempfile.mkdtemp(prefix="bench-"))
        self.values_file = folder / "values.npz"
        self.errors = (folder / "errors").open("w+")
        self.process = subprocess.Popen(
            [python, "-m", f"bench.contestants.{module}", work, json.dumps(sizes), str(self.values_file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
            cwd=ROOT,
            env={
                **inherited(),
                "PYTHONPATH": str(ROOT),
                "OMP_NUM_THREADS": "1",
                "OPENBLAS_NUM_THREADS": "1",
                **environment,
            },
        )
        answer = self._answer()
        self.facts: dict[str, Any] = answer["facts"]
        self.measures: list[str] = answer["measures"]
        with np.load(self.values_file) as values:
            self.values = {name: values[name] for name in values.files}

    def _answer(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            self.errors.seek(0)
            said = self.errors.read()[-1500:]
            self.close()
            raise RuntimeError(said)
        return json.loads(line)

    def measure(self, kind: str, seconds: float) -> float:
        """Microseconds per call."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{kind} {seconds}\n")
        self.process.stdin.flush()
        return self._answer()

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()
        self.errors.close()


def start(python: str | None, module: str, work: str, sizes: dict[str, int], **environment: str) -> Contestant | None:
    """The contestant, or None, having said why, where it cannot run."""
    if python is None:
        return None
    try:
        return Contestant(python, module, work, sizes, **environment)
    except RuntimeError as error:
        lines = [line for line in str(error).splitlines() if line.strip()]
        print(f"{work}: {module} cannot run: {' / '.join(lines[-2:]) or 'it ended without a word.'}", file=sys.stderr)
        return None
