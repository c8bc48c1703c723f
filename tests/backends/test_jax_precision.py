"""Matrix products and convolutions of 32 bits keep all of them on GPUs and TPUs, which take fewer where they may."""

from __future__ import annotations

from contextlib import nullcontext

import numpy as np
import pytest

jax = pytest.importorskip("jax")

from compat import tensor as tt  # noqa: E402
from theano_compat.backends.jax import pure  # noqa: E402
from theano_compat.backends.jax_package import x64  # noqa: E402
from theano_compat.compilation.rewriting.preparing import prepare  # noqa: E402

X = np.ones((1, 2, 5, 5))
KERNEL = np.ones((3, 2, 2, 2))


def product(dtype):
    a, b = tt.matrix(dtype=dtype), tt.matrix(dtype=dtype)
    return [a, b], tt.dot(a, b), [np.ones((40, 30), dtype), np.ones((30, 50), dtype)]


def batched(dtype):
    a, b = tt.tensor3(dtype=dtype), tt.tensor3(dtype=dtype)
    return [a, b], tt.batched_dot(a, b), [np.ones((2, 40, 30), dtype), np.ones((2, 30, 50), dtype)]


def convolution(dtype):
    image, kernel = tt.tensor4(dtype=dtype), tt.tensor4(dtype=dtype)
    return [image, kernel], tt.nnet.conv2d(image, kernel), [X.astype(dtype), KERNEL.astype(dtype)]


def onto_kernel(dtype):
    image, kernel = tt.tensor4(dtype=dtype), tt.tensor4(dtype=dtype)
    loss = (tt.nnet.conv2d(image, kernel) ** 2).sum()
    return [image, kernel], tt.grad(loss, kernel), [X.astype(dtype), KERNEL.astype(dtype)]


def text(case, dtype):
    inputs, output, values = case(dtype)
    with x64(jax):
        return jax.jit(pure(prepare(inputs, [output]).main)).lower(*values).as_text()


@pytest.mark.parametrize("chosen", [None, "default", "highest"])
@pytest.mark.parametrize("case", [product, batched, convolution, onto_kernel])
def test_all_bits_are_kept_unless_the_user_says_otherwise(case, chosen):
    with nullcontext() if chosen is None else jax.default_matmul_precision(chosen):
        found = text(case, "float32")
    wanted = "DEFAULT" if chosen == "default" else "HIGHEST"
    lines = [line for line in found.splitlines() if "dot_general" in line or "stablehlo.convolution" in line]
    assert lines
    for line in lines:
        assert ("HIGHEST" in line) == (wanted == "HIGHEST"), line
    assert jax.config.jax_default_matmul_precision is None


@pytest.mark.parametrize("dtype", ["int64", "int8"])
def test_integers_are_convolved_as_floats(dtype):
    """GPUs have no convolution of integers."""
    inputs, output, values = convolution(dtype)
    lines = [line for line in text(convolution, dtype).splitlines() if "stablehlo.convolution" in line]
    assert lines and all("xf64>" in line for line in lines)
    with x64(jax):
        [found] = pure(prepare(inputs, [output]).main)(*map(jax.numpy.asarray, values))
    assert found.dtype == dtype and np.all(np.asarray(found) == 8)
