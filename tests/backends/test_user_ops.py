"""Users' Ops in every backend: several outputs, scalars, nothing at all, errors, what they may touch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from compat.compilation.function import function
from compat.graph.op import Op
from compat.graph.types import TensorType
from compat.graph.variable import Apply
from compat.ops.tensor_op import as_tensor

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
    from compat.backends.jax import pure
    from compat.backends.jax_package import x64
    from compat.compilation.rewriting.preparing import prepare

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
