"""What passes make of loops: which parts are left, and that the values stay (more of those: tests/ops/test_scan.py)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt
from theano_compat.ops.linear_algebra.blas import Dot
from theano_compat.ops.scan.op import Scan


def loops(function: Any) -> list[Any]:
    return [n for n in function.maker.fgraph.toposort() if isinstance(n.op, Scan)]


def products(nodes: Any) -> int:
    return sum(isinstance(n.op, Dot) for n in nodes)


def compiled(inputs: list[Any], outputs: Any) -> Any:
    return theano.function(inputs, outputs, mode="PYTHON", on_unused_input="ignore")


def same_values(inputs: list[Any], outputs: Any, *values: Any) -> Any:
    """The function with all rules, after a comparison with the one without."""
    function = compiled(inputs, outputs)
    plain = theano.function(inputs, outputs, mode="UNOPTIMISED", on_unused_input="ignore")(*values)
    found = function(*values)
    for a, b in zip(
        found if isinstance(found, list) else [found], plain if isinstance(plain, list) else [plain], strict=True
    ):
        np.testing.assert_allclose(a, b, rtol=1e-10)
    return function


X, M, H = tt.vector("x"), tt.matrix("m"), tt.scalar("h")
XV, MV = np.linspace(-1, 1, 5), np.linspace(-1, 1, 12).reshape(3, 4)


def _state(outputs: Callable[[Any], Any], **kwargs: Any) -> Any:
    rows, _ = theano.scan(lambda a, s: a * s + 1, X, H, **kwargs)
    return outputs(rows)


def test_only_the_last_value_is_carried() -> None:
    [node] = loops(same_values([X, H], _state(lambda rows: rows[-1]), XV, 0.3))
    assert node.op.layout.taps == () and node.op.layout.carried == 1


def test_all_values_are_kept_where_they_are_read() -> None:
    [node] = loops(same_values([X, H], _state(lambda rows: rows[-2:]), XV, 0.3))
    assert node.op.layout.taps == ((-1,),)


def test_of_two_taps_the_last_value_is_carried() -> None:
    rows, _ = theano.scan(lambda a, b: a - 0.5 * b, None, dict(initial=X, taps=[-3, -1]), n_steps=6)
    [node] = loops(same_values([X], rows[-1], XV))
    assert node.op.layout.taps == () and node.op.layout.carried == 3


def test_outputs_that_nobody_reads_go() -> None:
    (a, _, _), _ = theano.scan(lambda x, s, t: [s + x, t * s, x * x], X, [H, H, None])
    [node] = loops(same_values([X, H], a, XV, 0.3))
    assert len(node.outputs) == 1 and len(node.op.layout.taps) == 1


def test_inputs_that_no_step_reads_go_and_equal_ones_are_one() -> None:
    rows, _ = theano.scan(lambda a, b, c, w, v, u: a * b + w * v, [X, X, X + 1], None, [H, H, tt.exp(H)])
    [node] = loops(same_values([X, H], rows, XV, 0.3))
    assert (node.op.layout.sequences, node.op.layout.fixed) == (1, 1)


def test_equal_loops_are_one() -> None:
    assert len(loops(same_values([X, H], [_state(lambda r: r), _state(lambda r: r) * 2], XV, 0.3))) == 1


def test_loops_with_equal_states_are_one() -> None:
    rows = [theano.scan(lambda a, s, f=f: [s + a, f(s)], X, [H, None])[0] for f in (tt.exp, tt.sin)]
    assert len(loops(same_values([X, H], [rows[0][0], rows[0][1], rows[1][1]], XV, 0.3))) == 1


def test_invariants_stand_outside() -> None:
    rows, _ = theano.scan(lambda a, s, h: s * tt.exp(tt.sin(h)) + a, X, tt.ones(()), H)
    [node] = loops(same_values([X, H], rows, XV, 0.3))
    assert len(node.op.inner.nodes) == 2


def test_the_gradient_of_a_recurrent_network() -> None:
    """Each loop has two products or one; the gradients of the weights are products outside."""
    x, w, u = tt.tensor3("x"), tt.matrix("w"), tt.matrix("u")
    rows, _ = theano.scan(lambda a, s, w, u: tt.tanh(a.dot(w) + s.dot(u)), x, tt.zeros((x.shape[1], 5)), [w, u])
    cost = (rows[-1] ** 2).sum()
    rng = np.random.RandomState(0)
    function = same_values(
        [x, w, u], [cost, *theano.grad(cost, [w, u])], rng.randn(4, 2, 3), rng.randn(3, 5), rng.randn(5, 5)
    )
    first, second = loops(function)
    assert [products(n.op.inner.nodes) for n in (first, second)] == [2, 1]
    assert products(function.maker.fgraph.toposort()) == 2
    assert not any(n.op.scalar_op.name == "tanh" for n in second.op.inner.nodes if hasattr(n.op, "scalar_op"))


def test_gates_are_kept_and_not_computed_again() -> None:
    x, u, v = tt.tensor3("x"), tt.matrix("u"), tt.matrix("v")

    def step(a: Any, s: Any, u: Any, v: Any) -> Any:
        z = tt.nnet.sigmoid(a + s.dot(u))
        return z * s + (1 - z) * tt.tanh(a + s.dot(v))

    rows, _ = theano.scan(step, x, tt.zeros((x.shape[1], u.shape[0])), [u, v])
    cost = (rows**2).sum()
    rng = np.random.RandomState(0)
    function = same_values(
        [x, u, v], [cost, *theano.grad(cost, [x, u, v])], rng.randn(4, 2, 3), rng.randn(3, 3), rng.randn(3, 3)
    )
    assert [products(n.op.inner.nodes) for n in loops(function)] == [2, 2]


@pytest.mark.parametrize("steps", (0, 1, 4))
def test_few_steps(steps: int) -> None:
    n = tt.iscalar("n")
    rows, _ = theano.scan(lambda s: [s * 2, s + 1], None, [H, None], n_steps=n)
    found = compiled([H, n], rows)(3.0, steps)
    np.testing.assert_allclose(found[0], 3.0 * 2.0 ** np.arange(1, steps + 1))
    assert found[1].shape == (steps,)


def test_parts_of_the_last_value_are_read_of_it() -> None:
    rows, _ = theano.scan(lambda a, s: a.dimshuffle(0, "x") * s + 1, M, tt.ones((4, 3)))
    [node] = loops(same_values([M], [rows[-1, 1], rows[-1, 2:, 0], rows[-1].sum()], MV))
    assert node.op.layout.taps == () and node.op.layout.carried == 1


@pytest.mark.parametrize(
    "step",
    [
        lambda a, b, c: a * b * c * 0.5,
        lambda a, b, c: tt.exp(a) * (b * 0.5) * c * a + 1,
        lambda a, b, c: tt.tanh(a * -1.5 + c * -1.5),
    ],
)
def test_a_literal_among_the_factors(step: Callable[..., Any]) -> None:
    """Rules move it to the front of the product: a form that only lasts until then is not made again and again."""
    rows, _ = theano.scan(step, None, dict(initial=X, taps=[-3, -2, -1]), n_steps=4)
    same_values([X], [rows, tt.grad(rows.sum(), X)], XV)


def test_a_literal_among_the_factors_of_a_gradient() -> None:
    rows, _ = theano.scan(lambda u, a, b: tt.tanh(a * -1.5 + b * -1.5) * u, M[0], dict(initial=X, taps=[-3, -1]))
    same_values([X, M], [rows, *tt.grad(rows.sum(), [X, M])], XV, MV)
