"""What all tests share."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ.setdefault("COMPAT_CHECK", "1")  # every Program is checked between the stages of its compilation

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def fresh_python(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run Python with these arguments in a new process and an empty folder; its output as text.

    `flags` is THEANO_FLAGS; other keywords are environment variables. The process shares our cache of
    compiled objects, not the user's .theanorc.
    """

    def run(*arguments: str, flags: str = "", check: bool = True, **environment: str):
        ours = {"THEANO_FLAGS": flags, "THEANORC": os.devnull, "PYTHONPATH": str(ROOT)}
        variables = {**os.environ, **ours, **environment}
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, text=True, timeout=300)
        said = f"exit status {done.returncode}\n{done.stdout}\n{done.stderr}"
        assert done.returncode == 0 or not check, said
        return done

    return run
