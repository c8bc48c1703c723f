"""Loops in every backend, against NumPy; gradients against finite differences, Rop against the gradient."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt
from tests.ops.scan_cases import CASES, Case, scanned
from theano_compat.backends.c.function import CFunction

MODES = ("UNOPTIMISED", "FAST_COMPILE", "FAST_RUN", "JAX")


def _name(case: Case) -> str:
    return case.name


def _total(outputs: list[Any], rng: np.random.RandomState) -> Any:
    """A scalar that depends on every element of every output."""
    return sum(
        (tt.cast(o, "float64") * (1 + tt.arange(o.shape[0]) if o.ndim == 1 else rng.uniform(0.5, 1.5))).sum()
        for o in outputs
    )


@pytest.mark.wide(11)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("case", CASES, ids=_name)
def test_value(case: Case, mode: str) -> None:
    inputs = case.inputs()
    outputs = case.build(*inputs)
    values = case.values(np.random.RandomState(1))
    found = theano.function(inputs, outputs, mode=mode)(*values)
    for a, b, v in zip(found, case.expected(*values), outputs, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-10)
        assert a.dtype == v.dtype


@pytest.mark.wide(11)
@pytest.mark.compiler
@pytest.mark.parametrize("case", CASES, ids=_name)
def test_c(case: Case) -> None:
    """What is told to become C does, whole, and Python is not called."""
    inputs = case.inputs()
    function = theano.function(inputs, case.build(*inputs), mode="FAST_RUN")
    run = function.executable.run
    assert (isinstance(run, CFunction) and not run.unit.called) == case.c


@pytest.mark.wide(23)
@pytest.mark.parametrize("mode", ("FAST_COMPILE", pytest.param("FAST_RUN", marks=pytest.mark.slow), "JAX"))
@pytest.mark.parametrize("case", [c for c in CASES if c.smooth], ids=_name)
def test_gradient(case: Case, mode: str) -> None:
    inputs = case.inputs()
    cost = _total(case.build(*inputs), np.random.RandomState(2))
    values = [np.asarray(v) for v in case.values(np.random.RandomState(1))]
    wrt = [k for k, v in enumerate(values) if v.dtype.kind == "f"]
    gradients = theano.grad(cost, [inputs[k] for k in wrt], disconnected_inputs="ignore")
    value, *found = theano.function(inputs, [cost, *gradients], mode=mode)(*values)
    plain = theano.function(inputs, cost, mode="FAST_COMPILE", on_unused_input="ignore")
    np.testing.assert_allclose(value, plain(*values), rtol=1e-10)
    for k, g in zip(wrt, found, strict=True):
        assert g.shape == values[k].shape
        direction = np.random.RandomState(3).uniform(-1, 1, values[k].shape)
        moved = [[v + sign * 1e-5 * direction if j == k else v for j, v in enumerate(values)] for sign in (1, -1)]
        slope = (plain(*moved[0]) - plain(*moved[1])) / 2e-5
        np.testing.assert_allclose((g * direction).sum(), slope, rtol=2e-6, atol=1e-7)


@pytest.mark.wide(11)
@pytest.mark.parametrize("mode", ("FAST_COMPILE", pytest.param("FAST_RUN", marks=pytest.mark.slow)))
@pytest.mark.parametrize("case", [c for c in CASES if c.smooth], ids=_name)
def test_second_gradient_and_rop(case: Case, mode: str) -> None:
    """d/dx of (gradient . direction), and the Rop of the cost, against the first gradient."""
    inputs = case.inputs()
    x = inputs[0]
    cost = _total(case.build(*inputs), np.random.RandomState(2))
    values = [np.asarray(v) for v in case.values(np.random.RandomState(1))]
    direction = np.random.RandomState(3).uniform(-1, 1, values[0].shape)
    first = theano.grad(cost, x)
    second = theano.grad((first * direction).sum(), x, disconnected_inputs="ignore")
    moved = theano.Rop(cost, x, tt.constant(direction))
    compiled = theano.function(inputs, [first, second, moved], mode=mode, on_unused_input="ignore")
    found = compiled(*values)
    ahead, behind = (compiled(values[0] + sign * 1e-5 * direction, *values[1:])[0] for sign in (1, -1))
    np.testing.assert_allclose(found[1], (ahead - behind) / 2e-5, rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(found[2], (found[0] * direction).sum(), rtol=1e-9)


TOLD_BY_VALUES = ("until", "rows of two parts, whose lengths change")


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_shape_without_value(case: Case) -> None:
    """Lengths follow from lengths: no loop is left to compute them, but where only values tell."""
    inputs = case.inputs()
    outputs = case.build(*inputs)
    values = case.values(np.random.RandomState(1))
    function = theano.function(inputs, [o.shape for o in outputs], mode="FAST_COMPILE", on_unused_input="ignore")
    for a, b in zip(function(*values), case.expected(*values), strict=True):
        assert tuple(a) == np.shape(b)
    assert case.name in TOLD_BY_VALUES or not any("for{" in str(n.op) for n in function.maker.fgraph.toposort())


@pytest.mark.parametrize("streams", ("MRG", "RandomState"))
@pytest.mark.parametrize("mode", ("FAST_COMPILE", "FAST_RUN"))
def test_gradient_sees_the_same_random_numbers(mode: str, streams: str) -> None:
    from compat.sandbox.rng_mrg import MRG_RandomStreams
    from compat.tensor.shared_randomstreams import RandomStreams

    rng = MRG_RandomStreams(3) if streams == "MRG" else RandomStreams(3)
    w, x = theano.shared(np.array([0.5, 2.0])), tt.vector("x")
    rows, updates = theano.scan(lambda s: tt.tanh(s * rng.uniform((2,)) * w), outputs_info=x, n_steps=5)
    cost = rows[-1].sum()
    f = theano.function([x], [cost, theano.grad(cost, w)], updates=updates, mode=mode)
    first = [v.get_value() for v in updates]
    values = []
    for sign in (0, 1, -1):
        for v, start in zip(updates, first, strict=True):
            v.set_value(start)
        w.set_value(np.array([0.5, 2.0]) + sign * 1e-6 * np.array([1.0, -3.0]))
        values.append(f(np.array([0.3, -0.4])))
    slope = (values[1][0] - values[2][0]) / 2e-6
    np.testing.assert_allclose(values[0][1] @ np.array([1.0, -3.0]), slope, rtol=1e-6)
    assert not np.allclose(values[0][0], f(np.array([0.3, -0.4]))[0])


def _until_and_its_gradient() -> tuple[list[Any], list[Any]]:
    x, limit = tt.vector("x"), tt.scalar("limit")
    rows, _ = theano.scan(
        lambda a, s: (s + tt.sin(a), theano.scan_module.until(s + tt.sin(a) > limit)), x, tt.zeros(())
    )
    return [x, limit], [rows[-1], theano.grad(rows[-1] ** 2, x)]


@pytest.mark.compiler
def test_until_and_its_gradient_become_c() -> None:
    """The gradient goes through all rows, those after the end being skipped: no length is known late."""
    inputs, outputs = _until_and_its_gradient()
    function = theano.function(inputs, outputs, mode="FAST_RUN")
    assert not function.executable.run.unit.called
    value, gradient = function(np.array([0.5, 0.6, 0.7, 0.8]), 0.9)
    assert value == pytest.approx(np.sin(0.5) + np.sin(0.6))
    np.testing.assert_allclose(gradient, [2 * value * np.cos(0.5), 2 * value * np.cos(0.6), 0, 0])


def test_until_and_its_gradient_are_one_jax_program() -> None:
    jax = pytest.importorskip("jax")
    from theano_compat.backends.jax import pure
    from theano_compat.backends.jax_package import x64

    inputs, outputs = _until_and_its_gradient()
    program = theano.function(inputs, outputs, mode="PYTHON").maker.fgraph
    x = np.array([0.5, 0.6, 0.7, 0.8])
    with x64(jax):
        value, gradient = map(np.asarray, jax.jit(pure(program))(x, np.float64(0.9)))
    assert value == pytest.approx(np.sin(0.5) + np.sin(0.6))
    np.testing.assert_allclose(gradient, [2 * value * np.cos(0.5), 2 * value * np.cos(0.6), 0, 0])


ROWS_OF = {
    "a slice": lambda i: dict(sequences=i[2:]),
    "a slice of a slice": lambda i: dict(sequences=i[1:][:4]),
    "turned": lambda i: dict(sequences=i[::-1]),
    "backwards": lambda i: dict(sequences=i, go_backwards=True),
}
COUNTS = [([1, 2, 3, 4, 5], 3), ([1, 2, 3, 4, 5], 4), ([1, 2, 3, 0, 5], 0), ([1, 2, 3, -1, 7], 3)]


@pytest.mark.compiler
@pytest.mark.parametrize("name", ROWS_OF)
def test_steps_with_lengths_of_their_own(name: str) -> None:
    """C beside Python: where the first row is read, too few rows, no step."""
    i, w, n = tt.lvector("i"), tt.vector("w"), tt.lscalar("n")
    [rows] = scanned(
        lambda k, w: tt.concatenate([w[:k] * 2, w[k:] + 1]), non_sequences=w, n_steps=n, **ROWS_OF[name](i)
    )
    in_c, plain = (theano.function([i, w, n], rows, mode=mode) for mode in ("FAST_RUN", "FAST_COMPILE"))
    assert isinstance(in_c.executable.run, CFunction)
    for counts, steps in COUNTS:
        found = []
        for f in (in_c, plain):
            try:
                found.append(f(np.array(counts), np.arange(5.0) / 5, steps))
            except ValueError as error:
                found.append(str(error).split("\n")[0])
        np.testing.assert_array_equal(*found)
