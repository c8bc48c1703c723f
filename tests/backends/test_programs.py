"""What a whole function promises in every backend: updates, givens, aliasing, no inputs, new lengths, shared data."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from theano_compat.functions.function import Out, function
from theano_compat.graph.types import TensorType
from theano_compat.ops.elementwise import functions as e
from theano_compat.ops.indexing.writing import inc_subtensor, set_subtensor
from theano_compat.ops.reductions.functions import max, sum
from theano_compat.ops.shared import shared
from theano_compat.ops.tensor_op import as_tensor

MODES = ("UNOPTIMISED", "PYTHON", "C", "JAX")
each_mode = pytest.mark.parametrize("mode", MODES)


def vector(dtype: str = "float64", name: str | None = None) -> Any:
    return TensorType(dtype, (False,))(name)


def compiled(*arguments: Any, mode: str, **keywords: Any) -> Any:
    f = function(*arguments, mode=mode, **keywords)
    assert mode != "C" or f.executable.backend == "c"
    return f


@each_mode
def test_updates_read_old_values(mode: str) -> None:
    a, b = shared(np.arange(3.0)), shared(np.array([5.0, 6.0, 7.0]))
    x = vector()
    f = compiled([x], [a, b], updates=[(a, b + x), (b, a)], mode=mode)
    first = f(np.ones(3))
    np.testing.assert_array_equal(first, [[0, 1, 2], [5, 6, 7]])
    np.testing.assert_array_equal(a.get_value(), [6, 7, 8])
    np.testing.assert_array_equal(b.get_value(), [0, 1, 2])
    f(np.ones(3))
    np.testing.assert_array_equal(first, [[0, 1, 2], [5, 6, 7]])  # what was returned stays
    np.testing.assert_array_equal(a.get_value(), [1, 2, 3])


@each_mode
def test_updates_all_or_none(mode: str) -> None:
    a, b = shared(np.zeros(3)), shared(np.zeros(3))
    i = TensorType("int64", ())()
    x = vector()
    f = compiled([x, i], [], updates=[(a, a + 1), (b, b + x[i])], mode=mode)
    f(np.ones(3), 1)
    if mode == "JAX":
        with pytest.raises((ValueError, TypeError)):
            f(np.ones((2, 2)), 1)
    else:
        with pytest.raises(IndexError):
            f(np.ones(3), 3)
    np.testing.assert_array_equal([a.get_value(), b.get_value()], np.ones((2, 3)))


@each_mode
def test_update_in_place_of_what_is_read(mode: str) -> None:
    a = shared(np.arange(4.0))
    f = compiled([], [a * 2, a.sum()], updates=[(a, set_subtensor(a[1:3], a[::-1][1:3] * 10))], mode=mode)
    doubled, total = f()
    np.testing.assert_array_equal(doubled, [0, 2, 4, 6])
    assert total == 6
    np.testing.assert_array_equal(a.get_value(), [0, 20, 10, 3])


@each_mode
def test_outputs_alias_nothing(mode: str) -> None:
    s, x = shared(np.arange(4.0)), vector()
    f = compiled([x], [x, x, s, s[1:], x[::-1], (x + 1)[1:], x + 1], mode=mode)
    given = np.arange(4.0)
    outputs = f(given)
    for k, out in enumerate(outputs):
        assert out.flags.writeable
        assert not np.shares_memory(out, given) and not np.shares_memory(out, s.get_value(borrow=True))
        assert not any(np.shares_memory(out, other) for other in outputs[:k])
    for out in outputs:
        out[:] = -1
    np.testing.assert_array_equal(f(given)[2], [0, 1, 2, 3])
    np.testing.assert_array_equal(given, np.arange(4.0))


@each_mode
def test_inputs_and_shared_values_stay(mode: str) -> None:
    x, s = vector(), shared(np.arange(5.0))
    f = compiled([x], [set_subtensor(x[1:3], 9.0), inc_subtensor(s[x.astype("int64")], 1.0)], mode=mode)
    given = np.array([0.0, 1.0, 1.0])
    f(given)
    np.testing.assert_array_equal(given, [0, 1, 1])
    np.testing.assert_array_equal(s.get_value(), np.arange(5.0))


@each_mode
def test_new_lengths_and_new_data(mode: str) -> None:
    s, x = shared(np.arange(3.0)), vector()
    f = compiled([x], [x * 2, s * 2, sum(s) * x, max(s)], mode=mode)
    for n, m in ((3, 2), (0, 1), (1, 4), (17, 30)):
        s.set_value(np.arange(float(m)))
        found = f(np.arange(float(n)))
        for value, wanted in zip(
            found, [np.arange(n) * 2, np.arange(m) * 2, np.arange(n) * np.arange(m).sum(), m - 1], strict=True
        ):
            np.testing.assert_array_equal(value, wanted)


@each_mode
def test_no_inputs(mode: str) -> None:
    f = compiled([], [as_tensor(np.arange(3.0)) * 2, as_tensor(1.5), e.exp(as_tensor(np.zeros((0, 2))))], mode=mode)
    for _ in range(2):
        values = f()
        np.testing.assert_array_equal(values[0], [0, 2, 4])
        assert values[1] == 1.5 and values[1].shape == () and values[2].shape == (0, 2)
        values[0][:] = 7  # the next call gives the same as the first


@each_mode
def test_no_outputs(mode: str) -> None:
    count = shared(0)
    f = compiled([], updates={count: count + 2}, mode=mode)
    assert f() == [] and f() == [] and count.get_value() == 4 and count.get_value().dtype == "int64"


@each_mode
def test_givens(mode: str) -> None:
    x, y = vector(name="x"), vector(name="y")
    data = shared(np.arange(10.0))
    i = TensorType("int64", ())("i")
    f = compiled([i, x], (x * y).sum(), givens={y: data[i * 2 : i * 2 + 2]}, mode=mode)
    assert f(3, np.ones(2)) == 13.0
    data.set_value(np.zeros(10))
    assert f(3, np.ones(2)) == 0.0


@each_mode
def test_same_array_for_several_inputs(mode: str) -> None:
    x, y = vector(), vector()
    f = compiled([x, y], [x + y, set_subtensor(x[:2], y[1:3])], mode=mode)
    given = np.arange(3.0)
    total, written = f(given, given)
    np.testing.assert_array_equal(total, [0, 2, 4])
    np.testing.assert_array_equal(written, [1, 2, 2])


@pytest.mark.wide(7)
@each_mode
def test_layouts(mode: str) -> None:
    """Strided, reversed, Fortran-ordered, big-endian and read-only arrays."""
    x = TensorType("float64", (False, False))()
    f = compiled([x], [x.T * 2, x.sum(axis=0), x.dot(x.T)], mode=mode)
    whole = np.arange(48.0).reshape(6, 8)
    read_only = whole.copy()
    read_only.flags.writeable = False
    for given in (
        whole[::2],
        whole[:, ::-1],
        whole.T,
        np.asfortranarray(whole),
        whole.astype(">f8"),
        read_only,
        np.broadcast_to(whole[:1], (5, 8)),
        whole[1:1],
    ):
        plain = np.array(given, dtype="float64")
        for found, wanted in zip(f(given), [plain.T * 2, plain.sum(0), plain @ plain.T], strict=True):
            np.testing.assert_allclose(found, wanted, rtol=1e-14)


@pytest.mark.compiler
def test_borrowed_output_may_be_an_input() -> None:
    x = vector()
    f = compiled([x], [Out(x, borrow=True), x * 2], mode="C")
    np.testing.assert_array_equal(f(np.arange(3.0))[0], [0, 1, 2])


@pytest.mark.compiler
def test_threads() -> None:
    """The scratch memory of a call is its own."""
    from concurrent.futures import ThreadPoolExecutor

    x = TensorType("float64", (False, False))()
    f = compiled([x], e.exp(x - max(x, axis=1, keepdims=True)).sum(axis=0), mode="C")
    arrays = [np.random.default_rng(k).normal(size=(50, 200)) for k in range(8)]
    wanted = [f(a) for a in arrays]
    with ThreadPoolExecutor(4) as pool:
        for _ in range(5):
            for found, right in zip(pool.map(f, arrays), wanted, strict=True):
                np.testing.assert_array_equal(found, right)


@pytest.mark.compiler
def test_large_scratch_memory() -> None:
    x = vector()
    f = compiled([x], [(x - x.mean()).sum(), ((x - x.mean()) ** 2 / x.sum()).max()], mode="C")
    big = np.arange(200_001.0)
    total, most = f(big)
    assert abs(total) < 1e-3 and np.isclose(most, 100_000.0**2 / big.sum())
