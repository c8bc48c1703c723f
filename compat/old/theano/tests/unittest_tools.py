"""Tools for tests of graphs and Ops. Source of the names: theano.tests.unittest_tools."""

from __future__ import annotations

import sys
import unittest
from collections.abc import Callable, Sequence
from typing import Any
from unittest import SkipTest

import numpy as np

from ....compilation.modes import get_default_mode
from ....functions.function import function
from ....graph.op import Op
from ....importing.module_getattr import absent_from
from ....settings import config
from ....theano_api import verify_grad as _verify


def fetch_seed(pseed: Any = None) -> Any:
    """Return the seed of tests: `pseed`, else `config.unittests.rseed` (None for "random")."""
    seed = pseed or config.unittests__rseed
    if seed == "random":
        return None
    return [int(s) for s in seed] if isinstance(seed, list | tuple) else int(seed)


def seed_rng(pseed: Any = None) -> Any:
    """Seed NumPy's generator by `fetch_seed`, and return the seed."""
    seed = fetch_seed(pseed)
    np.random.seed(seed)
    return seed


def verify_grad(
    op: Callable[..., Any],
    pt: Sequence[Any],
    n_tests: int = 2,
    rng: np.random.RandomState | np.random.Generator | None = None,
    *args: Any,
    **kwargs: Any,
) -> None:
    """Compare an Op's gradient with finite differences: theano.gradient.verify_grad, with a generator that is seeded.

    op: a function from variables to a variable. pt: a list of arrays, of any shape: the point.
    n_tests: number of random projections. rng: a generator; one seeded by `fetch_seed` by default.
    """
    rng = np.random.RandomState(fetch_seed()) if rng is None else rng
    _verify.verify_grad(op, pt, n_tests, rng, *args, **kwargs)


verify_grad.E_grad = _verify.GradientError  # type: ignore[attr-defined]


def assert_allclose(expected: Any, value: object, rtol: float | None = None, atol: float | None = None) -> None:
    """Raise AssertionError where two arrays differ: by default, beyond rounding in the less precise dtype.

    expected, value: arrays of one shape. rtol, atol: relative and absolute tolerance.
    """
    a, b = np.asarray(expected), np.asarray(value)
    single = any(v.dtype in (np.float32, np.complex64, np.float16) for v in (a, b))
    np.testing.assert_allclose(
        b,
        a,
        rtol=rtol if rtol is not None else 1e-4 if single else 1e-5,
        atol=atol if atol is not None else 1e-5 if single else 1e-8,
    )


class MockRandomState:
    """A generator that always draws `val`."""

    def __init__(self, val: float) -> None:
        self.val = val

    def rand(self, *shape: int) -> Any:
        return np.zeros(shape, dtype="float64") + self.val

    def randint(self, minval: int, maxval: int | None = None, size: int | Sequence[int] = 1) -> Any:
        return np.zeros(size, dtype="int64") + self.val


class TestOptimizationMixin:
    """Methods that count nodes of compiled functions, after our rules; counts differ from Theano's."""

    __test__ = False

    def assertFunctionContains(self, f: Any, op: Op, min: int = 1, max: int = sys.maxsize) -> None:
        count = sum(node.op == op for node in f.maker.fgraph.toposort())
        assert min <= count <= max, f"{op} is there {count} times"

    def assertFunctionContains0(self, f: Any, op: Op) -> None:
        self.assertFunctionContains(f, op, 0, 0)

    def assertFunctionContains1(self, f: Any, op: Op) -> None:
        self.assertFunctionContains(f, op, 1, 1)

    def assertFunctionContainsN(self, f: Any, op: Op, N: int) -> None:
        self.assertFunctionContains(f, op, N, N)

    def SkipTest(self, msg: str = "Skip this test") -> None:
        raise SkipTest(msg)


class InferShapeTester(unittest.TestCase):
    """Tests of the shapes that an Op infers: `self._compile_and_check(inputs, outputs, arrays, Op)`."""

    def setUp(self) -> None:
        seed_rng()
        self.mode = get_default_mode()

    def _compile_and_check(
        self,
        inputs: Sequence[Any],
        outputs: Sequence[Any],
        numeric_inputs: Sequence[Any],
        cls: Any,
        excluding: Any = None,
        warn: bool = True,
        check_topo: bool = True,
    ) -> None:
        """Assert that the shapes inferred for `outputs` are those computed at `numeric_inputs`.

        check_topo: shapes must not need the Op of class `cls`. `excluding` and `warn` have no effect.
        """
        values = function(inputs, list(outputs), mode=self.mode, on_unused_input="ignore")
        shapes = function(inputs, [o.shape for o in outputs], mode=self.mode, on_unused_input="ignore")
        if check_topo:
            present = [node for node in shapes.maker.fgraph.toposort() if isinstance(node.op, cls)]
            assert not present, f"lengths need {present[0]}"
        for value, shape in zip(values(*numeric_inputs), shapes(*numeric_inputs), strict=True):
            assert tuple(shape) == np.shape(value), f"the graph says {tuple(shape)}, it is {np.shape(value)}"


__all__ = [
    "InferShapeTester",
    "MockRandomState",
    "SkipTest",
    "TestOptimizationMixin",
    "assert_allclose",
    "config",
    "fetch_seed",
    "seed_rng",
    "verify_grad",
]
__getattr__ = absent_from(__name__)
