"""What is left of a graph after all rules: nothing computed for a shape, per element what must be, no 0 * inf."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
import pytest

from theano_compat.backends.array import compile_python
from theano_compat.compilation.data_stage.binding import Data, Partitioned
from theano_compat.compilation.rewriting.preparing import prepare
from theano_compat.differentiate import grad
from theano_compat.graph.annotations import Annotation
from theano_compat.graph.types import TensorType
from theano_compat.graph.variable import Variable, annotated
from theano_compat.ops.elementwise import functions as tt
from theano_compat.ops.linear_algebra.blas import dot
from theano_compat.ops.reductions.functions import max as max_over
from theano_compat.ops.reductions.functions import sum as total
from theano_compat.ops.shapes.join import stack
from theano_compat.ops.tensor_op import as_tensor

RNG = np.random.default_rng(11)
X, Y = (TensorType("float64", (False,))(n) for n in "xy")
S, T = (TensorType("float64", ())(n) for n in "st")
A = TensorType("float64", (False, False))("A")
F = TensorType("float32", (False,))("f")
VALUES = {
    X: RNG.uniform(0.5, 2, 6),
    Y: RNG.uniform(0.5, 2, 6),
    S: np.asarray(1.3),
    T: np.asarray(0.7),
    A: RNG.uniform(0.5, 2, (6, 3)),
    F: RNG.uniform(0.5, 2, 6).astype("float32"),
}


def bound(inputs: list[Variable], outputs: list[Any], rule_set: str = "all") -> Partitioned:
    return prepare(inputs, outputs, rule_set)


def names(program: Any) -> list[str]:
    """Ops in order, with a star where the result is an array."""
    return [n.op.compat_plain_name.split("{")[0] + ("*" if n.outputs[0].type.ndim else "") for n in program.nodes]


def values(inputs: list[Variable], outputs: list[Any], rule_set: str) -> list[np.ndarray]:
    split = bound(inputs, outputs, rule_set)
    return compile_python(split.main)([*(VALUES[v] for v in inputs), *Data(split).values()])


def normal(value: Any, mu: Any, sd: Any) -> Any:
    """As PyMC3 writes it."""
    tau = sd**-2.0
    return tt.switch(1 * (1 * (sd > 0)), (-tau * (value - mu) ** 2 + tt.log(tau / np.pi / 2.0)) / 2.0, -np.inf)


GRAPHS: dict[str, Any] = {
    "normal": total(normal(X, S, T)),
    "normal_vectors": total(normal(X, Y, tt.exp(Y))),
    "standardised": ((A - A.mean(axis=0)) / A.std(axis=0)).sum(axis=1),
    "softmax": tt.exp(A) / tt.exp(A).sum(axis=1, keepdims=True),
    "log_sum_exp": tt.log(tt.exp(A).sum(axis=1)),
    "logistic": total(tt.log(1 / (1 + tt.exp(-dot(A, X[:3]) * Y)))),
    "extremes": tt.maximum(X, Y) - tt.minimum(X, S),
    "signs": -(tt.neg(X) * -Y) / (-S) * X / X,
    "quotients": (X / S) / (Y / T) / (2 * X),
    "terms": 1 - (2 - (X - 3) + S) - T + Y,
    "powers": X**3 * X**-2 * X**0.5 * 2**X * X**Y,
    "indices": X[2:][1] * A[1:, 2][::2] * stack([S, T])[1],
    "reshaped": X.reshape((6, 1)) * A,
    "transposed": (A.T * X).sum(axis=1) * A.T.max(axis=1),
    "masked": tt.switch(X > 1, tt.log(X - 1 + 1e-300), 0) + tt.switch(X > 1, Y, S),
    "single": F * 2.5 + F**2 - 1,
    "erf": tt.log(tt.erfc(X * 3)) + tt.log(1 - tt.erf(X)),
    "gathered": A[np.array([0, 2, 2, 5])].sum(axis=0) * S,
}


@pytest.mark.wide(17)
@pytest.mark.parametrize("rule_set", ["canonicalise", "all"])
@pytest.mark.parametrize("name", GRAPHS)
def test_values_and_gradients_are_kept(name: str, rule_set: str) -> None:
    output = GRAPHS[name]
    cost = output.sum()
    inputs = [v for v in VALUES if v in set(_leaves(output))]
    outputs = [output, *grad(cost, inputs)]
    for kept, plain in zip(values(inputs, outputs, rule_set), values(inputs, outputs, "none"), strict=True):
        assert kept.dtype == plain.dtype and kept.shape == plain.shape
        tolerance = 1e-5 if kept.dtype == "float32" else 1e-9
        np.testing.assert_allclose(kept, plain, rtol=tolerance, atol=tolerance)


def _leaves(output: Variable) -> list[Variable]:
    from theano_compat.graph.traversal import leaves

    return leaves([output])


def test_no_value_is_computed_for_a_shape() -> None:
    expensive = tt.exp(dot(A, X[:3])) * Y
    assert names(bound([A, X, Y], [expensive.shape[0] * 2]).main) == ["ShapeI", "mul"]


def test_normal_log_density_does_two_things_per_element() -> None:
    value = total(normal(X, S, T))
    program = bound([X, S, T], [value, *grad(value, [S, T])]).main
    assert [n for n in names(program) if n.endswith("*")] == ["sub*", "sqr*"]


def test_data_are_set_apart() -> None:
    data = as_tensor(np.arange(1.0, 70.0))
    value = total(tt.exp(S * data) - tt.gammaln(data + 1) - tt.exp(S + T * data))
    split = bound([S, T], [value])
    assert "gammaln*" in names(split.stage) and [n for n in names(split.main) if n.endswith("*")] == [
        "mul*",
        "exp*",
        "mul*",
        "add*",
        "exp*",
        "sub*",
    ]


def test_gradient_behind_a_mask_is_zero() -> None:
    value = total(tt.switch(X > 1, tt.log(X - 1), 0))
    split = bound([X], [grad(value, X)])
    [gradient] = compile_python(split.main)([np.array([1.0, 3.0]), *Data(split).values()])
    np.testing.assert_array_equal(gradient, [0.0, 0.5])


@pytest.mark.parametrize("shift", [0.0, 1000.0, -1000.0])
def test_softmax_and_its_gradients_survive(shift: float) -> None:
    z = X + S
    weights = tt.exp(z) / tt.exp(z).sum()
    outputs = [weights, tt.log(weights), grad(tt.log(total(tt.exp(z))), X), grad(tt.log(weights)[1], X)]
    program = bound([X, S], outputs)
    found = compile_python(program.main)([VALUES[X], np.asarray(shift), *Data(program).values()])
    plain = compile_python(program.main)([VALUES[X], np.asarray(0.0), *Data(program).values()])
    for a, b in zip(found, plain, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-10, atol=1e-13)


def test_log_sum_exp_of_nothing_likely_is_minus_infinity() -> None:
    program = bound([X], [tt.log(total(tt.exp(X)))])
    assert compile_python(program.main)([np.full(3, -np.inf), *Data(program).values()])[0] == -np.inf


def test_logsumexp_written_with_its_maximum_is_left_alone() -> None:
    m = max_over(X)
    before = tt.log(total(tt.exp(X - m))) + m
    assert names(bound([X], [before]).main).count("Max") == 1


def test_array_that_divides_twice_is_inverted_once() -> None:
    program = bound([X, Y, A], [tt.exp(X) / Y, tt.log(X) / Y, A / A.T.T]).main
    assert names(program).count("inv*") == 1 and "true_div*" not in names(program)


def test_few_columns_become_vectors() -> None:
    flat = annotated(TensorType("float64", (False,)), Annotation(lengths=(4,)), "flat")
    data = as_tensor(RNG.normal(size=100))
    value = total(tt.log(tt.exp(-(((data.dimshuffle(0, "x") - flat[:2]) * tt.exp(flat[2:])) ** 2)).sum(axis=1)))
    program = bound([flat], [value, grad(value, flat)]).main
    assert all(n.outputs[0].type.ndim < 2 for n in program.nodes)


@pytest.mark.parametrize("z", [-1000.0, -30.0, 0.5, 30.0, 1000.0])
def test_logistic_regression_as_everybody_wrote_it(z: float) -> None:
    p = 1 / (1 + tt.exp(-X * S))
    loss = total(-Y * tt.log(p) - (1 - Y) * tt.log(1 - p))
    program = bound([X, Y, S], [loss, grad(loss, S)])
    x, y = np.ones(6), np.array([0.0, 1.0, 0.0, 1.0, 1.0, 1.0])
    found = compile_python(program.main)([x, y, np.asarray(z), *Data(program).values()])
    exact = (
        [4 * np.logaddexp(0, -z) + 2 * np.logaddexp(0, z), 2 - 6 / (1 + np.exp(z)) + 0 * z] if z < 700 else [2 * z, 2.0]
    )
    np.testing.assert_allclose(found, exact, rtol=1e-12, atol=1e-300)


@pytest.mark.parametrize("far", [15.0, 25.0])
def test_gradient_of_a_difference_of_sigmoids_cancels(far: float) -> None:
    cuts = tt.sigmoid(stack([S, S + 2.0]))
    value = tt.log(cuts[1] - cuts[0])
    program = bound([S], [grad(value, S)])
    [found] = compile_python(program.main)([np.asarray(far), *Data(program).values()])
    with mpmath.workdps(60):
        s, t = (1 / (1 + mpmath.exp(-(mpmath.mpf(far) + d))) for d in (0, 2))
        exact = float((t * (1 - t) - s * (1 - s)) / (t - s))
    assert abs(found / exact - 1) < 1e-13


def test_complement_of_a_sigmoid_keeps_its_digits() -> None:
    p, far = tt.sigmoid(X), np.full(6, 40.0)
    outputs = [
        1 - p,
        Y * (1 - p) * p,
        tt.log(1 - p),
        tt.log(p - 0.25),
        tt.log((1 - p) * Y),
        1 - tt.sigmoid(2 * (1 - p)),
    ]
    program = bound([X, Y], outputs)
    found = compile_python(program.main)([far, np.ones(6), *Data(program).values()])
    alone = compile_python((second := bound([X, Y], outputs[:2])).main)([far, np.ones(6), *Data(second).values()])
    np.testing.assert_allclose([v[0] for v in alone], [np.exp(-40.0)] * 2, rtol=1e-12)
    np.testing.assert_allclose([v[0] for v in found[2:]], [-40.0, np.log(0.75), -40.0, 0.5], rtol=1e-12)
