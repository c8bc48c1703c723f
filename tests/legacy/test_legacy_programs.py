"""Programs in the old API, as text, answer here as on the real library: 2,000 of 20,000 in Python, 400 in C, 24 in JAX.

All, in each mode: `make fidelity SUITE=legacy-fuzz`.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from fixtures.legacy_fuzz import execution, program
from tests.fidelity import legacy_fuzz
from tests.fidelity.legacy_fuzz_known import known
from theano_compat.settings import config

BATCHES = [range(k, k + legacy_fuzz.BATCH) for k in range(0, 2000, legacy_fuzz.BATCH)]
IN_C = BATCHES[::5]
IN_JAX = [range(k, k + 12) for k in (0, 1000)]  # XLA takes longer for one than everything else for ten


def compare(numbers: range, mode: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPAT_CFLAGS", "-O0")
    with config.change_flags(cache_dir=str(folder)):
        tally = legacy_fuzz.check(numbers, mode)
    said = ["{} in {}: {}".format(*one) for one in tally.wrong]
    assert not said, "\n".join([*said, "", *(program.text(n) for n, _, _ in tally.wrong[:3])])
    assert tally.programs == len(numbers) and tally.values > len(numbers)


@pytest.mark.slow
@pytest.mark.parametrize("numbers", BATCHES, ids=lambda b: f"{b.start}")
def test_in_python(numbers: range, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compare(numbers, "PYTHON", tmp_path, monkeypatch)


@pytest.mark.slow
@pytest.mark.compiler
@pytest.mark.parametrize("numbers", IN_C, ids=lambda b: f"{b.start}")
def test_in_c(numbers: range, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compare(numbers, "C", tmp_path, monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["jax"])
@pytest.mark.parametrize("numbers", IN_JAX, ids=lambda b: f"{b.start}")
def test_in_jax(numbers: range, engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compare(numbers, "JAX", tmp_path, monkeypatch)


@pytest.mark.slow
def test_the_programs_are_those_that_were_answered() -> None:
    found = legacy_fuzz.answers()
    assert sorted(found) == list(range(len(found))) and len(found) >= 20_000
    assert [n for n in [*range(300), *range(300, len(found), 97)] if found[n]["crc"] != program.checksum(n)] == []


@pytest.mark.slow
def test_differences_are_seen() -> None:
    """An answer agrees with itself, and with nothing that differs in a value, a dtype, a flag or an error."""
    answer = next(
        a
        for a in legacy_fuzz.answers().values()
        if legacy_fuzz.quiet(a)
        and len(a["types"]) > 2
        and isinstance(a["calls"][0][0], list)
        and a["dtypes"][0] == "float64"
        and a["calls"][0][0][1]
    )
    assert legacy_fuzz.differences(answer, None, answer) == []
    for change in (
        lambda a: a["calls"][0][0][1].__setitem__(0, 12345.5),
        lambda a: a["calls"][0][0][0].__setitem__(0, 7),
        lambda a: a["calls"].__setitem__(0, ["ValueError", "Exception"]),
        lambda a: a["types"].__setitem__(0, "float16:0"),
        lambda a: a["dtypes"].__setitem__(0, "float16"),
    ):
        other = copy.deepcopy(answer)
        change(other)
        assert legacy_fuzz.differences(other, None, answer), other
    refused = {"raises": ["building", "TypeError"], "line": 2}
    assert legacy_fuzz.differences(answer, None, refused) == ["raises nothing, not TypeError when building"]
    error = execution.Raised("building", ValueError("no"))
    for line, sentence in (
        (1, "raises ValueError when building: no"),
        (3, "raises nothing, not TypeError when building"),
        (2, "raises ValueError when building, not TypeError when building: no"),
    ):
        found = {"raises": ["building", "ValueError"], "line": line}
        assert legacy_fuzz.differences(found, error, refused) == [sentence]


def test_each_output_may_be_as_either_answer_has_it() -> None:
    def answer(*values: float) -> dict[str, Any]:
        return {"types": ["float64:"], "calls": [list(values)], "dtypes": ["float64"] * len(values)}

    nan = float("nan")
    written, rewritten = answer(nan, 1.0), answer(1.0, 2.0)
    assert legacy_fuzz.differences(answer(1.0, 1.0), None, written, rewritten) == []
    assert legacy_fuzz.differences(answer(3.0, 1.0), None, written, rewritten) == [
        "call 0: output 0 is 3.0, not nan (float64) only where that is nan"
    ]
    raised = {**rewritten, "calls": ["ValueError"]}
    assert legacy_fuzz.differences(answer(1.0, 1.0), None, written, raised) == [
        "call 0: output 0 is 1.0, not nan (float64) only where that is nan"
    ]


def test_reasons_are_told_once() -> None:
    reasons = [k.reason for k in known()]
    assert len(set(reasons)) == len(reasons)
    assert all(k.program and k.found for k in known())
