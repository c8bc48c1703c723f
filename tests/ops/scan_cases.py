"""Loops: what a step is, and the same in NumPy. Each case runs in every backend; those of floats are differentiated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

import compat as theano
import compat.tensor as tt
from theano_compat.theano_api.scan_module import until


@dataclass(frozen=True)
class Case:
    """`build(*inputs)` gives outputs; `expected(*values)` the same from arrays. `jax`: None, or why JAX cannot."""

    name: str
    inputs: Callable[[], list[Any]]
    build: Callable[..., list[Any]]
    expected: Callable[..., list[Any]]
    values: Callable[[np.random.RandomState], list[Any]]
    smooth: bool = True  # gradients are compared with finite differences
    jax: str | None = None
    c: bool = True  # the whole of it becomes C


def scanned(*args: Any, **kwargs: Any) -> list[Any]:
    outputs, updates = theano.scan(*args, **kwargs, return_list=True)
    assert not updates
    return outputs


def _accumulate(step: Callable[..., Any], first: Any, *rows: Any) -> np.ndarray:
    states = []
    for row in zip(*rows, strict=True):
        first = step(first, *row)
        states.append(first)
    return np.array(states)


def _with_taps(x: Any, h: Any) -> list[Any]:
    rows = list(h)
    for t in range(len(x) - 3):
        rows.append(np.tanh(x[t] - 0.5 * x[t + 3] + rows[-2] * rows[-1]))
    return [np.array(rows[2:])]


def _backwards(x: Any, h: Any) -> list[Any]:
    return [_accumulate(lambda s, a: np.sin(s) + a, h, x[::-1][:3])]


def _rnn(x: Any, w: Any, u: Any, b: Any) -> list[Any]:
    state = np.zeros((x.shape[1], u.shape[0]))
    rows = _accumulate(lambda s, a: np.tanh(a @ w + s @ u + b), state, x)
    return [rows, rows[-1]]


def _elman(x: Any, w: Any, u: Any) -> list[Any]:
    rows = _accumulate(lambda s, a: np.tanh(w @ a + u @ s), np.zeros(len(u)), x)
    return [rows[-1]]


def _gate(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))


def _gated(x: Any, u: Any, v: Any) -> list[Any]:
    def step(s: Any, a: Any) -> Any:
        z = _gate(a + s @ u)
        return z * s + (1 - z) * np.tanh(a + (_gate(a - s @ v) * s) @ u)
    return [_accumulate(step, np.zeros((x.shape[1], len(u))), x)]


def _gated_graph(x: Any, u: Any, v: Any) -> list[Any]:
    def step(a: Any, s: Any, u: Any, v: Any) -> Any:
        z = tt.nnet.sigmoid(a + s.dot(u))
        return z * s + (1 - z) * tt.tanh(a + (tt.nnet.sigmoid(a - s.dot(v)) * s).dot(u))
    return scanned(step, x, tt.zeros((x.shape[1], u.shape[0])), [u, v])


def _nested(x: Any, a: Any) -> list[Any]:
    return [np.array([np.prod(row * a) for row in x])]


def _until(x: Any, limit: Any) -> list[Any]:
    rows = []
    total = 0.0
    for a in x:
        total += a ** 2
        rows.append(total)
        if total > limit:
            break
    return [np.array(rows), rows[-1]]


def _two(x: Any, y: Any) -> list[Any]:
    p, q, both = 1.0, y, []
    for a in x:
        p, q = q * 0.5 + a, p - a
        both.append((p, q, p * q))
    return [np.array(column) for column in zip(*both, strict=True)]


def _r(*shape: int) -> Callable[[np.random.RandomState], Any]:
    return lambda rng: rng.uniform(-1, 1, shape)


def _values(*makers: Any) -> Callable[[np.random.RandomState], list[Any]]:
    return lambda rng: [m(rng) if callable(m) else m for m in makers]

LENGTHS_CHANGE = "lengths are static there"

CASES = (
    Case("map", lambda: [tt.vector("x")], lambda x: scanned(lambda a: tt.exp(a) * 2, x),
         lambda x: [np.exp(x) * 2], _values(_r(4))),
    Case("cumulated", lambda: [tt.vector("x"), tt.scalar("h")],
         lambda x, h: scanned(lambda a, s: s * a + 1, x, h),
         lambda x, h: [_accumulate(lambda s, a: s * a + 1, h, x)], _values(_r(5), 0.3)),
    Case("fixed found by itself", lambda: [tt.vector("x"), tt.scalar("h"), tt.scalar("w")],
         lambda x, h, w: scanned(lambda a, s: tt.tanh(a + w * s), x, h),
         lambda x, h, w: [_accumulate(lambda s, a: np.tanh(a + w * s), h, x)], _values(_r(5), 0.3, 0.7)),
    Case("taps of a sequence and of a state", lambda: [tt.vector("x"), tt.vector("h")],
         lambda x, h: scanned(lambda a, b, s2, s1: tt.tanh(a - 0.5 * b + s2 * s1), dict(input=x, taps=[0, 3]),
                              dict(initial=h, taps=[-2, -1])),
         _with_taps, _values(_r(8), _r(2))),
    Case("negative taps of a sequence", lambda: [tt.vector("x")],
         lambda x: scanned(lambda a, b: a * b, dict(input=x, taps=[-2, 0])),
         lambda x: [x[:-2] * x[2:]], _values(_r(6))),
    Case("the third last state alone", lambda: [tt.vector("h")],
         lambda h: [scanned(lambda s: s * 2 + 1, None, dict(initial=h, taps=[-3]), n_steps=7)[0][-1]],
         lambda h: [h[0] * 8 + 7], _values(_r(3))),
    Case("backwards, fewer steps than rows", lambda: [tt.vector("x"), tt.scalar("h")],
         lambda x, h: scanned(lambda a, s: tt.sin(s) + a, x, h, n_steps=3, go_backwards=True),
         _backwards, _values(_r(6), 0.2)),
    Case("recurrent network", lambda: [tt.tensor3("x"), tt.matrix("w"), tt.matrix("u"), tt.vector("b")],
         lambda x, w, u, b: (lambda rows: [rows, rows[-1]])(scanned(
             lambda a, s, w, u, b: tt.tanh(a.dot(w) + s.dot(u) + b), x, tt.zeros((x.shape[1], u.shape[0])), [w, u, b])[0]),
         _rnn, _values(_r(4, 2, 3), _r(3, 5), _r(5, 5), _r(5))),
    Case("recurrent network, vectors", lambda: [tt.matrix("x"), tt.matrix("w"), tt.matrix("u")],
         lambda x, w, u: [scanned(lambda a, s: tt.tanh(w.dot(a) + u.dot(s)), x, tt.zeros((u.shape[0],)))[0][-1]],
         _elman, _values(_r(4, 3), _r(5, 3), _r(5, 5))),
    Case("gated units", lambda: [tt.tensor3("x"), tt.matrix("u"), tt.matrix("v")], _gated_graph, _gated,
         _values(_r(4, 2, 3), _r(3, 3), _r(3, 3))),
    Case("a loop in a loop", lambda: [tt.matrix("x"), tt.vector("a")],
         lambda x, a: scanned(lambda row, a: scanned(lambda p, q, s: s * p * q, [row, a], tt.ones(()))[0][-1], x,
                              None, a),
         _nested, _values(_r(3, 4), _r(4))),
    Case("two states that change places", lambda: [tt.vector("x"), tt.scalar("y")],
         lambda x, y: scanned(lambda a, p, q: [q * 0.5 + a, p - a, (q * 0.5 + a) * (p - a)], x,
                              [tt.ones(()), y, None]),
         _two, _values(_r(5), 0.4)),
    Case("until", lambda: [tt.vector("x"), tt.scalar("limit")],
         lambda x, limit: (lambda rows: [rows, rows[-1]])(scanned(
             lambda a, s, limit: (s + a ** 2, until(s + a ** 2 > limit)), x, tt.zeros(()), limit)[0]),
         _until, _values(lambda rng: np.array([0.5, 0.8, 0.9, 0.4, 0.2]), 1.0), c=False),
    Case("until, the last value", lambda: [tt.vector("x"), tt.scalar("limit")],
         lambda x, limit: [scanned(lambda a, s, limit: (s + a ** 2, until(s + a ** 2 > limit)), x, tt.zeros(()),
                                   limit)[0][-1]],
         lambda x, limit: _until(x, limit)[1:], _values(lambda rng: np.array([0.5, 0.8, 0.9, 0.4]), 1.0)),
    Case("integers", lambda: [tt.lvector("i"), tt.ivector("j")],
         lambda i, j: scanned(lambda a, b, s: s * a + b, [i, j], tt.constant(np.int64(1))),
         lambda i, j: [_accumulate(lambda s, a, b: s * a + b, 1, i, j)],
         _values(lambda rng: np.arange(4), lambda rng: np.arange(4, dtype="int32")), smooth=False),
    Case("reads by a number", lambda: [tt.matrix("w"), tt.lvector("i")],
         lambda w, i: scanned(lambda k, w: w[k] * 2, i, None, w),
         lambda w, i: [w[i] * 2], _values(_r(4, 3), lambda rng: np.array([2, 0, 3, 3]))),
    Case("rows of two parts, whose lengths change", lambda: [tt.vector("x"), tt.lvector("i"), tt.vector("w")],
         lambda x, i, w: scanned(lambda a, k, w: tt.concatenate([a * w[:k], tt.exp(w[k:])]), [x, i], None, w),
         lambda x, i, w: [np.array([np.concatenate([a * w[:k], np.exp(w[k:])]) for a, k in zip(x, i, strict=True)])],
         _values(_r(4), lambda rng: np.array([2, 0, 5, 3]), _r(5)), jax=LENGTHS_CHANGE),
    Case("a state of two parts, whose lengths change, backwards", lambda: [tt.vector("h"), tt.lvector("i")],
         lambda h, i: scanned(lambda k, s: tt.concatenate([tt.sin(s[k:]), s[:k] * 2]), i, h, go_backwards=True),
         lambda h, i: [_accumulate(lambda s, k: np.concatenate([np.sin(s[k:]), s[:k] * 2]), h, i[::-1])],
         _values(_r(5), lambda rng: np.array([2, 0, 5, 3])), jax=LENGTHS_CHANGE),
    Case("rows, columns and their sums", lambda: [tt.tensor3("x"), tt.row("r"), tt.col("c")],
         lambda x, r, c: scanned(lambda a, s, r, c: s * 0.5 + (a * r + c).sum(axis=0, keepdims=True), x,
                                 tt.addbroadcast(tt.zeros((1, x.shape[2])), 0), [r, c]),
         lambda x, r, c: [_accumulate(lambda s, a: s * 0.5 + (a * r + c).sum(axis=0, keepdims=True),
                                      np.zeros((1, x.shape[2])), x)],
         _values(_r(3, 2, 4), _r(1, 4), _r(2, 1))),
)
