"""A person who waits for the compiler is told so, once; a pipe is not."""

import time

import pytest

from theano_common import watching
from theano_compat.backends.c.compilers import waiting

ZIG = ("python", "-m", "ziglang", "cc")


@pytest.fixture(autouse=True)
def impatient(monkeypatch, tmp_path):
    """Nothing is said yet, somebody watches, and a second is 20 ms."""
    monkeypatch.setattr(waiting, "_said", set())
    monkeypatch.setattr(waiting, "LONG", 0.02)
    monkeypatch.setattr(waiting, "somebody_watches", lambda: True)
    monkeypatch.setattr(waiting.cache, "directory", lambda: tmp_path)


def wait(command=("cc",), seconds=0.3):
    with waiting.explained(command):
        time.sleep(seconds)


def test_a_long_wait_is_explained_once(capsys):
    wait()
    wait()
    assert capsys.readouterr().err == f"{waiting.COMPILING}\n"


def test_a_short_one_is_not(capsys, monkeypatch):
    monkeypatch.setattr(waiting, "LONG", 60.0)
    wait(seconds=0)
    assert capsys.readouterr().err == ""


def test_the_first_run_of_zig_is_explained_at_once(capsys, tmp_path):
    wait(ZIG, 0)
    assert capsys.readouterr().err == f"{waiting.ZIG}\n"
    (tmp_path / "zig").mkdir()
    wait(ZIG)
    assert capsys.readouterr().err == f"{waiting.COMPILING}\n"


def test_a_pipe_hears_nothing(capsys, monkeypatch):
    monkeypatch.setattr(waiting, "somebody_watches", watching.somebody_watches)
    wait(ZIG)
    wait()
    assert capsys.readouterr().err == ""


def test_without_standard_error(monkeypatch):
    monkeypatch.setattr(watching.sys, "stderr", None)
    assert not watching.somebody_watches()
