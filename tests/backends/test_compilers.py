"""gcc, clang and zig: each gives the same numbers, with vector maths and without. tox runs all op tables over each."""

from __future__ import annotations

import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.ops.cases import DRAWS, TOLERANCE, case, differences
from tests.ops.evaluation import values
from tests.snapshots.kernels import KERNELS
from theano_compat.backends.c.compilers import build
from theano_compat.backends.c.errors import CannotCompile
from theano_compat.backends.c.expression import calls_vector_function
from theano_compat.backends.c.target import emitting_for, for_what_compiles, host
from theano_compat.functions.function import function
from theano_compat.graph.types import TensorType
from theano_compat.ops.elementwise.functions import TABLE

LIBM_ROWS = [row for row in TABLE.values() if calls_vector_function(row) and row.name != "complex_from_polar"]


def zig() -> list[str] | None:
    """$COMPAT_ZIG (a command such as `python3 -m ziglang`), else zig, else the ziglang wheel."""
    if os.environ.get("COMPAT_ZIG"):
        return shlex.split(os.environ["COMPAT_ZIG"])
    if shutil.which("zig"):
        return ["zig"]
    return [sys.executable, "-m", "ziglang"] if importlib.util.find_spec("ziglang") else None


def command(name: str) -> str:
    if name == "zig":
        found = zig()
        return shlex.join([*found, "cc"]) if found else ""
    return name if shutil.which(name) else ""


@pytest.fixture(params=["gcc", "clang", "zig"])
def compiler(request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    given = command(request.param)
    if not given:
        pytest.skip(f"{request.param} is not here")
    if request.param == "zig":  # half a minute for its own headers: once for all tests
        shared = folder.parents[1] / "zig"
        monkeypatch.setenv("ZIG_GLOBAL_CACHE_DIR", str(shared))
    monkeypatch.setenv("CC", given)
    build.compiler.cache_clear()
    yield request.param
    build.compiler.cache_clear()


def libm_rows(dtype: str = "float64") -> dict[str, np.ndarray]:
    """The rows that call libm, at the points of their cases, in one C function."""
    cases = [c for row in LIBM_ROWS if (c := case(row, dtype)) is not None]
    inputs = [[TensorType(dtype, (False,))() for _ in c.columns] for c in cases]
    outputs = [c.row(*x) for c, x in zip(cases, inputs, strict=True)]
    run = function([v for x in inputs for v in x], outputs, mode="C")
    assert run.executable.backend == "c"
    found = run(*(np.tile(column, 5) for c in cases for column in c.columns))  # more than vector registers hold
    return {c.row.name: np.asarray(v)[: len(c.columns[0])] for c, v in zip(cases, found, strict=True)}


def check(found: dict[str, np.ndarray]) -> None:
    wanted = values("python", "float64")
    for name, value in found.items():
        wrong = differences(value, wanted[name], 10 * TOLERANCE["float64"], 1.0)
        assert not wrong[wrong < DRAWS].size, name
    assert len(found) > 20


@pytest.mark.slow
@pytest.mark.parametrize("vectors", [True, False])
def test_rows_of_libm(compiler: str, vectors: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without vector maths, as on macOS and with musl, libm alone is called."""
    if not vectors:
        monkeypatch.setattr(build, "host", lambda: replace(host(), vector_maths=False))
    elif not host().vector_maths:
        pytest.skip("no vector maths here")
    options = build.flags(build.compiler())
    assert (vectors and compiler == "gcc") == any("COMPAT_VECTOR_MATHS" in o for o in options)
    with emitting_for(for_what_compiles(build.host())):
        check(libm_rows())


TARGETS = {
    "x86_64-windows-gnu": b"d\x86",
    "aarch64-linux-gnu": b"\x7fELF",
    "x86_64-linux-musl": b"\x7fELF",
    "aarch64-macos": b"\xcf\xfa\xed\xfe",
}


@pytest.mark.slow
@pytest.mark.parametrize("linked", [False, pytest.param(True, marks=pytest.mark.fidelity)])
@pytest.mark.parametrize("target", TARGETS)
def test_snapshots_are_built_for_other_systems(
    target: str, linked: bool, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    found = zig()
    if found is None:
        pytest.skip("zig is not here (pip install ziglang)")
    if linked and "fidelity" not in request.config.option.markexpr:
        pytest.skip("zig first builds that system's libraries, for minutes: make fidelity")
    environment = {**os.environ, "ZIG_GLOBAL_CACHE_DIR": str(tmp_path.parent / "zig")}
    # a loop that is not vectorised is no mistake, nor a function of support/ that this unit does not call
    warn = ["-Wall", "-Wextra", "-Werror", "-Wno-pass-failed", "-Wno-unused-function"]
    options = [
        "-std=gnu11",
        "-O2",
        "-fno-math-errno",
        "-fno-trapping-math",
        "-fopenmp-simd",
        "-ffp-contract=off",
        "-fwrapv",
        *warn,
        "-shared" if linked else "-c",
    ]
    texts = {name: kernel().text for name, kernel in KERNELS.items()}
    for name, text in texts.items():
        source, built = tmp_path / f"{name}.c", tmp_path / name
        source.write_text(text)
        words = [*found, "cc", "-target", target, *options, "-o", str(built), str(source), *(["-lm"] if linked else [])]
        done = subprocess.run(words, capture_output=True, text=True, env=environment)
        assert done.returncode == 0, done.stderr[:3000]
        assert built.read_bytes().startswith(b"MZ" if linked and "windows" in target else TARGETS[target])


@pytest.mark.parametrize("given, why", [("gcc '", "is no command"), ("''", "is not there"), ('"', "is no command")])
def test_a_cc_that_is_no_command(monkeypatch: pytest.MonkeyPatch, given: str, why: str) -> None:
    monkeypatch.setenv("CC", given)
    build.compiler.cache_clear()
    try:
        with pytest.raises(CannotCompile, match=rf"\$CC is .* {why}.*functions run in Python"):
            build.compiler()
    finally:
        build.compiler.cache_clear()


REFUSES = """#!/bin/sh
# a compiler that refuses some options, as others would: with a line that is no reason before the one that is
for option in "$@"; do
    case "$option" in
        {refused})
            echo "unit.c: note: an error: that is none" >&2
            echo "cc: error: unsupported option '$option'" >&2
            exit 1;;
    esac
done
exec {compiler} "$@"
"""
SAYS = {  # option -> what the warning says
    "-fopenmp-simd": "unsupported option '-fopenmp-simd'",
    "-march=*|-mcpu=*": r"unsupported option '-m(?:arch|cpu)=\S+'",
    "-fno-thread-jumps|-g0": "unsupported option '-(?:fno-thread-jumps|g0)'",
}


def fake(folder: Path, refused: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make $CC a compiler that refuses options."""
    script = folder / "cc that refuses"
    folder.mkdir(exist_ok=True)
    script.write_text(REFUSES.format(refused=refused, compiler=shutil.which("cc")))
    script.chmod(0o755)
    monkeypatch.setenv("CC", str(script))
    monkeypatch.setattr(build, "_without_options", set())
    build.compiler.cache_clear()


@pytest.mark.compiler
@pytest.mark.skipif(os.name != "posix", reason="a script of sh")
@pytest.mark.parametrize("refused", SAYS)
def test_options_that_a_compiler_refuses_are_left_out(
    refused: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(tmp_path / "bin", refused, monkeypatch)
    try:
        with pytest.warns(RuntimeWarning, match=SAYS[refused] + r".*compiled without them") as said:
            first, second = (build.load(f"int answer(void) {{ return {n}; }}\n") for n in (41, 42))
        assert (first.answer(), second.answer()) == (41, 42)
        assert len(said) == 1
    finally:
        build.compiler.cache_clear()


@pytest.mark.compiler
@pytest.mark.skipif(os.name != "posix", reason="a script of sh")
def test_a_wrong_text_is_blamed_and_not_the_options(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(tmp_path / "bin", "-fopenmp-simd", monkeypatch)
    try:
        with pytest.raises(CannotCompile, match=r"refused a program \(.*undeclared.*\)"):
            build.load("int answer(void) { return unknown_name; }\n")
    finally:
        build.compiler.cache_clear()


@pytest.mark.parametrize(
    "words, wanted",
    [
        (
            "unit.c:1: warning: an error: of taste\nunit.c:2:3: error: expected ';'\n1 error generated.\n",
            "expected ';'",
        ),
        ("cc1: error: bad value 'native' for '-march=' switch\n", "bad value 'native' for '-march=' switch"),
        ("/usr/bin/ld: cannot find -lmvec\ncollect2: error: ld returned 1\n", "/usr/bin/ld: cannot find -lmvec"),
        ("unit.s: Assembler messages:\nunit.s:9: Error: no such instruction: `vx'\n", "no such instruction: `vx'"),
        ("something else\n", "something else"),
        ("", "no message"),
    ],
)
def test_the_line_that_says_why(words: str, wanted: str) -> None:
    assert wanted in build.first_error(words)
