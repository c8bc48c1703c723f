"""Processes that are killed while they compile, disks without room, machines without a compiler."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.backends.units import new_text
from theano_compat.backends.c.compilers import build, cache

ROOT = Path(__file__).resolve().parents[2]

SCRIPT = """
import sys
sys.path.insert(0, {root!r})
from compat.settings import config
config.cache_dir = {folder!r}
from compat.backends.c.compilers import build
print(build.load({text!r}).answer())
"""

NO_C = """
import sys, warnings
sys.path.insert(0, {root!r})
import numpy as np
import compat.ops.tensor_variable
from compat.functions.function import function
from compat.graph.types import TensorType
from compat.settings import config
config.cache_dir = {folder!r}
warnings.simplefilter("always")
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    for k in range(3):
        x = TensorType("float64", (False,))()
        f = function([x], x * (k + 2.0))
        assert f.executable.backend == "python"
        assert f(np.ones(2)).tolist() == [k + 2.0] * 2
print(len(said), said[0].message)
"""


def child(code: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
        start_new_session=True,
    )


@pytest.mark.compiler
def test_full_disk_serves_this_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache, "_write_atomically", full)
    assert build.load(new_text()).answer() == 42


@pytest.mark.compiler
def test_killed_while_compiling(folder: Path, tmp_path: Path) -> None:
    real = shutil.which("cc") or shutil.which("gcc")
    slow = tmp_path / "slow_cc"
    started = tmp_path / "started"
    slow.write_text(
        f'#!/bin/sh\ncase "$*" in *--version*) exec {real} --version;; esac\n{real} "$@"\n'
        f"touch {started}\nexec sleep 60\n"
    )
    slow.chmod(0o755)
    text = new_text()
    one = child(SCRIPT.format(root=str(ROOT), folder=str(folder), text=text), CC=str(slow))
    try:
        deadline = time.monotonic() + 60
        while not started.exists() and time.monotonic() < deadline and one.poll() is None:
            time.sleep(0.02)
        assert started.exists(), one.communicate()[1] if one.poll() is not None else "no start in a minute"
    finally:
        os.killpg(one.pid, signal.SIGKILL)
        one.communicate()
    assert cache.entries() == [] and not list(folder.glob("*.so"))
    assert build.load(text).answer() == 42 and cache.verify() == []
    assert cache.clear() == 1 and list(folder.iterdir()) == []  # what the killed one left goes too


@pytest.mark.slow
@pytest.mark.parametrize(
    "environment, words",
    [
        ({"CC": "/nonexistent"}, "Unset CC"),
        ({"CC": "", "PATH": "/nonexistent", "COMPAT_NO_ZIG": "1"}, "pip install"),
    ],
    ids=["CC names nothing", "nothing on the path"],
)
def test_no_compiler_is_said_once(tmp_path: Path, environment: dict[str, str], words: str) -> None:
    one = child(NO_C.format(root=str(ROOT), folder=str(tmp_path / "cache")), **environment)
    out, err = one.communicate(timeout=120)
    assert out.startswith("1 ") and words in out, out + err
