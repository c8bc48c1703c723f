"""What C knows of machines: target.py, and the C of other machines."""

from __future__ import annotations

import os
import platform
import re
import sys
from importlib.resources import files
from typing import Any

import pytest

from theano_compat.backends.c import target
from theano_compat.backends.c.target import ALIGNMENT, ARM64, LANES, X86_64, X86_64_V2, Target, current, emitting_for
from theano_compat.ops.reductions.segments import SEGMENT_MULTIPLE


def test_c_has_the_same_numbers() -> None:
    """unit.h has the vectors and lines of target.py, and segments are whole vectors."""
    text = files("theano_compat.backends.c").joinpath("support", "unit.h").read_text()
    assert re.findall(r"vector_size\((\d+) \* sizeof", text) == [str(LANES)]
    assert {int(n) for n in re.findall(r"\b6\d\b", text)} == {ALIGNMENT - 1}
    assert SEGMENT_MULTIPLE % LANES == 0


GLIBC = "glibc 2.35"
# (system, os.name, machine, C library) -> what differs from its described target
HOSTS: dict[str, tuple[tuple[str, str, str, str], Target, dict[str, Any]]] = {
    "Linux": (("linux", "posix", "x86_64", GLIBC), X86_64, {}),
    "Linux with an older glibc": (("linux", "posix", "x86_64", "glibc 2.31"), X86_64, {"vector_maths": False}),
    "Linux with an odd glibc": (("linux", "posix", "x86_64", "glibc two"), X86_64, {"vector_maths": False}),
    "Linux with musl": (("linux", "posix", "x86_64", ""), X86_64, {"vector_maths": False}),
    "Linux on ARM": (("linux", "posix", "aarch64", GLIBC), ARM64, {}),
    "a Mac": (("darwin", "posix", "arm64", ""), ARM64, {"calls_python": ("-undefined", "dynamic_lookup")}),
    "an older Mac": (
        ("darwin", "posix", "x86_64", ""),
        X86_64,
        {"vector_maths": False, "calls_python": ("-undefined", "dynamic_lookup")},
    ),
    "Windows": (
        ("win32", "nt", "AMD64", ""),
        X86_64,
        {"vector_maths": False, "shared": ("-shared",), "ending": ".dll", "has_threads": False},
    ),
    "another processor": (
        ("linux", "posix", "riscv64", GLIBC),
        X86_64_V2,
        {"name": "riscv64", "baseline": (), "native": ("-march=native",)},
    ),
}


def host_of(monkeypatch: pytest.MonkeyPatch, system: str, name: str, machine: str, library: str) -> Target:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", system)
        patch.setattr(os, "name", name)
        patch.setattr(platform, "machine", lambda: machine)
        patch.setattr(target, "c_library", lambda: library)
        return target.host.__wrapped__()


@pytest.mark.parametrize("name", HOSTS)
def test_host(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMPAT_VECTOR_MATHS", raising=False)
    facts, described, differs = HOSTS[name]
    found = host_of(monkeypatch, *facts)
    assert {k: v for k, v in vars(found).items() if v != getattr(described, k)} == differs
    assert ("-lmvec" in found.libraries) is found.vector_maths


@pytest.mark.parametrize("said, answer", [("0", False), ("1", True), ("", True)])
def test_vector_maths_are_turned_off(said: str, answer: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPAT_VECTOR_MATHS", said)
    assert host_of(monkeypatch, "linux", "posix", "x86_64", GLIBC).vector_maths is answer


def test_the_current_target_is_the_innermost() -> None:
    assert current() is target.host()
    with emitting_for(ARM64):
        with emitting_for(X86_64_V2):
            assert current() is X86_64_V2
        assert current() is ARM64
    assert current() is target.host()
