"""What runs is a copy of what was checked, on the machine that it was built for."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest

from tests.backends.units import new_text
from theano_common.system.machine import c_library, processor
from theano_compat.backends.c import calling
from theano_compat.backends.c.compilers import build, cache
from theano_compat.functions.function import function
from theano_compat.graph.types import TensorType

pytestmark = pytest.mark.compiler


FOREIGN = {
    "another kind of processor": (18, (183).to_bytes(2, "little")),
    "words of 32 bits": (4, b"\x01"),
    "no object at all": (0, b"MZ"),
}


@pytest.mark.skipif(not c_library().startswith("glibc"), reason="musl and others load an ELF file by less of its head")
@pytest.mark.parametrize("at, other", FOREIGN.values(), ids=FOREIGN)
def test_an_object_that_does_not_load_here_is_built_anew(folder: Path, at: int, other: bytes) -> None:
    """As it would be in a home that machines of several kinds share, did the key not tell them apart."""
    text = new_text()
    build.load(text)
    [entry] = cache.entries()
    data = bytearray(entry.path.read_bytes())
    data[at : at + len(other)] = other
    cache.store(entry.key, bytes(data), text)
    build._loaded.clear()
    assert cache.find(entry.key) == bytes(data)
    assert build.load(text).answer() == 42 and cache.find(entry.key) != bytes(data)


@pytest.mark.parametrize("what", ["processor", "c_library"])
def test_another_machine_has_another_key(folder: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    text = new_text()
    build.load(text)
    monkeypatch.setattr(build, what, lambda: "another")
    assert build.load(text).answer() == 42
    assert len(cache.entries()) == 2


def test_the_processor_is_known_by_architecture_and_features() -> None:
    import platform

    told = processor()
    assert platform.machine() in told
    if sys.platform.startswith("linux"):
        assert "flags" in told or "Features" in told


def test_what_runs_is_what_was_checked(folder: Path) -> None:
    """Cut, replaced or removed after it was loaded, a file of the cache does no harm; nor is its place executable."""
    texts = [
        f"const char long_enough[1 << 16] = {{1}};\nint answer(void) {{ return {k} + long_enough[65000]; }}\n"
        for k in range(3)
    ]
    build.load(texts[0])
    build._loaded.clear()
    libraries = [build.load(text) for text in texts]
    for entry in cache.entries():
        with open(entry.path, "r+b") as file:
            file.truncate(0)  # in place: what maps this file is killed by SIGBUS
    assert [library.answer() for library in libraries] == [0, 1, 2]


def test_an_object_is_kept_where_there_is_no_room_to_load_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = new_text()
    build.load(text)
    build._loaded.clear()

    def full(*given: object, **named: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "mkstemp", full)
        assert build.load_known(build.key_of(text)) is None
    assert [entry.key for entry in cache.entries()] == [build.key_of(text)]
    found = build.load_known(build.key_of(text))
    assert found is not None and found.answer() == 42


def test_what_was_loaded_leaves_no_file(folder: Path) -> None:
    texts = [f"int answer(void) {{ return {k}; }}" for k in (7, 8)]
    assert [build.load(text).answer() for text in texts] == [7, 8]
    build._loaded.clear()
    assert [build.load(text).answer() for text in texts] == [7, 8]
    ours = [p for p in folder.iterdir() if not p.name.startswith("compiler-") and p.name != "zig"]
    assert {p.suffix for p in ours} == {".c", ".so", ".json"}


def test_ctypes_calls_as_the_extension_does(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("compat.backends.c._call", exc_type=ImportError)
    x, i, s = TensorType("float64", (False, False))(), TensorType("int8", (False,))(), TensorType("bool", ())()
    outputs = [x.T * 2, x[i], x.sum(), x.sum(axis=0) * s, i + i]

    def both(*arrays: np.ndarray) -> list[list[np.ndarray]]:
        return [f(*arrays) for f in functions]

    functions = [function([x, i, s], outputs, mode="C")]
    monkeypatch.setattr(calling, "extension_caller", lambda *_: None)
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
