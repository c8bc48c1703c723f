"""Users' Ops in every backend: several outputs, scalars, nothing at all, errors, what they may touch and set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.backends.c.function import CFunction
from theano_compat.functions.function import function
from theano_compat.functions.profiling.profile import ProfileStats
from theano_compat.graph.op import Op
from theano_compat.graph.types import TensorType
from theano_compat.graph.variable import Apply
from theano_compat.ops.tensor_op import as_tensor
from theano_compat.theano_api import shared
from theano_compat.theano_api.compile.monitormode import MonitorMode
from theano_compat.theano_api.compile.nanguardmode import NanGuardMode

MODES = ("UNOPTIMISED", "PYTHON", "C", "JAX")


class SumAndTurned(Op):
    """(sum of x, transposed x, number of calls) of a matrix."""

    __props__ = ("word",)

    def __init__(self, word: str = "") -> None:
        self.word = word
        self.calls = 0

    def make_node(self, x: Any) -> Apply:
        x = as_tensor(x)
        return Apply(self, [x], [TensorType(x.dtype, ())(), TensorType(x.dtype, x.broadcastable[::-1])()])

    def perform(self, node: Apply, inputs: list[np.ndarray], outputs: list[list[Any]]) -> None:
        [x] = inputs
        self.calls += 1
        assert not x.flags.writeable
        if x.size and x.flat[0] == 99:
            raise KeyError(self.word)
        if x.size and x.flat[0] == 77:
            raise np.linalg.LinAlgError("singular")
        outputs[0][0] = x.sum(dtype=x.dtype)
        outputs[1][0] = x.T

    def infer_shape(self, node: Apply, shapes: list[Any]) -> list[Any]:
        return [(), (shapes[0][1], shapes[0][0])]


def matrix(dtype: str = "float64") -> Any:
    return TensorType(dtype, (False, False))()


def vector() -> Any:
    return TensorType("float64", (False,))()


@pytest.mark.wide(11)
@pytest.mark.parametrize("dtype", ["float64", "float32", "int8", "int64", "uint64", "complex128", "complex64", "bool"])
@pytest.mark.parametrize("mode", MODES)
def test_values(mode: str, dtype: str) -> None:
    x = matrix(dtype)
    total, turned = SumAndTurned()(x.T[1:])
    f = function([x], [turned, total, turned[::-1] + turned], mode=mode)
    assert mode != "C" or f.executable.backend == "c"
    for shape in ((3, 4), (0, 3), (2, 1), (1, 2)):
        given = (np.arange(np.prod(shape)).reshape(shape) % 5).astype(dtype)
        inner = given.T[1:]
        wanted = [inner.T, inner.sum(dtype=dtype), inner.T[::-1] + inner.T]
        for value, right in zip(f(given), wanted, strict=True):
            assert value.dtype == dtype
            np.testing.assert_array_equal(value, right)


@pytest.mark.parametrize("dtype", ["float64", "int64", "complex128"])
def test_jax_sends_words_of_32_bits(dtype: str) -> None:
    """On a thread of XLA's, where JAX's 64-bit types are off, a call back would lose half of each number."""
    jax = pytest.importorskip("jax")
    from theano_compat.backends.jax import pure
    from theano_compat.backends.jax_package import x64
    from theano_compat.compilation.rewriting.preparing import prepare

    x = matrix(dtype)
    run = pure(prepare([x], SumAndTurned()(x)).main)
    with x64(jax):
        calls = [e for e in jax.make_jaxpr(run)(np.ones((2, 3), dtype)).eqns if e.primitive.name == "pure_callback"]
    assert len(calls) == 1
    assert {v.aval.dtype.name for v in (*calls[0].invars, *calls[0].outvars)} == {"uint32"}


@pytest.mark.parametrize("mode", MODES[:3])
def test_errors_pass_with_a_note(mode: str) -> None:
    x = matrix()
    op = SumAndTurned("my own words")
    f = function([x], op(x + 0.0)[1] * 2, mode=mode)
    with pytest.raises(KeyError, match="my own words") as caught:
        f(np.full((2, 2), 99.0))
    assert "SumAndTurned" in "".join(getattr(caught.value, "__notes__", ()))
    with pytest.raises(np.linalg.LinAlgError, match="singular"):
        f(np.full((2, 2), 77.0))
    np.testing.assert_array_equal(f(np.ones((2, 3))), np.full((3, 2), 2.0))


@pytest.mark.parametrize("mode", MODES[:3])
def test_called_once_a_call(mode: str) -> None:
    x = matrix()
    op = SumAndTurned()
    f = function([x], [*op(x), op(x)[1].sum()], mode=mode)
    op.calls = 0
    f(np.ones((2, 2)))
    assert op.calls == 1


def test_what_a_failed_call_leaves() -> None:
    """After an error in one Op the next is not called."""
    x = matrix()
    first, second = SumAndTurned("first"), SumAndTurned("second")
    f = function([x], second(first(x + 0.0)[1] * 1.0)[1], mode="C")
    with pytest.raises(KeyError, match="first"):
        f(np.full((2, 2), 99.0))
    assert second.calls == 0


class SetsShared(Op):
    """Twice a vector; sets shared variables to `factor` times the vector, or fills them with its first element."""

    __props__ = ("factor",)

    def __init__(self, factor: float = 10.0) -> None:
        self.factor = factor
        self.vector = shared(np.ones(3))
        self.matrix = shared(np.ones((3, 3)))

    def make_node(self, x: Any) -> Apply:
        return Apply(self, [as_tensor(x)], [vector()])

    def perform(self, node: Apply, inputs: list[np.ndarray], outputs: list[list[Any]]) -> None:
        [x] = inputs
        self.vector.set_value(self.factor * x)
        self.matrix.set_value(np.full((3, 3), self.factor * x[0]))
        outputs[0][0] = 2 * x

    def infer_shape(self, node: Apply, shapes: list[Any]) -> list[Any]:
        return shapes


class SetsInSteps(SetsShared):
    """The same in a loop."""

    def __call__(self, x: Any) -> Any:
        return theano.scan(lambda one: SetsShared.__call__(self, x * one), sequences=x)[0][0]


# What is computed from x, the Op's y, and its shared vector s and matrix m -> the first elements at x = 2, then at 3.
# The values are the real library's.
SET_SHARED: dict[str, tuple[Callable[..., Any], list[Any]]] = {
    "added": (lambda x, y, s, m: y + s, [24, 36]),
    "in an expression": (lambda x, y, s, m: tt.sqr(s) + x * s + y, [444, 996]),
    "sum": (lambda x, y, s, m: y + s.sum(), [64, 96]),
    "switch": (lambda x, y, s, m: tt.switch(tt.gt(y, 0), s, 0.0), [20, 30]),
    "the variable itself": (lambda x, y, s, m: [y, s], [[4, 20], [6, 30]]),
    "before and after": (lambda x, y, s, m: [s, y, s], [[1, 4, 20], [20, 6, 30]]),
    "twice the variable": (lambda x, y, s, m: [y, s * 2], [[4, 40], [6, 60]]),
    "twice it before": (lambda x, y, s, m: [s * 2, y], [[2, 4], [40, 6]]),
    "computed once": (lambda x, y, s, m: [s + 1, y, s + 1, s + 2], [[2, 4, 2, 22], [21, 6, 21, 32]]),
    "sum of squares": (lambda x, y, s, m: [y, (s * s).sum()], [[4, 1200], [6, 2700]]),
    "of data and x": (lambda x, y, s, m: [y, (s + x).sum()], [[4, 66], [6, 99]]),
    "matrix": (lambda x, y, s, m: [y, tt.dot(m, x), m.T], [[4, 120, 20], [6, 270, 30]]),
    "at an index": (lambda x, y, s, m: [y, s[np.array([2, 1])] + m[0, 0]], [[4, 40], [6, 60]]),
    "loop": (lambda x, y, s, m: theano.scan(lambda one: one + s[0], sequences=y)[0], [24, 36]),
    "not read later": (lambda x, y, s, m: [s.sum(), y], [[3, 4], [60, 6]]),
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("case", SET_SHARED)
def test_what_runs_later_reads_what_a_perform_sets(case: str, mode: str) -> None:
    wanted, values = SET_SHARED[case]
    x, op = vector(), SetsShared()
    f = function([x], wanted(x, op(x), op.vector, op.matrix), mode=mode)
    for at, right in zip((2.0, 3.0), values, strict=True):
        assert_firsts(f(np.full(3, at)), right)


@pytest.mark.parametrize("mode", MODES)
def test_updates_read_what_a_perform_sets(mode: str) -> None:
    x, op, other = vector(), SetsShared(), shared(np.ones(3))
    s, y = op.vector, op(x)
    given = np.full(3, 2.0)
    for updates, here, there in (
        ([(other, other + s)], 20, 21),
        ([(other, s)], 20, 20),
        ([(s, s + 1)], 21, 20),
        ([(s, s + y)], 24, 20),
        ([(other, s), (s, other)], 20, 20),
    ):
        assert_firsts(function([x], y, updates=updates, mode=mode)(given), 4)
        assert_firsts([s.get_value(), other.get_value()], [here, there])


@pytest.mark.parametrize("mode", MODES)
def test_one_op_after_the_other_sets_shared_values(mode: str) -> None:
    x = vector()
    first, second = SetsShared(), SetsShared(3.0)
    second.vector = s = first.vector
    f = function([x], [first(x), s, second(x), s, x + s], mode=mode)
    assert_firsts(f(np.full(3, 2.0)), [4, 20, 4, 6, 8])
    chain = function([x], second(first(x) + s) + s, mode=mode)
    assert_firsts(chain(np.full(3, 2.0)), 2 * 24 + 3 * 24)


@pytest.mark.parametrize("mode", MODES)
def test_a_perform_in_a_loop_sets_shared_values(mode: str) -> None:
    x, op = vector(), SetsInSteps()
    f = function([x], [op(x), op.vector * 2], mode=mode)
    assert_firsts(f(np.full(3, 2.0)), [8, 80])


@pytest.mark.parametrize("mode", MODES)
def test_a_perform_sets_a_longer_vector(mode: str) -> None:
    class Grows(SetsShared):
        def perform(self, node: Apply, inputs: list[np.ndarray], outputs: list[list[Any]]) -> None:
            outputs[0][0] = 2 * inputs[0]
            self.vector.set_value(np.full(len(self.vector.get_value()) + 1, inputs[0][0]))

    x, op = vector(), Grows()
    s = op.vector
    f = function([x], [op(x), s.sum(), s.shape[0], s * 2], mode=mode)
    assert_firsts(f(np.full(3, 2.0)), [4, 8, 4, 4])
    assert_firsts(f(np.full(3, 3.0)), [6, 15, 5, 6])


def test_shared_values_that_a_perform_sets_are_read_in_modes_that_look() -> None:
    x, op = vector(), SetsShared()
    wanted = [op.vector, op(x), op.vector, op.vector * 2]
    for mode in (MonitorMode(post_func=lambda i, node, fn: None), NanGuardMode(True, True, False)):
        op.vector.set_value(np.ones(3))
        assert_firsts(function([x], wanted, mode=mode)(np.full(3, 2.0)), [1, 4, 20, 40])
    profiled = function([x], wanted, profile=ProfileStats(atexit_print=False))
    op.vector.set_value(np.ones(3))
    assert_firsts(profiled(np.full(3, 2.0)), [1, 4, 20, 40])


def test_only_what_is_read_after_a_perform_costs_a_whole_function() -> None:
    x, op = vector(), SetsShared()
    s = op.vector
    assert isinstance(function([x], op(x * s) * 2, mode="C").executable.run, CFunction)
    assert not isinstance(function([x], op(x * s) * s, mode="C").executable.run, CFunction)


def assert_firsts(values: Any, firsts: Any) -> None:
    """Assert which number each of `values`, or the only one, begins with."""
    found = values if isinstance(values, list) else [values]
    assert [float(np.ravel(v)[0]) for v in found] == (firsts if isinstance(firsts, list) else [firsts])
