"""A part of `make fidelity SUITE=sanitizers`: some programs under AddressSanitizer and UBSan, and two chains on one
object under ThreadSanitizer. That the tools see anything is tested too."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.fidelity import sanitizers, two_chains

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("gcc") is None
        or not sys.platform.startswith("linux")
        or not all(sanitizers.library(name) for name in ("libasan.so", "libubsan.so", "libtsan.so")),
        reason="needs gcc with its sanitizers",
    ),
]

PROGRAMS = """
import numpy as np
import compat.ops.tensor_variable
from compat.functions.function import function
from tests.fidelity.fuzz import run
from tests.backends.random_rows import graph
graphs = [graph(n) for n in range(1, 12) if n % 5]
run(graphs, "C")
"""

FAULTY = """
import ctypes
from compat.backends.c.compilers.build import load
library = load("#include <stdlib.h>\\nint beyond(int n) { volatile int *x = malloc(8 * 4); int y = x[8 + n]; "
               "free((void *)x); return y; }\\nint shifted(int n) { return 1 << n; }\\n")
library.beyond(0)
library.shifted(40)
"""


def test_programs_are_clean(tmp_path: Path) -> None:
    found = sanitizers.watched(sanitizers.SANITIZERS, ["-c", PROGRAMS], tmp_path)
    assert found.status == 0 and not found.findings, (found.said, found.findings)
    assert found.programs >= 1


def test_faulty_programs_are_not(tmp_path: Path) -> None:
    found = sanitizers.watched(sanitizers.SANITIZERS, ["-c", FAULTY], tmp_path)
    said = " ".join(found.findings)
    assert "heap-buffer-overflow" in said and "shift exponent" in said, (found.said, found.findings)


@pytest.mark.parametrize("name", two_chains.DENSITIES)
def test_two_chains_on_one_object(name: str) -> None:
    assert two_chains.race(name) == []


def test_two_chains_on_shared_scratch_memory() -> None:
    """What the emitted C does not do is seen."""
    shared = "static _Alignas(64) char small"
    assert two_chains.race("looped", lambda text: text.replace("_Alignas(64) char small", shared))
