"""Bad input raises the legacy exception with the user's line, in Python and in C, and the next call works."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from tests.backends.bad_input_cases import CASES, Bad
from tests.backends.case import Given
from theano_compat.functions.function import function
from theano_compat.ops.tensor_op import as_tensor


@cache
def compiled(mode: str) -> tuple[Any, list[tuple[int, Given]]]:
    """All cases in one function, each with inputs of its own."""
    keys = [(k, g) for k, case in enumerate(CASES) for g in case.inputs]
    variables = [g.variable("float64") for _, g in keys]
    rest = iter(variables)
    outputs = [as_tensor(case.build(*[next(rest) for _ in case.inputs])) for case in CASES]
    f = function(variables, outputs, mode=mode)
    assert f.executable.backend == ("c" if mode == "C" else "python")
    return f, keys


def arrays(mode: str, bad: int | None) -> list[np.ndarray]:
    values = []
    for k, case in enumerate(CASES):
        for p, g in enumerate(case.inputs):
            values.append(case.replaced[p] if k == bad and p in case.replaced else g.array("float64"))
    return values


@pytest.mark.wide(11)
@pytest.mark.parametrize("mode", ["UNOPTIMISED", "PYTHON", "C"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_raises(case: Bad, mode: str) -> None:
    f, _ = compiled(mode)
    with pytest.raises(case.raises, match=case.words) as caught:
        f(*arrays(mode, CASES.index(case)))
    assert type(caught.value) is case.raises
    lines = str(caught.value) + "".join(getattr(caught.value, "__notes__", ()))
    assert "bad_input_cases.py:" in lines, lines


@pytest.mark.parametrize("mode", ["UNOPTIMISED", "PYTHON", "C"])
def test_good_input_works(mode: str) -> None:
    f, _ = compiled(mode)
    assert len(f(*arrays(mode, None))) == len(CASES)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_jax(case: Bad) -> None:
    """Errors that lengths and constant indices tell are raised when the program is traced, those of values after the
    run."""
    pytest.importorskip("jax")
    variables = [g.variable("float64") for g in case.inputs]
    f = function(variables, case.build(*variables), mode="JAX")
    good = [g.array("float64") for g in case.inputs]
    f(*good)
    bad = [case.replaced.get(p, a) for p, a in enumerate(good)]
    with pytest.raises(case.raises, match=case.words) as caught:
        f(*bad)
    assert "bad_input_cases.py:" in str(caught.value) + "".join(getattr(caught.value, "__notes__", ()))
