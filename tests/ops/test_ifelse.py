"""ifelse: values and gradients in every backend, and that only the chosen branch is computed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt
from compat import scan
from compat.ifelse import ifelse
from theano_compat.compilation.rewriting.preparing import prepare
from theano_compat.graph.annotations import Annotation
from theano_compat.graph.variable import annotated
from theano_compat.ops.control.ifelse_lazy import LazyIfElse

MODES = ("UNOPTIMISED", "FAST_COMPILE", "FAST_RUN", "JAX")
C, X, M = tt.scalar("c"), tt.vector("x"), tt.matrix("m")
XV, MV = np.array([0.5, -1.0, 2.0]), np.linspace(-1, 1, 6).reshape(2, 3)


def _nested() -> Any:
    return ifelse(C > 0, ifelse(C > 1, tt.exp(X).sum(), M.dot(X).sum()), tt.dot(M, M.T).sum() * X[0])


CASES = {
    "views": (lambda: ifelse(C > 0, X, X[::-1]), lambda c: XV if c > 0 else XV[::-1]),
    "products": (lambda: ifelse(C > 0, M.dot(X), M.sum(axis=1)), lambda c: MV @ XV if c > 0 else MV.sum(1)),
    "several": (
        lambda: sum(ifelse(C > 0, [tt.exp(X), X], [X * 2, tt.sin(X)])),
        lambda c: np.exp(XV) + XV if c > 0 else XV * 2 + np.sin(XV),
    ),
    "nested": (_nested, lambda c: np.exp(XV).sum() if c > 1 else (MV @ XV).sum() if c > 0 else (MV @ MV.T).sum() * 0.5),
    "shared between branches": (
        lambda: ifelse(C > 0, tt.exp(X) + 1, tt.exp(X) * 2),
        lambda c: np.exp(XV) + 1 if c > 0 else np.exp(XV) * 2,
    ),
}


@pytest.mark.wide(11)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", CASES)
def test_value_and_gradient(name: str, mode: str) -> None:
    make, expected = CASES[name]
    z = make()
    cost = (z**2).sum() if z.ndim else z
    f = theano.function([C, X, M], [z, theano.grad(cost, X)], mode=mode, on_unused_input="ignore")
    plain = theano.function([C, X, M], cost, mode="FAST_COMPILE", on_unused_input="ignore")
    for c in (-1.0, 0.5, 2.0):
        value, gradient = f(c, XV, MV)
        np.testing.assert_allclose(value, expected(c), rtol=1e-12)
        step = 1e-6 * np.array([1.0, -2.0, 0.5])
        slope = plain(c, XV + step, MV) - plain(c, XV - step, MV)
        np.testing.assert_allclose(2 * gradient @ step, slope, rtol=1e-5, atol=1e-12)


@pytest.mark.parametrize("mode", ("FAST_COMPILE", "FAST_RUN"))
def test_only_one_branch_is_computed(mode: str) -> None:
    calls: list[str] = []

    def told(name: str, factor: float) -> Any:
        def run(x: Any) -> Any:
            calls.append(name)
            return x * factor

        return theano.as_op(itypes=[tt.dvector], otypes=[tt.dvector], infer_shape=lambda node, shapes: shapes)(run)

    z = ifelse(C > 0, told("true", 2.0)(X).sum(), told("false", 3.0)(X).sum())
    f = theano.function([C, X], z, mode=mode)
    assert f(1.0, XV) == 3.0 and calls == ["true"]
    assert f(-1.0, XV) == 4.5 and calls == ["true", "false"]


def test_lengths_of_branches_may_differ() -> None:
    z = ifelse(C > 0, tt.exp(X), tt.dot(M, X))
    for mode in ("FAST_COMPILE", "FAST_RUN", "JAX"):
        f = theano.function([C, X, M], z, mode=mode)
        assert f(1.0, XV, MV).shape == (3,) and f(0.0, XV, MV).shape == (2,)


def test_what_jax_cannot_trace_runs_in_numpy_between_compiled_parts() -> None:
    x = tt.exp(X) + 1
    chosen = ifelse(C > 0, x[:2], ifelse(C > -1, M.dot(x), x))
    last = scan(lambda k, v, c: ifelse(tt.gt(c, k), v[:2].sum(), v.sum()), [tt.arange(2)], non_sequences=[x, C])[0]
    outputs = [tt.tanh(chosen).sum(), last.sum(), ifelse(C > 0, v_at(X, 1), v_at(X, 7)), X.sum()]
    f, plain = (theano.function([C, X, M], outputs, mode=mode) for mode in ("JAX", "PYTHON"))
    for k, (m, v) in enumerate(((MV, XV), (MV[:, :2], XV[:2]), (MV, XV))):
        for c in (1.0, 2.0) if k == 1 else (1.0, 0.5, 2.0):
            np.testing.assert_allclose(f(c, v, m), plain(c, v, m), rtol=1e-12)
    with pytest.raises(IndexError, match="out of bounds"):
        f(-0.5, XV, MV)


def v_at(v: Any, k: int) -> Any:
    return v[k] * 2


def test_what_a_branch_alone_needs_is_in_it() -> None:
    y = tt.exp(X)
    f = theano.function([C, X, M], [ifelse(C > 0, tt.sin(X).sum() + y.sum(), M.dot(X).sum()), y], mode="PYTHON")
    [node] = [n for n in f.maker.fgraph.toposort() if isinstance(n.op, LazyIfElse)]
    assert [len(g.inputs) for g in node.op.compat_inner_graphs] == [2, 2]
    assert len(f.maker.fgraph.toposort()) == 3  # exp, the condition, the choice


@pytest.mark.parametrize(("true", "false", "error"), [(X, M, TypeError), ([X], [X, X], ValueError)])
def test_error(true: Any, false: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        ifelse(C > 0, true, false)


@pytest.mark.parametrize("mode", ["PYTHON", "C"])
def test_lengths_in_an_arm_that_is_not_taken_are_not_compared(mode: str) -> None:
    x, condition = tt.dvector("x"), tt.lscalar("condition")
    impossible = tt.constant(np.arange(2.0)) - tt.constant(np.arange(3.0))
    f = theano.function([x, condition], ifelse(condition, x.sum(), impossible.sum()), mode=mode)
    assert f([1.0, 2.0], 1) == 3.0
    with pytest.raises(ValueError, match="mis-match"):
        f([1.0, 2.0], 0)


@pytest.mark.parametrize("mode", ["PYTHON", "C"])
def test_what_is_counted_for_an_arm_that_is_not_taken_is_not_computed(mode: str) -> None:
    x, start = tt.dvector("x"), tt.dvector("start")
    shift = tt.constant([0.0, 1e-300])  # values that differ: the length of equal ones would not be compared
    mask = (x[:, None] >= start + shift).any(axis=-1)
    positions = ifelse(C > 0, tt.arange(x.shape[0])[mask], tt.arange(x.shape[0]))
    f = theano.function([x, start, C], [positions, tt.zeros(positions.shape[0])], mode=mode)
    for given, c, expected in (([1.0, 1.0], 1, [1, 2]), ([1.0, 1.0], 0, [0, 1, 2]), ([1.0, 1.0, 1.0], 0, [0, 1, 2])):
        found, as_long = f([0.0, 1.0, 2.0], given, c)
        assert found.tolist() == expected and len(as_long) == len(expected)
    with pytest.raises(ValueError, match="mis-match"):
        f([0.0, 1.0, 2.0], [1.0, 1.0, 1.0], 1)


D = tt.scalar("d")
WHEN_NEEDED: dict[str, tuple[Any, Any, Any]] = {  # (graph; is the element beyond the end needed? the value where not)
    "an element": (lambda: ifelse(C > 0, X[7], X[0]), lambda c, d: c, lambda c, d: 0.5),
    "by two conditions": (
        lambda: ifelse(C > 0, X[7], X[0]) + ifelse(D > 0, X[7] + 1, X[0]),
        lambda c, d: c or d,
        lambda c, d: 1.0,
    ),
    "by both branches": (
        lambda: ifelse(C > 0, ifelse(D > 0, X[7], X[0]), tt.exp(X[7])),
        lambda c, d: d or not c,
        lambda c, d: 0.5,
    ),
    "on the same condition, within another": (
        lambda: ifelse(C > 0, X[1], X[0]) + ifelse(D > 0, ifelse(C > 0, X[7], X[0]), X[0]),
        lambda c, d: c and d,
        lambda c, d: (-1.0 if c else 0.5) + 0.5,
    ),
    "for a length": (
        lambda: ifelse(C > 0, tt.zeros((tt.cast(X[7], "int64"),)), tt.zeros(2)).sum() + X[0],
        lambda c, d: c,
        lambda c, d: 0.5,
    ),
    "whatever the conditions": (
        lambda: ifelse(C > 0, X[7], X[0]) + tt.exp(X[7]),
        lambda c, d: True,
        None,
    ),
}


@pytest.mark.wide(5)
@pytest.mark.parametrize("mode", ("PYTHON", "C", "FAST_COMPILE"))
@pytest.mark.parametrize("name", WHEN_NEEDED)
def test_what_may_raise_is_computed_where_it_is_needed(name: str, mode: str) -> None:
    make, needed, value = WHEN_NEEDED[name]
    f = theano.function([C, D, X], make(), mode=mode, on_unused_input="ignore")
    for c in (0, 1):
        for d in (0, 1):
            if needed(c, d):
                with pytest.raises(IndexError, match="out of bounds"):
                    f(c, d, XV)
            else:
                assert f(c, d, XV) == value(c, d)


def test_what_cannot_raise_needs_no_branch() -> None:
    x = theano.shared(XV, "x")
    free = annotated(X.type, Annotation(lengths=(3,)), "free")
    chosen = [ifelse(C > 0, free[0], free[-1]), ifelse(C > 0, x.shape[0], x.shape[0] + 1), ifelse(C > 0, x[:2], x[1:])]
    whole = prepare([C, free], chosen).main
    assert not [n for n in whole.nodes if isinstance(n.op, LazyIfElse)]


@pytest.mark.parametrize("mode", ("UNOPTIMISED", "FAST_COMPILE", "PYTHON", "C", "JAX"))
def test_steps_of_loops_are_lazy_too(mode: str) -> None:
    n = tt.lscalar("n")
    read, _ = scan(lambda k, v, n: ifelse(tt.lt(k, n), v[k], v[0] * 0), [tt.arange(4)], non_sequences=[X, n])
    f = theano.function([X, n], read, mode=mode)
    assert f(XV, 3).tolist() == [*XV, 0.0] and f(XV[:1], 1).tolist() == [0.5, 0.0, 0.0, 0.0]
    with pytest.raises(IndexError, match="out of bounds"):
        f(XV, 4)


def test_the_test_value_of_a_loop_is_that_of_its_function() -> None:
    w, n = theano.shared(XV, "w"), theano.shared(np.int64(3), "n")
    with theano.config.change_flags(compute_test_value="raise"):
        read, _ = scan(lambda k: ifelse(tt.lt(k, n), w[k], w[0] * 0), [tt.arange(4)])
    assert read.tag.test_value.tolist() == [*XV, 0.0]
