"""Forward algorithms in logarithms and their gradients, as Ops (a rule makes them of loops: tests/rules/test_for_c.py)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from tests.backends.case import Case, Given
from theano_compat.ops.scan.log_recursion import LogRecursion, LogRecursionGradient

E, FIRST, A = Given((5, 3)), Given((1, 3), seed=1), Given((3, 3), seed=2)
G, TOTAL = Given((3,), seed=3), Given((3, 3), seed=4)
HOLES = Given((3, 3), values=(0.5, -np.inf, -1.0, -np.inf, 0.0, -np.inf, 2.0, -np.inf, -3.0))
FAR = Given((3, 2), values=(0.0, -2000.0, 0.0, -2000.0, -3000.0, 0.0))


def _wide(*values: np.ndarray) -> list[np.ndarray]:
    return [v.astype("float64") for v in values]


def _logarithms(s: np.ndarray, a: np.ndarray, forwards: bool) -> np.ndarray:
    """With what is summed along axis 0."""
    return s[:, None] + (a if forwards else a.T)


def _states(e: np.ndarray, first: np.ndarray, a: np.ndarray, forwards: bool) -> np.ndarray:
    dtype, (e, first, a) = e.dtype, _wide(e, first, a)
    rows = [first[0]]
    for row in e:
        rows.append(row + np.logaddexp.reduce(_logarithms(rows[-1], a, forwards), axis=0))
    return np.array(rows, dtype)


def _back(s: np.ndarray, g: np.ndarray, total: np.ndarray, a: np.ndarray, forwards: bool) -> list[np.ndarray]:
    """The gradient that each step receives, that of the first state, and that of a."""
    dtype, (s, g, total, a) = s.dtype, _wide(s, g, total, a)
    kept = []
    for row in s:
        kept.append(g)
        powers = np.exp(_logarithms(row, a, forwards))
        share = powers * g / powers.sum(axis=0)
        g, total = share.sum(axis=1), total + (share if forwards else share.T)
    return [v.astype(dtype) for v in (np.array(kept), g, total)]


def _steps(e: Any) -> Any:
    return e.shape[0]


def _recursions() -> Iterator[Case]:
    for forwards in (True, False):
        name = "forwards" if forwards else "backwards"

        def states(e: Any, first: Any, a: Any, forwards: bool = forwards) -> Any:
            return LogRecursion(forwards, e.dtype)(_steps(e), e, first, a)

        def by_numpy(e: Any, first: Any, a: Any, forwards: bool = forwards) -> Any:
            return _states(e, first, a, forwards)
        yield Case(f"log-recursion-{name}", (E, FIRST, A), states, by_numpy)
        yield Case(f"log-recursion-{name}-turned", (E, FIRST, A), lambda e, first, a, f=states: f(e[:0:-1], first * 2, a.T),
                   lambda e, first, a, f=by_numpy: f(e[:0:-1], first * 2, a.T))
        yield Case(f"log-recursion-{name}-no-steps", (E, FIRST, A), lambda e, first, a, f=states: f(e[:0], first, a),
                   lambda e, first, a: first, gradient=False)
        yield Case(f"log-recursion-{name}-holes", (E, FIRST, HOLES), states, by_numpy, gradient=False)
        yield Case(f"log-recursion-{name}-far", (FAR, Given((1, 2), values=(0.0, 0.0)), Given((2, 2), values=(0.0, -np.inf, -np.inf, 0.0))),
                   states, by_numpy, gradient=False)
        for at, kept in ((None, False), (None, True), (1, False), (1, True), (0, True)):
            op = (forwards, 1 if at == 0 else 0, at, kept)

            def gradient(s: Any, g: Any, total: Any, a: Any, op: Any = op) -> Any:
                carried = [g] if op[2] is None else [total, g] if op[2] == 0 else [g, total]
                return LogRecursionGradient(*op, s.dtype)(_steps(s), s, *carried, a)

            def gradient_by_numpy(s: Any, g: Any, total: Any, a: Any, op: Any = op) -> Any:
                rows, first, moves = _back(s, g, total, a, op[0])
                carried = [first] if op[2] is None else [moves, first] if op[2] == 0 else [first, moves]
                return [rows, *carried] if op[3] else carried
            yield Case(f"log-recursion-gradient-{name}-{at}-{kept}", (E, G, TOTAL, A), gradient, gradient_by_numpy)


FAMILIES = {"recursions": tuple(_recursions())}
