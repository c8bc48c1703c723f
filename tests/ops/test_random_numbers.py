"""The numbers of all kinds of streams are those of the real libraries (make_random_numbers.py), mode by mode."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import compat as theano
from theano_compat.ops.random import mrg
from theano_compat.ops.random.distributions import RandomStream
from theano_compat.ops.random.mrg_streams import MRG_RandomStreams
from theano_compat.ops.random.streams import RandomStreams

HERE = Path(__file__).parent
SAVED = {
    **json.loads((HERE / "random_numbers.json").read_text()),
    **json.loads((HERE / "random_stream_numbers.json").read_text()),
}
KINDS = {"RandomStreams": RandomStreams, "MRG_RandomStreams": MRG_RandomStreams, "RandomStream": RandomStream}
ROUNDED = (
    "MRG_RandomStreams: s.normal",
    "MRG_RandomStreams: s.truncated",
    "RandomStream: s.cauchy",
    "RandomStream: s.halfcauchy",
    "RandomStream: s.multivariate_normal",
)  # through log, cos, tan: a last digit
JAX = [name for name in SAVED if name.startswith("MRG") and "choice" not in name][::4]


def _drawn(name: str, mode: str) -> list[np.ndarray]:
    kind, _, expression = name.partition(": ")
    s = KINDS[kind](234)
    s.uniform(size=(2,))
    x = theano.shared(np.array([1.5, 2.5, 3.5]), "x")
    function = theano.function([], eval(expression, {"s": s, "x": x, "np": np}), mode=mode)
    values = [function(), function()]
    s.seed(99)
    return [*values, function()]


def _check(name: str, mode: str) -> None:
    dtype, saved = SAVED[name]
    for value, expected in zip(_drawn(name, mode), saved, strict=True):
        assert str(value.dtype) == dtype
        if name.startswith(ROUNDED):
            np.testing.assert_allclose(value, expected, rtol=1e-12 if dtype == "float64" else 2e-5)
        else:
            np.testing.assert_array_equal(value, np.asarray(expected, dtype))


@pytest.mark.wide(11)
@pytest.mark.parametrize("mode", ["FAST_COMPILE", "FAST_RUN"])
@pytest.mark.parametrize("name", SAVED)
def test_numbers_of_legacy(name: str, mode: str) -> None:
    _check(name, mode)


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", JAX)
def test_integer_arithmetic_in_jax(name: str) -> None:
    pytest.importorskip("jax")
    _check(name, "JAX")


@pytest.mark.parametrize("doublings, first, second", [(72, mrg.A1p72, mrg.A2p72), (134, mrg.A1p134, mrg.A2p134)])
def test_jumps_are_powers_of_a_step(doublings, first, second):
    steps = (
        ([[0, 2**22, 2**7 + 1], [1, 0, 0], [0, 1, 0]], mrg.M1, first),
        ([[2**15, 0, 2**15 + 1], [1, 0, 0], [0, 1, 0]], mrg.M2, second),
    )
    for step, modulus, wanted in steps:
        power = np.array(step, dtype=object)  # Python's integers: products pass 2**63
        for _ in range(doublings):
            power = power.dot(power) % modulus
        assert wanted.dtype == np.int64 and power.tolist() == wanted.tolist()
