"""Which folders are taken for a cache: never one where others could put an object of theirs."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.backends.units import new_text
from theano_compat.backends.c.compilers import build, cache
from theano_compat.settings import config

pytestmark = pytest.mark.compiler


POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")


def test_directory_that_cannot_be(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setattr(config, "cache_dir", str(tmp_path / "file" / "cache"))
    assert build.load(new_text()).answer() == 42
    assert cache.directory() != tmp_path / "file" / "cache" and (tmp_path / "file").read_text() == "not a folder"


@POSIX
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o722])
def test_directory_that_others_can_write_to(folder: Path, mode: int) -> None:
    folder.mkdir()
    folder.chmod(mode)
    with pytest.warns(RuntimeWarning, match="chmod 700"):
        assert build.load(new_text()).answer() == 42
    assert build.load(new_text()).answer() == 42  # said once
    assert list(folder.iterdir()) == [] and cache.directory() != folder


@POSIX
def test_directory_that_others_can_replace(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    folder.parent.chmod(0o777)
    with pytest.warns(RuntimeWarning, match="chmod go-w"):
        assert build.load(new_text()).answer() == 42
    assert list(folder.iterdir()) == []


@POSIX
def test_sticky_directories_above_are_safe(folder: Path) -> None:
    folder.parent.chmod(0o1777)
    assert build.load(new_text()).answer() == 42 and cache.directory() == folder


@POSIX
def test_what_a_link_leads_to_counts(folder: Path, tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    folder.symlink_to(real)
    assert build.load(new_text()).answer() == 42 and cache.directory() == real
    cache._usable.cache_clear()
    real.chmod(0o777)
    with pytest.warns(RuntimeWarning, match="others can write"):
        assert cache.directory() != real


@POSIX
@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("which", ["folder", "above"])
def test_directory_of_another_user(folder: Path, which: str) -> None:
    folder.mkdir(mode=0o700)
    os.chown(folder if which == "folder" else folder.parent, 12345, -1)
    try:
        with pytest.warns(RuntimeWarning, match="belongs to another user"):
            assert cache.directory() != folder
    finally:
        os.chown(folder.parent, 0, -1)


@POSIX
def test_files_are_the_users_alone(folder: Path) -> None:
    before = os.umask(0)
    try:
        build.load(new_text())
    finally:
        os.umask(before)
    assert not [p for p in (folder, *folder.iterdir()) if p.stat().st_mode & 0o077]


def test_a_directory_that_is_removed_comes_again(folder: Path) -> None:
    build.load(new_text())
    shutil.rmtree(folder)
    text = new_text()
    assert build.load(text).answer() == 42
    [entry] = cache.entries()
    assert entry.path.parent == folder
