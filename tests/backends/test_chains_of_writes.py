"""Writes over writes: right whoever reads them in between, each part made once however long the chain is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from theano_compat.backends.c.computations.stores import Stores
from theano_compat.functions.function import function
from theano_compat.graph.types import TensorType
from theano_compat.ops.elementwise import functions as e
from theano_compat.ops.indexing.writing import inc_subtensor, set_subtensor
from theano_compat.ops.shapes.creation import zeros_like

N = 40


def chain(x: Any, y: Any, write: Callable[..., Any] = set_subtensor, length: int = N) -> Any:
    for i in range(length):
        x = write(x[[i, i + 1]], y[i : i + 2] * i)
    return x


def added(x: Any, y: Any) -> Any:
    return chain(zeros_like(x), y, inc_subtensor)


def middle(x: Any, y: Any) -> list[Any]:
    half = chain(x, y, length=N // 2)
    return [chain(half, y + 1), half]


CASES: dict[str, tuple[Callable[..., Any], int]] = {  # what is computed, and how many parts are made
    "set": (chain, N),
    "add": (lambda x, y: chain(x, y, inc_subtensor), N),
    "add to zeros": (added, N),
    "one after the other": (lambda x, y: chain(chain(x, y), y, inc_subtensor), 2 * N),
    "one is written into the other": (lambda x, y: set_subtensor(chain(x, y)[1:], chain(y, x)[:-1]), 2 * N + 1),
    "the middle is an output": (middle, N + N // 2),
    "the end is read": (lambda x, y: e.exp(chain(x, y)) + 1, N),
    "its own place is read": (lambda x, y: inc_subtensor(chain(x, y)[:2], chain(x, y)[2:4]), N + 1),
    "both of a sum": (lambda x, y: added(x, y) + added(x, x), 4 * N),  # each is made, then taken back for the sum
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_chain(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    build, parts = CASES[name]
    made = []
    real = Stores._part
    monkeypatch.setattr(Stores, "_part", lambda self, *given: made.append(given) or real(self, *given))
    x, y = (TensorType("float64", (False,))(n) for n in "xy")
    values = np.linspace(-1, 1, N + 1), np.linspace(0.1, 0.9, N + 1)
    results = {mode: function([x, y], build(x, y), mode=mode)(*values) for mode in ("UNOPTIMISED", "C")}
    np.testing.assert_allclose(results["C"], results["UNOPTIMISED"], rtol=1e-12)
    assert len(made) == parts, name
