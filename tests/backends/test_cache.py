"""Objects that are kept: found again, never when a bit of them or of their record is not what it was."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from tests.backends.units import new_text
from theano_compat.backends.c.compilers import build, cache

pytestmark = pytest.mark.compiler


def test_found_again(folder: Path) -> None:
    text = new_text()
    assert build.load(text).answer() == 42
    [entry] = cache.entries()
    assert entry.path.parent == folder and cache.find(entry.key) == entry.path.read_bytes()
    build._loaded.clear()
    before = entry.path.stat().st_mtime_ns
    assert build.load(text).answer() == 42 and entry.path.stat().st_mtime_ns == before


def spoil(path: Path, data: bytes) -> None:
    fresh = path.with_name("spoiled")
    fresh.write_bytes(data)
    os.replace(fresh, path)


DAMAGE = {
    "object cut": (".so", lambda data: data[:100]),
    "object empty": (".so", lambda data: b""),
    "object changed": (".so", lambda data: data[:-1] + b"x"),
    "object longer": (".so", lambda data: data + b"x"),
    "record cut": (".json", lambda data: data[:7]),
    "record empty": (".json", lambda data: b""),
    "record of another kind": (".json", lambda data: b"[]"),
    "record of brackets": (".json", lambda data: b"[" * 9999),
    "record without sum": (".json", lambda data: data.replace(b'"sha256"', b'"sha"')),
    "record of another object": (".json", lambda data: data.replace(b'"key": "', b'"key": "0')),
    "record in no encoding": (".json", lambda data: b"\xff" + data),
    "record of null": (".json", lambda data: b"null"),
}


@pytest.mark.wide(11)
@pytest.mark.parametrize("ending, damage", DAMAGE.values(), ids=DAMAGE)
def test_damage_is_built_anew(folder: Path, ending: str, damage: object) -> None:
    text = new_text()
    build.load(text)
    [entry] = cache.entries()
    spoiled = entry.path.with_suffix(ending)
    spoil(spoiled, damage(spoiled.read_bytes()))  # type: ignore[operator]
    build._loaded.clear()
    assert build.load(text).answer() == 42
    assert cache.find(entry.key) == entry.path.read_bytes() and cache.verify() == []


def test_each_bit_counts(folder: Path) -> None:
    """Some of the bits of the object and of its record, one at a time: never found, so never run."""
    build.load(new_text())
    [entry] = cache.entries()
    whole = {ending: entry.path.with_suffix(ending).read_bytes() for ending in (".so", ".json", ".c")}
    rng = np.random.default_rng(0)
    for ending in (".so", ".json"):
        for at in rng.choice(8 * len(whole[ending]), 200, replace=False):
            for each, data in whole.items():
                entry.path.with_suffix(each).write_bytes(data)
            flipped = bytearray(whole[ending])
            flipped[at // 8] ^= 1 << (at % 8)
            entry.path.with_suffix(ending).write_bytes(flipped)
            found = cache.find(entry.key)
            assert found is None or (ending == ".json" and found == whole[".so"])  # white space, a letter's case


@pytest.mark.wide(7)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX")
@pytest.mark.parametrize("ending", [".so", ".json"])
@pytest.mark.parametrize(
    "put",
    [os.mkfifo, lambda p: p.symlink_to("/dev/zero"), lambda p: p.symlink_to(p), Path.mkdir],
    ids=["a pipe", "an endless link", "a circular link", "a folder"],
)
def test_no_plain_file_is_no_object(folder: Path, ending: str, put: object) -> None:
    text = new_text()
    build.load(text)
    [entry] = cache.entries()
    other = entry.path.with_suffix(ending)
    other.unlink()
    put(other)  # type: ignore[operator]
    build._loaded.clear()
    assert cache.find(entry.key) is None and build.load(text).answer() == 42


def test_no_record_no_object(folder: Path) -> None:
    text = new_text()
    build.load(text)
    [entry] = cache.entries()
    entry.path.with_suffix(".json").unlink()
    assert cache.find(entry.key) is None
    build._loaded.clear()
    assert build.load(text).answer() == 42 and cache.find(entry.key) is not None
