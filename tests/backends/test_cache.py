"""The cache of compiled objects: damage, crashes, many processes, directories that cannot be used, no compiler."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import numpy as np
import pytest

import compat.ops.tensor_variable  # noqa: F401  (gives variables their operators)
from compat.backends.c import build, cache
from compat.backends.c import program as c_program
from compat.compilation.function import function
from compat.graph.types import TensorType
from compat.settings import config

pytestmark = pytest.mark.skipif(shutil.which("cc") is None and shutil.which("gcc") is None, reason="needs a C compiler")
ROOT = Path(__file__).resolve().parents[2]

SCRIPT = """
import sys
sys.path.insert(0, {root!r})
from compat.settings import config
config.cache_dir = {folder!r}
from compat.backends.c import build
print(build.load({text!r}).answer())
"""

NO_C = """
import sys, warnings
sys.path.insert(0, {root!r})
import numpy as np
import compat.ops.tensor_variable
from compat.compilation.function import function
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


def new_text() -> str:
    """A unit that no cache has."""
    return f"int answer(void) {{ return 42; }}\n/* {uuid.uuid4().hex} */\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    chosen = tmp_path / "with a space, ü"
    monkeypatch.setattr(config, "cache_dir", str(chosen))
    monkeypatch.setattr(build, "_loaded", {})
    return chosen


def child(code: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                            env={**os.environ, **environment}, start_new_session=True)


def test_found_again(folder: Path) -> None:
    text = new_text()
    assert build.load(text).answer() == 42
    [entry] = cache.entries()
    assert entry.path.parent == folder and cache.find(entry.key) == entry.path
    build._loaded.clear()
    before = entry.path.stat().st_mtime_ns
    assert build.load(text).answer() == 42 and entry.path.stat().st_mtime_ns == before


@pytest.mark.parametrize("ending, damage", [
    (".so", lambda data: data[:100]), (".so", lambda data: b""), (".so", lambda data: data[:-1] + b"x"),
    (".json", lambda data: data[:7]), (".json", lambda data: b""), (".json", lambda data: b"[]"),
    (".json", lambda data: data.replace(b'"sha256"', b'"sha"')),
], ids=["object cut", "object empty", "object changed", "record cut", "record empty", "record of another kind",
        "record without sum"])
def test_damage_is_built_anew(folder: Path, ending: str, damage: object) -> None:
    text = new_text()
    build.load(text)
    [entry] = cache.entries()
    spoiled = entry.path.with_suffix(ending)
    fresh = spoiled.with_name("spoiled")
    fresh.write_bytes(damage(spoiled.read_bytes()))  # type: ignore[operator]
    os.replace(fresh, spoiled)  # another file: the loaded one stays as it is
    build._loaded.clear()
    assert build.load(text).answer() == 42
    assert cache.find(entry.key) == entry.path and cache.verify() == []


def test_no_record_no_object(folder: Path) -> None:
    text = new_text()
    build.load(text)
    [entry] = cache.entries()
    entry.path.with_suffix(".json").unlink()
    assert cache.find(entry.key) is None
    build._loaded.clear()
    assert build.load(text).answer() == 42 and cache.find(entry.key) is not None


def test_directory_that_cannot_be(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setattr(config, "cache_dir", str(tmp_path / "file" / "cache"))
    assert build.load(new_text()).answer() == 42
    assert cache.directory() != tmp_path / "file" / "cache" and (tmp_path / "file").read_text() == "not a folder"


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o722])
def test_directory_that_others_can_write_to(folder: Path, mode: int) -> None:
    folder.mkdir()
    folder.chmod(mode)
    assert build.load(new_text()).answer() == 42
    assert list(folder.iterdir()) == [] and cache.directory() != folder


def test_clear(folder: Path) -> None:
    build.load(new_text())
    build.load(new_text())
    assert cache.clear() == 2 and cache.entries() == [] and not list(folder.glob("*.so"))


def test_full_disk_serves_this_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")
    monkeypatch.setattr(cache, "_write_atomically", full)
    assert build.load(new_text()).answer() == 42


def test_four_processes_on_a_cold_cache(folder: Path) -> None:
    code = SCRIPT.format(root=str(ROOT), folder=str(folder), text=new_text())
    children = [child(code) for _ in range(4)]
    for one in children:
        out, err = one.communicate(timeout=120)
        assert out.strip() == "42", err
    assert len(cache.entries()) == 1 and cache.verify() == []
    assert not list(folder.glob(".part-*")) and not list(folder.glob("theano-compat-*"))


def test_killed_while_compiling(folder: Path, tmp_path: Path) -> None:
    real = shutil.which("cc") or shutil.which("gcc")
    slow = tmp_path / "slow_cc"
    started = tmp_path / "started"
    slow.write_text(f'#!/bin/sh\ncase "$*" in *--version*) exec {real} --version;; esac\n{real} "$@"\n'
                    f'touch {started}\nexec sleep 60\n')
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


@pytest.mark.parametrize("environment, words", [
    ({"CC": "/nonexistent"}, "Unset CC"),
    ({"CC": "", "PATH": "/nonexistent", "COMPAT_NO_ZIG": "1"}, "pip install"),
], ids=["CC names nothing", "nothing on the path"])
def test_no_compiler_is_said_once(tmp_path: Path, environment: dict[str, str], words: str) -> None:
    one = child(NO_C.format(root=str(ROOT), folder=str(tmp_path / "cache")), **environment)
    out, err = one.communicate(timeout=120)
    assert out.startswith("1 ") and words in out, out + err


def test_ctypes_calls_as_the_extension_does(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("compat.backends.c._call", exc_type=ImportError)
    x, i, s = TensorType("float64", (False, False))(), TensorType("int8", (False,))(), TensorType("bool", ())()
    outputs = [x.T * 2, x[i], x.sum(), x.sum(axis=0) * s, i + i]

    def both(*arrays: np.ndarray) -> list[list[np.ndarray]]:
        return [f(*arrays) for f in functions]
    functions = [function([x, i, s], outputs, mode="C")]
    monkeypatch.setattr(c_program, "extension_caller", lambda *_: None)
    functions.append(function([x, i, s], outputs, mode="C"))
    assert all(f.executable.backend == "c" for f in functions)
    wide = np.arange(24.0).reshape(4, 6)
    for array in (wide, wide[::2, 1::2], wide.T, np.zeros((1, 0)), wide[:, :0], np.asfortranarray(wide)):
        for index in (np.array([0, -1], "int8"), np.zeros(0, "int8")):
            for one, other in zip(*both(array, index, np.array(True)), strict=True):
                assert one.dtype == other.dtype and one.shape == other.shape
                assert one.flags.owndata and other.flags.owndata
                np.testing.assert_array_equal(one, other)
    for f in functions:
        with pytest.raises(IndexError, match="out of bounds"):
            f(wide, np.array([4], "int8"), np.array(True))
