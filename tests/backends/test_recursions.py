"""Forward algorithms written with logarithms in a scan: C carries them another way, with the same values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import theano_compat.theano_api.tensor as tt
from theano_compat.backends.c.emit import emit
from theano_compat.compilation.rewriting.preparing import prepare
from theano_compat.differentiate import grad
from theano_compat.functions.function import function
from theano_compat.theano_api.scan_module.scan import scan

pytestmark = pytest.mark.compiler


def log_sum(x: Any, axis: int) -> Any:
    """As pm.math.logsumexp."""
    top = tt.max(x, axis=axis, keepdims=True)
    top = tt.switch(tt.isinf(top), 0, top)
    return (tt.log(tt.sum(tt.exp(x - top), axis=axis, keepdims=True)) + top).flatten()


STEPS = {
    "from row to column": lambda e, s, a: e + log_sum(s.dimshuffle(0, "x") + a, 0),
    "from column to row": lambda e, s, a: log_sum(a + s.dimshuffle("x", 0), 1) + e,
}


def made(step: str, dtype: str = "float64", backwards: bool = False) -> tuple[list[Any], Any]:
    e, s, a = tt.matrix("e", dtype=dtype), tt.vector("s", dtype=dtype), tt.matrix("a", dtype=dtype)
    rows, _ = scan(STEPS[step], sequences=[e], outputs_info=[s], non_sequences=[a], go_backwards=backwards)
    return [e, s, a], rows


def text(inputs: list[Any], *outputs: Any) -> str:
    return emit(prepare(inputs, list(outputs)).main).text


def given(n: int, k: int, spread: float, holes: float, rng: np.random.Generator) -> list[np.ndarray]:
    """Logarithms that lie `spread` apart, with a share of logarithms of 0."""
    found = [rng.normal(size=shape) * spread for shape in ((n, k), (k,), (k, k))]
    for x in found:
        x[rng.random(x.shape) < holes] = -np.inf
    return found


def same(f: Any, plain: Any, values: list[np.ndarray], rtol: float) -> None:
    with np.errstate(all="ignore"):
        results = f(*values), plain(*values)
    for found, expected in zip(*(r if isinstance(r, list) else [r] for r in results), strict=True):
        size = np.abs(expected[np.isfinite(expected)]).max(initial=1)
        np.testing.assert_allclose(found, expected, rtol=rtol, atol=rtol * size)


@pytest.mark.slow
@pytest.mark.wide(11)
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_values(step: str, backwards: bool, dtype: str) -> None:
    inputs, rows = made(step, dtype, backwards)
    assert "compat_log_recursion" in text(inputs, rows)
    f, plain = (function(inputs, rows, mode=mode) for mode in ("C", "PYTHON"))
    assert f.executable.backend == "c"
    rng = np.random.default_rng(5)
    rtol = {"float64": 1e-12, "float32": 2e-5}[dtype]
    for n, k in ((1, 2), (0, 3), (40, 1), (40, 2), (40, 3), (40, 4), (33, 9)):
        for spread in (0.1, 3.0, 100.0, 1000.0):
            for holes in (0.0, 0.2, 0.6):
                same(f, plain, [x.astype(dtype) for x in given(n, k, spread, holes, rng)], rtol)


@pytest.mark.wide(11)
@pytest.mark.parametrize("bad", [np.nan, np.inf, 1e300, -1e300])
@pytest.mark.parametrize("where", [0, 1, 2])
def test_values_that_are_no_logarithms_of_probabilities(bad: float, where: int) -> None:
    inputs, rows = made("from row to column")
    f, plain = (function(inputs, rows, mode=mode) for mode in ("C", "PYTHON"))
    values = given(6, 2, 1.0, 0.0, np.random.default_rng(1))
    for at in range(values[where].size):
        changed = [x.copy() for x in values]
        changed[where].flat[at] = bad
        same(f, plain, changed, 1e-12)


@pytest.mark.slow
@pytest.mark.wide(23)
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    "of, dtype",
    [*((of, "float64") for of in ("esa", "es", "s", "a")), ("esa", "float32")],  # one text for both dtypes
)
def test_gradients(step: str, of: str, dtype: str) -> None:
    inputs, rows = made(step, dtype)
    gradients = grad(log_sum(rows[-1], 0).sum(), [v for v in inputs if v.name in of])
    outputs = [rows[-1], *gradients]
    assert "compat_log_recursion_back" in text(inputs, *outputs)
    f, plain = (function(inputs, outputs, mode=mode) for mode in ("C", "PYTHON"))
    assert f.executable.backend == "c"
    rng = np.random.default_rng(6)
    rtol = {"float64": 1e-10, "float32": 2e-3}[dtype]  # shares of numbers near 1000: their last digits are 1e-13 there
    for n, k in ((1, 2), (30, 1), (30, 2), (30, 3), (22, 9)):
        for spread in (0.1, 3.0, 30.0, 1000.0):
            for holes in (0.0, 0.2):
                same(f, plain, [x.astype(dtype) for x in given(n, k, spread, holes, rng)], rtol)


def test_gradients_by_differences() -> None:
    inputs, rows = made("from row to column")
    cost = log_sum(rows[-1], 0).sum()
    value, f = (function(inputs, outputs, mode="C") for outputs in (cost, grad(cost, inputs)))
    values = given(12, 3, 1.0, 0.0, np.random.default_rng(3))
    for k, g in enumerate(f(*values)):
        for at in range(0, g.size, 5):
            ends = []
            for h in (1e-5, -1e-5):
                moved = [x.copy() for x in values]
                moved[k].flat[at] += h
                ends.append(value(*moved))
            np.testing.assert_allclose(g.flat[at], (ends[0] - ends[1]) / 2e-5, rtol=1e-6, atol=1e-8)


def test_nothing_is_lost_on_a_way_that_is_unlikely_for_long() -> None:
    """exp(-2000) is 0: after 20 such steps what was behind by 40,000 leads."""
    inputs, rows = made("from row to column")
    e = np.zeros((40, 2))
    e[:20, 1], e[20:, 0] = -2000.0, -3000.0
    found = function(inputs, rows, mode="C")(e, np.zeros(2), np.where(np.eye(2), 0.0, -np.inf))
    np.testing.assert_allclose(found[-1], [-60000.0, -40000.0], rtol=1e-14)


def test_lengths_that_do_not_agree_are_an_error() -> None:
    inputs, rows = made("from row to column")
    f = function(inputs, rows, mode="C")
    for shapes in (((3, 2), (3,), (2, 2)), ((3, 2), (2,), (3, 2)), ((3, 2), (2,), (2, 3))):
        with pytest.raises(ValueError):
            f(*(np.zeros(shape) for shape in shapes))


@pytest.mark.parametrize(
    "step",
    [
        lambda e, s, a: e + tt.log(tt.sum(tt.exp(s.dimshuffle(0, "x") + a), axis=1)),  # sums over where it goes
        lambda e, s, a: e * log_sum(s.dimshuffle(0, "x") + a, 0),
        lambda e, s, a: e + log_sum(s.dimshuffle("x", 0) + a, 0),
        lambda e, s, a: e + log_sum(s.dimshuffle(0, "x") * a, 0),
    ],
)
def test_other_steps_are_done_as_written(step: Any) -> None:
    e, s, a = tt.matrix("e"), tt.vector("s"), tt.matrix("a")
    rows, _ = scan(step, sequences=[e], outputs_info=[s], non_sequences=[a])
    assert "compat_log_recursion" not in text([e, s, a], rows)
    values = [x.astype(e.dtype) for x in given(5, 3, 0.5, 0.0, np.random.default_rng(2))]
    same(*(function([e, s, a], rows, mode=mode) for mode in ("C", "PYTHON")), values, 1e-5)
