"""Graphs that people wrote by loops in Python: thousands of irregular nodes, and steps of one recurrence unrolled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

import compat.tensor as tt
from theano_compat.graph.variable import Variable

Graph = tuple[list[Variable], list[Variable], list[np.ndarray]]  # inputs, outputs, values of the inputs


def irregular(nodes: int, gradient: bool = False) -> Graph:
    """Random expressions over scalars and vectors, each of one earlier value or two; the sum of what nobody read."""
    rng = np.random.default_rng(nodes)
    scalars: list[Any] = [tt.dscalar(f"s{i}") for i in range(5)]
    vectors: list[Any] = [tt.dvector(f"v{i}") for i in range(3)]
    inputs = [*scalars, *vectors]
    values = [*rng.normal(size=5), *rng.normal(size=(3, 50))]
    one: list[Callable[[Any], Any]] = [tt.tanh, tt.exp, tt.sqr, tt.nnet.sigmoid, tt.cos, lambda x: -x, tt.log1p]
    two: list[Callable[[Any, Any], Any]] = [
        lambda x, y: x + y,
        lambda x, y: x * y,
        lambda x, y: x - y,
        lambda x, y: x / (1 + tt.sqr(y)),
        tt.maximum,
    ]
    read: set[Any] = set()
    made = 0
    while made < nodes:
        pool = scalars if rng.random() < 0.6 else vectors
        x = pool[rng.integers(max(0, len(pool) - 40), len(pool))]
        read.add(x)
        kind = rng.random()
        if kind < 0.05 and pool is vectors:
            new, made = tt.tanh(x.sum()), made + 2
            scalars.append(new)
            continue
        if kind < 0.45:
            f = one[rng.integers(len(one))]
            new, made = f(tt.abs_(tt.tanh(x)) if f in (tt.exp, tt.log1p, tt.sqr) else x), made + 2
        else:
            other = scalars if pool is scalars or rng.random() < 0.4 else vectors
            y = other[rng.integers(max(0, len(other) - 40), len(other))]
            read.add(y)
            c = float(np.round(rng.normal(), 3))
            new, made = tt.tanh(two[rng.integers(len(two))](x, y) * 0.5 + c), made + 4
        pool.append(new)
    left = [v for v in (*scalars, *vectors) if v not in read and v.owner is not None]
    cost = sum((v.sum() if v.ndim else v for v in left), start=tt.constant(0.0))
    outputs = [cost, *tt.grad(cost, inputs, disconnected_inputs="ignore")] if gradient else [cost]
    return inputs, outputs, values


def autoregression(steps: int, gradient: bool = False) -> Graph:
    """x = f(x, t): ten nodes a step, a datum of each in the text."""
    rng = np.random.default_rng(steps)
    a, b, start = tt.dscalar("a"), tt.dscalar("b"), tt.dscalar("start")
    y = rng.normal(size=steps)
    x, cost = start, tt.constant(0.0)
    for t in range(steps):
        x = tt.tanh(a * x + b) * 0.9 + 0.1 * x * float(y[t])
        cost = cost + tt.sqr(x - float(y[t]))
    inputs = [a, b, start]
    return inputs, [cost, *tt.grad(cost, inputs)] if gradient else [cost], [np.array(v) for v in (0.5, 0.1, 0.3)]


def hidden_markov(steps: int, gradient: bool = False) -> Graph:
    """The forward algorithm: probabilities of four states, renormalised, slices of the data step by step."""
    rng = np.random.default_rng(steps)
    transition, means = tt.dmatrix("transition"), tt.dvector("means")
    y = tt.as_tensor_variable(rng.normal(size=steps))
    alpha, cost = tt.nnet.softmax(means.dimshuffle("x", 0))[0], tt.constant(0.0)
    for t in range(steps):
        alpha = tt.dot(alpha, transition) * tt.exp(-0.5 * tt.sqr(y[t] - means))
        total = alpha.sum()
        cost = cost + tt.log(total)
        alpha = alpha / total
    inputs = [transition, means]
    values = [rng.dirichlet(np.ones(4), size=4), rng.normal(size=4)]
    return inputs, [cost, *tt.grad(cost, inputs)] if gradient else [cost], values


def recurrent(steps: int, gradient: bool = False) -> Graph:
    """A recurrent network with shared weights over rows of the data."""
    rng = np.random.default_rng(steps)
    x, w, u, bias, h = tt.dmatrix("x"), tt.dmatrix("w"), tt.dmatrix("u"), tt.dvector("bias"), tt.dvector("h")
    state: Any = h
    for t in range(steps):
        state = tt.tanh(tt.dot(x[t], w) + tt.dot(state, u) + bias)
    cost = tt.sqr(state).sum()
    values = [rng.normal(size=s) * 0.3 for s in ((steps, 5), (5, 8), (8, 8), (8,), (8,))]
    inputs = [x, w, u, bias, h]
    return inputs, [cost, *tt.grad(cost, [w, u, bias, h])] if gradient else [cost], values


def terms(steps: int, gradient: bool = False) -> Graph:
    """sum([...]) over a list in Python: the log density of each datum by itself."""
    rng = np.random.default_rng(steps)
    mu, sd, effect = tt.dscalar("mu"), tt.dscalar("sd"), tt.dvector("effect")
    y, group = rng.normal(size=steps), rng.integers(0, 8, size=steps)
    cost = sum(
        [-0.5 * tt.sqr((float(v) - mu - effect[int(g)]) / sd) - tt.log(sd) for v, g in zip(y, group, strict=True)]
    )
    inputs = [mu, sd, effect]
    values = [np.array(0.3), np.array(1.2), rng.normal(size=8)]
    return inputs, [cost, *tt.grad(cost, inputs)] if gradient else [cost], values


def stacked(steps: int, gradient: bool = False) -> Graph:
    """tt.stack of an expression a datum."""
    rng = np.random.default_rng(steps)
    a, b = tt.dscalar("a"), tt.dscalar("b")
    t = rng.normal(size=steps)
    rows = tt.stack([a * tt.exp(-b * float(v)) + tt.tanh(a + float(v)) for v in t])
    cost = tt.sqr(rows - rng.normal(size=steps)).sum()
    inputs = [a, b]
    return inputs, [cost, *tt.grad(cost, inputs)] if gradient else [rows], [np.array(0.7), np.array(0.2)]


UNROLLED: dict[str, Callable[..., Graph]] = {
    "autoregression": autoregression,
    "hidden_markov": hidden_markov,
    "recurrent": recurrent,
    "terms": terms,
    "stacked": stacked,
}
