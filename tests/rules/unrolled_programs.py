"""Loops unrolled in Python, and the same computed by a loop over NumPy arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from theano_compat.differentiate import grad
from theano_compat.graph.types import TensorType
from theano_compat.ops.elementwise import functions as e
from theano_compat.ops.indexing.writing import set_subtensor
from theano_compat.ops.linear_algebra.blas import dot
from theano_compat.ops.shapes.join import concatenate, stack
from theano_compat.ops.shared import shared
from theano_compat.ops.tensor_op import as_tensor

STEPS = 120
DATA = np.random.default_rng(1).normal(size=STEPS)
ROWS = np.random.default_rng(2).normal(size=(STEPS, 3))
GROUP = np.random.default_rng(3).integers(0, 5, STEPS)
COUNTS = np.random.default_rng(4).integers(0, 400, STEPS)  # as constants int8 some of them, int16 others


def scalars(*names: str) -> list[Any]:
    return [TensorType("float64", ())(n) for n in names]


def vector(name: str) -> Any:
    return TensorType("float64", (False,))(name)


def matrix(name: str) -> Any:
    return TensorType("float64", (False, False))(name)


@dataclass(frozen=True)
class Unrolled:
    """`build()`: inputs and outputs; `values`: of the inputs. numpy: the outputs by a loop over arrays. loops: how
    many there are afterwards (`most` nodes in all); 0 where the steps cannot be those of a loop."""

    name: str
    build: Callable[[], tuple[list[Any], list[Any]]]
    values: tuple[Any, ...]
    numpy: Callable[..., Any] | None = None
    loops: int = 1
    most: int = 40


def autoregression() -> tuple[list[Any], list[Any]]:
    a, b, x = inputs = scalars("a", "b", "x")
    for t in range(STEPS):
        x = e.tanh(a * x + b) * 0.9 + float(DATA[t]) * x * 0.1 + e.sqr(b)
    return inputs, [x]


def autoregression_by_numpy(a: float, b: float, x: float) -> float:
    for t in range(STEPS):
        x = np.tanh(a * x + b) * 0.9 + DATA[t] * x * 0.1 + b * b
    return x


def two_before() -> tuple[list[Any], list[Any]]:
    a, b = inputs = scalars("a", "b")
    x = [a, b]
    for t in range(2, STEPS):
        x.append(e.sin(a * x[t - 1] - b * x[t - 2]) + x[t - 1] / 3 + x[0] * float(DATA[t]))
    return inputs, [sum(x[5:], start=as_tensor(0.0)), x[-1], x[-2]]


def two_before_by_numpy(a: float, b: float) -> list[float]:
    x = [a, b]
    for t in range(2, STEPS):
        x.append(np.sin(a * x[t - 1] - b * x[t - 2]) + x[t - 1] / 3 + x[0] * DATA[t])
    return [sum(x[5:]), x[-1], x[-2]]


def interleaved() -> tuple[list[Any], list[Any]]:
    a, b = inputs = scalars("a", "b")
    x, y = a, b
    for t in range(STEPS):
        x, y = e.tanh(x - y * float(DATA[t])) + a, e.cos(x + y) * b + y / 2
    return inputs, [x, y]


def interleaved_by_numpy(a: float, b: float) -> list[float]:
    x, y = a, b
    for t in range(STEPS):
        x, y = np.tanh(x - y * DATA[t]) + a, np.cos(x + y) * b + y / 2
    return [x, y]


def independent() -> tuple[list[Any], list[Any]]:
    """Two recurrences that know nothing of each other, written in turns."""
    a, b = inputs = scalars("a", "b")
    x, y = a, b
    for t in range(STEPS):
        x = e.tanh(x * a + float(DATA[t])) + e.sqr(a)
        y = e.tanh(y * b - float(DATA[t])) + e.sqr(b)
    return inputs, [x * y]


def prefix_and_suffix() -> tuple[list[Any], list[Any]]:
    a, b = inputs = scalars("a", "b")
    x = e.exp(-e.sqr(a)) + b
    for t in range(STEPS):
        x = e.tanh(a * x + b) * (0.5 if t == 3 else 0.7) + e.sqr(x) * float(DATA[t]) / (e.abs_(x) + 1)
        if t in (1, 9, STEPS - 4):
            x = x - e.cos(b)
    return inputs, [e.log1p(e.exp(x)) * a - x, x]


def terms() -> tuple[list[Any], list[Any]]:
    mu, sd = scalars("mu", "sd")
    effect = vector("effect")
    cost = sum([-e.sqr((float(DATA[t]) - mu - effect[int(GROUP[t])]) / sd) / 2 - e.log(sd) for t in range(STEPS)])
    return [mu, sd, effect], [cost]


def terms_by_numpy(mu: float, sd: float, effect: np.ndarray) -> float:
    return sum(-(((DATA - mu - effect[GROUP]) / sd) ** 2) / 2 - np.log(sd))


def counts() -> tuple[list[Any], list[Any]]:
    a, b = inputs = scalars("a", "b")
    return inputs, [sum([int(n) * e.log(a) - a * b + e.sqr(int(n) - b) / (int(n) + a) for n in COUNTS])]


def counts_by_numpy(a: float, b: float) -> float:
    return sum(COUNTS * np.log(a) - a * b + (COUNTS - b) ** 2 / (COUNTS + a))


def stacked() -> tuple[list[Any], list[Any]]:
    a, b = inputs = scalars("a", "b")
    return inputs, [stack([a * e.exp(-b * float(v)) + e.tanh(a + float(v)) for v in DATA])]


def stacked_vectors() -> tuple[list[Any], list[Any]]:
    a, v = scalars("a")[0], vector("v")
    return [a, v], [stack([a * e.exp(-v * float(y)) + e.tanh(v + float(y)) for y in DATA])]


def every_step() -> tuple[list[Any], list[Any]]:
    inputs, outputs = autoregression()
    [a, b, x] = inputs
    steps = []
    for t in range(STEPS):
        x = e.tanh(a * x + b) * 0.9 + e.sqr(x - float(DATA[t])) / 7
        steps.append(x)
    return inputs, steps[::7] + outputs


def rows_backwards() -> tuple[list[Any], list[Any]]:
    """Places that count down, from the end, by two, within rows, and in no order."""
    x, w, s = matrix("x"), vector("w"), scalars("s")[0]
    state: Any = w
    for t in range(STEPS):
        state = (
            e.tanh(state * 0.5 + x[STEPS - 1 - t] * s)
            + x[-1 - t] * x[t, 1]
            - x[2 * t // 2, 2] * ROWS[t]
            + x[int(GROUP[t]), 0] * w[int(GROUP[t]) % 3]
        )
    return [x, w, s], [state]


def rows_backwards_by_numpy(x: np.ndarray, w: np.ndarray, s: float) -> np.ndarray:
    state = w
    for t in range(STEPS):
        state = (
            np.tanh(state * 0.5 + x[STEPS - 1 - t] * s)
            + x[-1 - t] * x[t, 1]
            - x[t, 2] * ROWS[t]
            + x[GROUP[t], 0] * w[GROUP[t] % 3]
        )
    return state


def hidden_markov() -> tuple[list[Any], list[Any]]:
    p, means = matrix("p"), vector("means")
    y = as_tensor(DATA)
    alpha, cost = e.exp(means), as_tensor(0.0)
    for t in range(STEPS):
        alpha = dot(alpha, p) * e.exp(-e.sqr(y[t] - means) / 2)
        total = alpha.sum()
        cost = cost + e.log(total)
        alpha = alpha / total
    return [p, means], [cost]


def hidden_markov_by_numpy(p: np.ndarray, means: np.ndarray) -> float:
    alpha, cost = np.exp(means), 0.0
    for y in DATA:
        alpha = alpha @ p * np.exp(-((y - means) ** 2) / 2)
        cost += np.log(alpha.sum())
        alpha = alpha / alpha.sum()
    return cost


def recurrent() -> tuple[list[Any], list[Any]]:
    x, w, u, h = matrix("x"), matrix("w"), matrix("u"), vector("h")
    state: Any = h
    for t in range(STEPS):
        state = e.tanh(dot(x[t], w) + dot(state, u) + h)
    return [x, w, u, h], [e.sqr(state).sum()]


def recurrent_by_numpy(x: np.ndarray, w: np.ndarray, u: np.ndarray, h: np.ndarray) -> float:
    state = h
    for t in range(STEPS):
        state = np.tanh(x[t] @ w + state @ u + h)
    return (state**2).sum()


def latent() -> tuple[list[Any], list[Any]]:
    """A walk of which each place is a parameter: its gradient adds two parts of zeros a step."""
    x, s = vector("x"), scalars("s")[0]
    cost: Any = as_tensor(0.0)
    for t in range(1, STEPS):
        cost = cost - e.sqr((x[t] - 0.9 * x[t - 1]) / s) / 2 - e.sqr(x[t] - float(DATA[t]))
    return [x, s], [cost]


def nested() -> tuple[list[Any], list[Any]]:
    a, b = inputs = scalars("a", "b")
    x = a
    for t in range(STEPS // 4):
        y = b
        for k in range(12):
            y = e.tanh(y * x + float(k)) - float(DATA[t]) * y
        x = x / 2 + y
    return inputs, [x]


def nested_by_numpy(a: float, b: float) -> float:
    x = a
    for t in range(STEPS // 4):
        y = b
        for k in range(12):
            y = np.tanh(y * x + k) - DATA[t] * y
        x = x / 2 + y
    return x


def of_many_inputs() -> tuple[list[Any], list[Any]]:
    inputs = scalars(*(f"x{k}" for k in range(STEPS)))
    state: Any = as_tensor(1.0)
    for x in inputs:
        state = e.tanh(state * x + 0.3) - e.sqr(x) + e.cos(state + x)
    return inputs, [state]


def shared_vectors() -> tuple[list[Any], list[Any]]:
    """Vectors of other lengths in each term: no loop can hold them."""
    a, b = inputs = scalars("a", "b")
    parts = [shared(np.linspace(0, 1, 2 + k % 5)) for k in range(STEPS)]
    return inputs, [sum([e.sqr(e.tanh(p * a) - b * p + 1 / (1 + e.exp(p))).sum() for p in parts])]


def shrinking() -> tuple[list[Any], list[Any]]:
    """A state that loses an element at each step."""
    v = vector("v")
    x: Any = v
    for _ in range(STEPS):
        x = e.tanh(x[1:] - x[:-1]) + e.sqr(x[1:]) / 2 + e.cos(x[:-1])
    return [v], [x]


def written() -> tuple[list[Any], list[Any]]:
    """One more element of a vector is written at each step."""
    v = vector("v")
    x: Any = v
    for t in range(1, STEPS):
        x = set_subtensor(x[t], e.tanh(x[t - 1] * 0.5 + float(DATA[t])) + e.sqr(x[t]) / 9)
    return [v], [x]


def growing() -> tuple[list[Any], list[Any]]:
    v = vector("v")
    x: Any = v
    for t in range(STEPS):
        x = concatenate([e.tanh(x * 0.5 + float(DATA[t])) - e.sqr(x * 0.1), v + e.cos(v) * float(DATA[t])])
    return [v], [x]


def with_gradient(case: Unrolled, **changed: Any) -> Unrolled:
    def build() -> tuple[list[Any], list[Any]]:
        inputs, outputs = case.build()
        cost = sum([o.sum() for o in outputs])
        return inputs, [*outputs, *grad(cost, inputs)]

    return Unrolled(f"{case.name}, gradient", build, case.values, None, **changed)


SQUARE = np.random.default_rng(5).normal(size=(3, 3)) / 3
FORWARD = (
    Unrolled("autoregression", autoregression, (0.5, 0.1, 0.3), autoregression_by_numpy),
    Unrolled("two steps before", two_before, (0.4, 0.3), two_before_by_numpy, most=60),
    Unrolled("interleaved", interleaved, (0.4, 0.3), interleaved_by_numpy),
    Unrolled("independent", independent, (0.4, 0.3), loops=2),
    Unrolled("prefix and suffix", prefix_and_suffix, (0.4, 0.3), most=150),
    Unrolled("terms", terms, (0.1, 1.2, np.arange(5.0)), terms_by_numpy),
    Unrolled("counts", counts, (0.6, 1.2), counts_by_numpy),
    Unrolled("stacked", stacked, (0.6, 1.2)),
    Unrolled("stacked vectors", stacked_vectors, (0.6, np.arange(3.0))),
    Unrolled("every step", every_step, (0.5, 0.1, 0.3), loops=2, most=100),
    Unrolled("rows backwards", rows_backwards, (ROWS, np.arange(3.0), 0.4), rows_backwards_by_numpy),
    Unrolled("hidden Markov", hidden_markov, (np.abs(SQUARE), np.arange(3.0)), hidden_markov_by_numpy),
    Unrolled("recurrent", recurrent, (ROWS, SQUARE, SQUARE.T, np.arange(3.0) / 4), recurrent_by_numpy, loops=2),
    Unrolled("latent", latent, (np.linspace(0, 1, STEPS), 0.8)),
    Unrolled("nested", nested, (0.4, 0.3), nested_by_numpy, most=100),
    Unrolled("of many inputs", of_many_inputs, tuple(DATA), most=400),
)
GRADIENTS = tuple(with_gradient(case, loops=-1, most=600) for case in FORWARD)
UNFIT = (
    Unrolled("vectors of many lengths", shared_vectors, (0.4, 0.3), loops=0),
    Unrolled("shrinking", shrinking, (np.linspace(0, 2, STEPS + 5),), loops=0),
    Unrolled("written", written, (np.linspace(0, 2, STEPS + 5),), loops=0),
    Unrolled("growing", growing, (np.linspace(0, 2, 3),), loops=0),
)


def cases() -> Iterator[Unrolled]:
    yield from FORWARD
    yield from GRADIENTS
    yield from UNFIT
