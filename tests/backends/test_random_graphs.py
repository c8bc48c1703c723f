"""Random programs: unoptimised Python = Python with all rules = C = JAX. `make fidelity` tries thousands."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compat.compilation.function import function
from tests.backends.random_graphs import Graph, build

TOLERANCE = {"float64": 1e-9, "float32": 3e-4}


def run(graph: Graph, mode: str) -> list[np.ndarray]:
    compiled = function(graph.inputs, graph.outputs, mode=mode, on_unused_input="ignore")
    if mode == "C":
        assert compiled.executable.backend == "c", "the C backend refused a program"
    return compiled(*graph.arrays)


def differences(graph: Graph, found: list[np.ndarray], wanted: list[np.ndarray]) -> list[str]:
    wrong = []
    for k, (variable, a, b) in enumerate(zip(graph.outputs, found, wanted, strict=True)):
        if a.dtype != variable.dtype or a.shape != b.shape:
            wrong.append(f"output {k}: {a.dtype}{a.shape}, not {variable.dtype}{b.shape}")
            continue
        loose = TOLERANCE["float32" if any(x.dtype == "float32" for x in graph.arrays) else "float64"]
        finite = np.abs(b[np.isfinite(b)]) if b.dtype.kind == "f" else np.zeros(0)
        scale = max(float(finite.max()), 1.0) if finite.size else 1.0
        same = np.allclose(a, b, rtol=loose, atol=loose * scale, equal_nan=True) if b.dtype.kind == "f" else \
            np.array_equal(a, b)
        if not same:
            wrong.append(f"output {k}: {a!r}, not {b!r}")
    return wrong


def check(graph: Graph, modes: tuple[str, ...]) -> None:
    wanted = run(graph, "UNOPTIMISED")
    for mode in modes:
        wrong = differences(graph, run(graph, mode), wanted)
        assert not wrong, "\n".join([f"{mode} differs:", *wrong, *graph.steps])


@pytest.mark.slow  # 200 programs for the compiler
@pytest.mark.slow
@settings(max_examples=200, deadline=None, derandomize=True, database=None,
          suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much])
@given(st.data())
def test_c_agrees(data: st.DataObject) -> None:
    graph = build(lambda n: data.draw(st.integers(0, n - 1)) if n > 1 else 0, 10)
    check(graph, ("PYTHON", "C"))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_jax_agrees(seed: int) -> None:
    check(build(random.Random(f"jax {seed}").randrange, 10), ("JAX",))


@pytest.mark.fidelity
@pytest.mark.slow
@pytest.mark.parametrize("block", range(20))
def test_many(block: int, request: pytest.FixtureRequest) -> None:
    if "fidelity" not in request.config.option.markexpr:
        pytest.skip("thousands of graphs take minutes: make fidelity")
    for seed in range(block * 100, block * 100 + 100):
        check(build(random.Random(seed).randrange, 6 + seed % 20), ("PYTHON", "C"))
