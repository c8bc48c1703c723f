"""Loops unrolled in Python become loops again, and compute what they did."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

import numpy as np
import pytest

from tests.rules.unrolled_programs import FORWARD, GRADIENTS, UNFIT, Unrolled
from theano_compat.backends.array import compile_python
from theano_compat.differentiate import grad
from theano_compat.functions.function import function
from theano_compat.graph.program import lowered, program
from theano_compat.graph.traversal import applies
from theano_compat.graph.types import TensorType
from theano_compat.ops.elementwise import functions as e
from theano_compat.ops.scan.op import Scan
from theano_compat.rules import thresholds
from theano_compat.rules.rerolling.rerolled import rerolled

each = pytest.mark.parametrize("case", (*FORWARD, *GRADIENTS, *UNFIT), ids=lambda case: case.name)

# In Python the rerolled graph itself is evaluated below; XLA takes long for a loop, and each has one in it.
AGREEING = [("C", case) for case in (*FORWARD, *GRADIENTS)]
AGREEING += [pytest.param("JAX", case, marks=pytest.mark.slow) for case in (*FORWARD, *GRADIENTS)[::3]]


def evaluated(inputs: Any, outputs: Any, values: Any) -> list[Any]:
    """By NumPy, node by node, no rule applied."""
    whole = program(inputs, outputs)
    known = {id(v) for v in inputs}
    more = [v for n in whole.nodes for v in n.inputs if v.owner is None and hasattr(v, "container")]
    more = list({id(v): v for v in more if id(v) not in known}.values())
    return compile_python(program([*inputs, *more], outputs))(
        [*map(np.asarray, values), *(v.container.held for v in more)]
    )


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loops of half as many steps as otherwise, so that these programs are compiled in half the time."""
    for name in ("REROLLED_FEWEST_NODES", "REROLLED_SMALL"):
        monkeypatch.setattr(thresholds, name, getattr(thresholds, name) // 2)


@cache
def written_out(name: str) -> tuple[Any, Any, list[Any]]:
    """The inputs and outputs of a case, and what its steps compute one by one: for all tests of it."""
    case = next(c for c in (*FORWARD, *GRADIENTS, *UNFIT) if c.name == name)
    inputs, outputs = case.build()
    return inputs, outputs, evaluated(inputs, outputs, case.values)


@pytest.mark.slow
@pytest.mark.wide(47)
@each
def test_the_same_to_the_last_bit(case: Unrolled) -> None:
    """The same operations in the same order; where several parts are added to one place, to rounding."""
    inputs, outputs, expected = written_out(case.name)
    outputs = lowered(outputs)
    new = rerolled(outputs)
    found = evaluated(inputs, new, case.values)
    for a, b in zip(found, expected, strict=True):
        if "latent" in case.name:  # two parts a step
            np.testing.assert_allclose(a, b, rtol=1e-13, atol=1e-15)
        else:
            np.testing.assert_array_equal(a, b)
    assert [v.type for v in new] == [v.type for v in outputs]
    nodes = applies(new)
    loops = sum(isinstance(n.op, Scan) for n in nodes)
    if case.loops:
        assert loops == case.loops or (case.loops < 0 and loops)
        assert len(nodes) <= case.most
    else:
        assert not loops and all(a is b for a, b in zip(new, outputs, strict=True))


@pytest.mark.wide(61)
@pytest.mark.parametrize("mode, case", AGREEING, ids=lambda value: getattr(value, "name", value))
def test_agrees(case: Unrolled, mode: str) -> None:
    inputs, outputs, expected = written_out(case.name)
    f = function(inputs, outputs, mode=mode)
    assert mode != "C" or f.executable.backend == "c"
    if case.numpy is not None:
        by_numpy = case.numpy(*case.values)
        np.testing.assert_allclose(expected if len(outputs) > 1 else expected[0], by_numpy, rtol=1e-12)
    for a, b in zip(f(*case.values), expected, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-9, atol=1e-11 * np.abs(b).max())


def calls(steps: int) -> tuple[int, int]:
    """(calls of functions while the gradient of an autoregression is made a loop, nodes that are left)."""
    a, b, x = inputs = [TensorType("float64", ())(n) for n in "abx"]
    for t in range(steps):
        x = e.tanh(a * x + b) * 0.9 + float(np.cos(t)) * x * 0.1 + e.sqr(b)
    outputs = [x, *grad(x, inputs)]
    count = 0

    def counted(frame: Any, event: str, argument: Any) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        new = rerolled(lowered(outputs))
    finally:
        sys.setprofile(None)
    return count, len(applies(new))


@pytest.mark.slow
def test_work_is_linear_and_what_is_left_is_not_longer() -> None:
    (few, left), (many, still) = calls(300), calls(900)
    assert many < 3.2 * few
    assert still == left


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["C", "PYTHON"])
@pytest.mark.parametrize("name", ["latent", "latent, gradient", "rows backwards"])
def test_places_that_are_not_there(name: str, mode: str) -> None:
    """An index out of bounds is an IndexError in a loop too."""
    case = next(c for c in (*FORWARD, *GRADIENTS) if c.name == name)
    inputs, outputs = case.build()
    f = function(inputs, outputs, mode=mode)
    short = [v[:-1] if np.ndim(v) else v for v in case.values]
    with pytest.raises(IndexError):
        f(*short)
