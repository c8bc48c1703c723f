"""Random programs: unoptimised Python = Python with all rules = C = JAX. `make fidelity SUITE=fuzz` tries thousands."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.backends.random_graphs import Graph, build
from tests.backends.random_rows import dealt, graph, tables
from tests.fidelity import fuzz
from theano_compat.functions.function import function

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
        same = (
            np.allclose(a, b, rtol=loose, atol=loose * scale, equal_nan=True)
            if b.dtype.kind == "f"
            else np.array_equal(a, b)
        )
        if not same:
            wrong.append(f"output {k}: {a!r}, not {b!r}")
    return wrong


def check(graph: Graph, modes: tuple[str, ...]) -> None:
    wanted = run(graph, "UNOPTIMISED")
    for mode in modes:
        wrong = differences(graph, run(graph, mode), wanted)
        assert not wrong, "\n".join([f"{mode} differs:", *wrong, *graph.steps])


@pytest.mark.compiler
@pytest.mark.slow
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
@given(st.data())
def test_c_agrees(data: st.DataObject) -> None:
    """A few that shrink to the steps that matter; without the rules too."""
    graph = build(lambda n: data.draw(st.integers(0, n - 1)) if n > 1 else 0, 10)
    check(graph, ("PYTHON", "C"))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_jax_agrees(seed: int) -> None:
    check(build(random.Random(f"jax {seed}").randrange, 10), ("JAX",))


@pytest.mark.compiler
@pytest.mark.slow
@pytest.mark.parametrize("batch", range(0, 10, 2))
def test_rows_of_all_tables(batch: int) -> None:
    """A hundred of the graphs of `make fidelity SUITE=fuzz`: Python = C."""
    tally = fuzz.work(range((4 * batch + 2) * fuzz.BATCH, (4 * batch + 3) * fuzz.BATCH))
    assert not tally.wrong, "\n".join(tally.wrong)
    assert tally.graphs == fuzz.BATCH and tally.all_nan <= 0.05 * tally.outputs


@pytest.mark.slow
def test_every_row_comes_equally_often() -> None:
    """In 20,000 graphs each row of each table occurs a hundred times and more."""
    for table, rows in tables().items():
        counts = Counter(name for number in range(20_000) for name in dealt(table, number))
        assert set(counts) == set(rows)
        assert min(counts.values()) >= 100 and max(counts.values()) - min(counts.values()) <= 1, table
    rows = [f"{table} {name}" for table, known in tables().items() for name in known]
    assert [start for start in fuzz.NAMED.values() if not any(row.startswith(start) for row in rows)] == []


def test_differences_are_seen() -> None:
    g = graph(3)
    [wanted] = fuzz.run([g], "PYTHON")
    assert fuzz.differences(g, wanted, wanted) == []
    for k, value in enumerate(wanted):
        other = list(wanted)
        other[k] = ~value if value.dtype == bool else value + 1
        if value.size and np.isfinite(value).any():
            assert fuzz.differences(g, other, wanted)
        other[k] = value.astype("float16")
        assert fuzz.differences(g, other, wanted)
