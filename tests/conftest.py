"""What all tests share."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def fresh_python(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run Python with these arguments in a new process and an empty folder; its output as text.

    `flags` is THEANO_FLAGS; other keywords are environment variables. The process shares our cache of
    compiled objects, not the user's .theanorc.
    """

    def run(*arguments: str, flags: str = "", check: bool = True, **environment: str):
        variables = {k: v for k, v in os.environ.items() if k not in ("THEANO_FLAGS", "THEANORC", "PYTHONPATH")}
        variables |= {"THEANORC": os.devnull, "PYTHONPATH": str(ROOT)} | environment
        if flags:
            variables["THEANO_FLAGS"] = flags
        done = subprocess.run(
            [sys.executable, *arguments], cwd=tmp_path, env=variables, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0 or not check, f"exit status {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    return run
