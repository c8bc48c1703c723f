"""The cache as a whole: bounded, listed, verified and cleared, also with 50,000 files."""

from __future__ import annotations

import hashlib
import json
import os
import time
from pathlib import Path

import pytest

from compat import cache_command
from tests.backends.units import new_text
from theano_compat.backends.c.compilers import build, cache

pytestmark = pytest.mark.compiler


def test_clear(folder: Path) -> None:
    build.load(new_text())
    build.load(new_text())
    theirs = folder / "notes of the user.json"
    theirs.write_text("{}")
    (folder / f"{'a' * 64}.so").write_bytes(b"an object without a record")
    assert cache.clear() == 2 and cache.entries() == [] and list(folder.iterdir()) == [theirs]


def made_up(folder: Path, number: int, size: int = 100) -> list[str]:
    """So many objects as they would lie there, the first used the longest ago."""
    folder.mkdir(mode=0o700, exist_ok=True)
    data = b"x" * size
    checksum = hashlib.sha256(data).hexdigest()
    keys = [hashlib.sha256(str(k).encode()).hexdigest() for k in range(number)]
    for k, key in enumerate(keys):
        (folder / f"{key}.so").write_bytes(data)
        record = folder / f"{key}.json"
        record.write_text(json.dumps({"key": key, "sha256": checksum, "size": size}))
        for path in (record, folder / f"{key}.so"):
            os.utime(path, (1e9 + k, 1e9 + k))
    return keys


def test_least_recently_used_go_first(folder: Path) -> None:
    keys = made_up(folder, 10, 1000)
    assert cache.find(keys[0]) is not None  # used now
    (folder / "compiler-old").touch()
    os.utime(folder / "compiler-old", (1e9, 1e9))
    stale = folder / "theano-compat-of-a-process-that-was-killed"
    (stale / "inside").mkdir(parents=True)
    os.utime(stale, (1e9, 1e9))
    fresh = folder / "theano-compat-of-a-process-at-work"
    fresh.mkdir()
    cache.trim(3 * 1200)
    assert {e.key for e in cache.entries()} == {keys[0], keys[8], keys[9]}
    assert {p.name for p in folder.iterdir() if p.name[:64] not in keys} == {fresh.name}
    assert sum(p.stat().st_size for p in folder.glob("*.*")) <= 3 * 1200


def test_verifying_is_no_use(folder: Path) -> None:
    made_up(folder, 3)
    before = [e.used for e in cache.entries()]
    assert cache.verify() == [] and [e.used for e in cache.entries()] == before


def test_the_size_is_bounded_while_objects_come(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LIMIT", 50_000)
    for k in range(400):
        cache.store(f"{k % 256:02x}{k:062x}", b"x" * 1000, "")
        assert k % 10 or sum(e.size for e in cache.entries()) < 50_000 + 64 * 1200  # looked through once in 64


@pytest.mark.slow
@pytest.mark.parametrize("number", [2500, pytest.param(25_000, marks=pytest.mark.fidelity)])
def test_a_cache_of_many_objects(
    folder: Path, capsys: pytest.CaptureFixture[str], number: int, request: pytest.FixtureRequest
) -> None:
    """Listed, verified and cleared in linear time; `make fidelity` takes 50,000 files."""
    if number > 2500 and "fidelity" not in request.config.option.markexpr:
        pytest.skip("takes half a minute, most of it to make the files: make fidelity")
    keys = made_up(folder, number)
    (folder / f"{keys[7]}.so").write_bytes(b"other")
    seconds = {}
    for command, status, said in (
        ("list", 0, f"{number} compiled objects"),
        ("verify", 1, "1 damaged"),
        ("clear", 0, f"{number - 1} compiled objects removed"),
    ):
        start = time.process_time()
        assert cache_command.main(command) == status
        seconds[command] = time.process_time() - start
        assert said in capsys.readouterr().out
    assert list(folder.iterdir()) == []
    assert max(seconds.values()) < number / 2500 and seconds["list"] < number / 8000 + 0.1, seconds
