"""What C knows of machines: target.py, and the C of other machines."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from difflib import unified_diff
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.backends.test_compilers import zig
from tests.snapshots.kernels import KERNELS, matrix, vector
from theano_compat.backends.c import target
from theano_compat.backends.c.compilers import build
from theano_compat.backends.c.emit import emit
from theano_compat.backends.c.support_functions.text import SupportText
from theano_compat.backends.c.support_functions.vector import LIBM_IN_SCALARS, VECTOR_FUNCTIONS
from theano_compat.backends.c.target import (
    ALIGNMENT,
    ARM64,
    LANES,
    TARGETS,
    X86_64,
    X86_64_V2,
    Target,
    current,
    emitting_for,
)
from theano_compat.compilation.rewriting.preparing import prepare
from theano_compat.functions.function import function
from theano_compat.graph.aligned import LINE
from theano_compat.ops.elementwise.functions import exp
from theano_compat.ops.linear_algebra.cholesky import cholesky
from theano_compat.ops.reductions.functions import sum
from theano_compat.ops.reductions.segments import SEGMENT_MULTIPLE


def test_c_has_the_same_numbers() -> None:
    """Files of support/ have the vectors (and their halves) and lines of target.py, and segments are whole vectors."""
    lanes, text = ((files("theano_compat.backends.c") / "support" / f).read_text() for f in ("lanes.h", "unit.h"))
    sizes = {int(n) for n in re.findall(r"vector_size\((\d+) \* sizeof", lanes)}
    assert sizes == {LANES, LANES // 2, LANES // 4}
    assert {int(n) for n in re.findall(r"\b6\d\b", text)} == {ALIGNMENT - 1}
    assert SEGMENT_MULTIPLE % LANES == 0
    assert LINE == ALIGNMENT  # of arrays that functions are given


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


PLAIN = ("exp(in0[i0])", "#define COMPAT_REGISTER 16", f"vector_size({LANES} * sizeof(type) / vectors)")
NOT_PLAIN = ("simd(", "VECTOR_MATHS", "__x86_64__", "__AVX", "compat_exp_in_vectors")
TEXTS: dict[str, tuple[Sequence[str], Sequence[str]]] = {  # target -> what is in its C, what is not
    "x86-64": ((*NOT_PLAIN, f"vector_size({LANES} * sizeof(type) / vectors)"), ("= exp(",)),
    "x86-64-v2": (PLAIN, NOT_PLAIN),
    "arm64": (PLAIN, NOT_PLAIN),
}
# lines that differ
OTHERWISE = r"simd\(|VECTOR_MATHS|__AVX|#else|#endif|exp|#define COMPAT_REGISTER \d+$"


def exp_and_cholesky() -> tuple[list[Any], list[Any]]:
    x, covariance = vector(), matrix()
    return [x, covariance], [sum(exp(x)), cholesky(covariance)]


def text_for(name: str) -> str:
    with emitting_for(TARGETS[name]):
        return emit(prepare(*exp_and_cholesky()).main).text


@pytest.mark.parametrize("name", TARGETS)
def test_text(name: str) -> None:
    text, (wanted, unwanted) = text_for(name), TEXTS[name]
    assert {words for words in wanted if words not in text} == set()
    assert {words for words in unwanted if words in text} == set()


@pytest.mark.parametrize("name", ["x86-64-v2", "arm64"])
def test_nothing_else_differs(name: str) -> None:
    own = SupportText("exp_in_vectors.c", ("double", "float")).text.splitlines()
    with emitting_for(TARGETS[name]):
        own += [line for text in (VECTOR_FUNCTIONS, LIBM_IN_SCALARS) for line in text.text.splitlines()]
    diff = list(unified_diff(text_for("x86-64").splitlines(), text_for(name).splitlines(), n=0, lineterm=""))[2:]
    changed = {line[1:] for line in diff if line[0] in "+-"}
    assert [line for line in changed if not re.search(OTHERWISE, line) and line not in own] == []
    more = [line[1:] for line in diff if line[0] == "+" and "exp" not in line and "#define" not in line]
    assert [line for line in more if line not in own] == []


def compiler_for(name: str) -> list[str]:
    """A compiler for a target, with the options for its least processor."""
    if name == "arm64" and platform.machine() not in ("arm64", "aarch64"):
        found = shutil.which("aarch64-linux-gnu-gcc")
        command = [found] if found else [*zig_or_skip(), "cc", "-target", "aarch64-linux-gnu"]
        return command if found is None else [*command, *ARM64.baseline]
    found = shutil.which("gcc")
    if found is None or (name != "arm64" and platform.machine() != "x86_64"):
        pytest.skip("gcc is not here, or not for this target")
    return [found, *TARGETS[name].baseline]


def zig_or_skip() -> list[str]:
    found = zig()
    if found is None:
        pytest.skip("neither aarch64-linux-gnu-gcc nor zig is here (pip install ziglang)")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_it_compiles(name: str, tmp_path: Path) -> None:
    with emitting_for(TARGETS[name]):
        texts = {one: kernel().text for one, kernel in KERNELS.items()} | {"exp_and_cholesky": text_for(name)}
    strict = ["-std=gnu11", "-O1", "-fopenmp-simd", "-ffp-contract=off", "-Wall", "-Wextra", "-Werror"]
    command = [*compiler_for(name), *strict, "-Wno-unused-function", "-Wno-pass-failed", "-c"]
    environment = {**os.environ, "ZIG_GLOBAL_CACHE_DIR": str(tmp_path.parent / "zig")}
    for one, text in texts.items():
        source = tmp_path / f"{one}.c"
        source.write_text(text)
        words = [*command, "-o", str(source.with_suffix(".o")), str(source)]
        done = subprocess.run(words, capture_output=True, text=True, env=environment)
        assert done.returncode == 0, done.stderr[:3000]


@pytest.mark.compiler
def test_what_another_target_gets_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    """The C for x86-64-v2, compiled for it, runs on every x86-64."""
    if platform.machine() != "x86_64":
        pytest.skip("this machine is no x86-64")
    there = replace(X86_64_V2, native=X86_64_V2.baseline)
    monkeypatch.setattr(build, "host", lambda: there)
    with emitting_for(there):
        given, outputs = exp_and_cholesky()
        run = function(given, outputs, mode="C")
        assert run.executable.backend == "c"
        x, root = np.linspace(-2, 2, 101), np.tril(np.ones((20, 20))) + np.eye(20)
        total, found = run(x, root @ root.T)
    np.testing.assert_allclose(total, np.exp(x).sum(), rtol=1e-14)
    np.testing.assert_allclose(found, root, rtol=1e-12, atol=1e-12)
