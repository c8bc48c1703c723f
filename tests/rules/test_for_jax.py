"""Rules that only programs of JAX samplers go through: masks of one array, residuals of loops, settled choices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt
from theano_compat.backends.array import compile_python
from theano_compat.compilation.data_stage.binding import Data
from theano_compat.compilation.in_jax.jax_rewrites import rewritten_for_jax, settled_choices
from theano_compat.compilation.rewriting.preparing import prepare
from theano_compat.graph.program import Program
from theano_compat.ops.elementwise.elemwise import EXPENSIVE, Elemwise
from theano_compat.ops.elementwise.selection import switch
from theano_compat.ops.scan.op import Scan

RNG = np.random.default_rng(3)
X, T, M = tt.vector("x"), tt.vector("t"), tt.matrix("m")
XV, TV, MV = RNG.normal(size=6), RNG.normal(size=6), RNG.normal(size=(4, 6))
Values = dict[Any, np.ndarray]


def both(inputs: list[Any], outputs: list[Any]) -> tuple[Program, Program, Data]:
    """The program as C has it, and as JAX does, and their data."""
    bound = prepare(inputs, outputs, "all", in_jax=True)
    data = Data(bound)
    settled = settled_choices(bound.main, len(inputs), data.values())
    return bound.main, rewritten_for_jax(bound.main, len(inputs), settled, "all"), data


def same_values(inputs: list[Any], outputs: list[Any], values: Values) -> tuple[Program, Program]:
    plain, changed, data = both(inputs, outputs)
    given = [*(values[v] for v in inputs), *data.values()]
    for a, b in zip(compile_python(plain)(given), compile_python(changed)(given), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-12)
    return plain, changed


def choices(program: Program) -> int:
    return sum(type(n.op) is Elemwise and n.op.scalar_op is switch for n in program.nodes)


# ---- masks

R = tt.exp(X) - T
MASKED: dict[str, tuple[list[Any], int]] = {  # gradients, choices that are left
    "products": ([tt.switch(X > 0, v, 0).sum() for v in (R, R * T, T * X * R)], 1),
    "where it does not hold": ([tt.switch(X > 0, 0, R).sum(), tt.switch(X > 0, 0, R * T).sum()], 1),
    "two masks": ([tt.switch(X > 0, R * T, 0).sum(), tt.switch(T > 0, R * X, 0).sum()], 2),
    "no common factor": ([tt.switch(X > 0, tt.exp(T), 0).sum(), tt.switch(X > 0, tt.cos(T), 0).sum()], 2),
    "factors that are spread": ([(tt.switch(X > 0, R, 0) * X[0]).sum(), tt.switch(X > 0, R * T, 0).sum()], 1),
}


@pytest.mark.parametrize("name", MASKED)
def test_an_array_is_masked_once(name: str) -> None:
    outputs, left = MASKED[name]
    _, changed = same_values([X, T], outputs, {X: XV, T: TV})
    assert choices(changed) == left


# ---- loops


def loop(step: Callable[..., Any], *, taps: Any = None, rows: Any = M, fixed: Any = (T,)) -> Any:
    first = dict(initial=M[:2], taps=taps) if taps else X
    states, _ = theano.scan(step, [rows], [first], list(fixed))
    return states


LOOPS: dict[str, Any] = {  # a state's rows; whether the gradient's loop then calls no expensive function
    "logsumexp": (loop(lambda m, s, t: m + tt.log(tt.exp(s.dimshuffle(0, "x") + t).sum(0))), True),
    "exp": (loop(lambda m, s, t: tt.exp(-s * m) + t), True),
    "backwards": (loop(lambda m, s, t: tt.tanh(s * m) * t, rows=M[::-1]), True),
    "two taps": (loop(lambda m, a, b, t: tt.exp(-a * a) * m + tt.exp(-b) * t, taps=[-2, -1]), True),
    "later rows": (loop(lambda m, s, t: tt.exp(-s * m), rows=M[1:]), True),
    "nothing expensive": (loop(lambda m, s, t: s * m + t), True),
    "what comes from outside alone": (loop(lambda m, s, t: s * tt.exp(m)), False),
}


@pytest.mark.wide(11)
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("name", LOOPS)
def test_the_gradient_reads_what_the_loop_computed(name: str, last: bool) -> None:
    states, reads = LOOPS[name]
    cost = (states[-1] if last else (states**2)).sum()
    gradients = theano.grad(cost, [X if "taps" not in name else M, T], disconnected_inputs="ignore")
    _, changed = same_values([X, T, M], [cost, *gradients], {X: XV, T: TV, M: MV})
    loops = [n for n in changed.nodes if isinstance(n.op, Scan)]
    expensive = [
        sum(isinstance(n.op, Elemwise) and n.op.scalar_op.cost >= EXPENSIVE for n in node.op.inner.nodes)
        for node in loops
    ]
    assert not reads or not any(expensive[1:]), (name, [str(n.op) for n in loops], expensive)
    assert len(loops) <= 2


# ---- choices that data settle


def conditions(data: Any) -> tuple[Any, list[Any]]:
    shared = theano.shared(data)
    return shared, [tt.switch(shared > 0, X * T, 0.5).sum()]


@pytest.mark.parametrize("data, left", [(np.ones(6), 0), (-np.ones(6), 0), (np.array([1.0, -1, 1, 1, 1, 1]), 1)])
def test_a_condition_that_holds_for_all_data_is_no_choice(data: np.ndarray, left: int) -> None:
    _, outputs = conditions(data)
    _, changed = same_values([X, T], outputs, {X: XV, T: TV})
    assert choices(changed) == left


def test_a_condition_that_gives_the_shape_stays() -> None:
    condition = theano.shared(np.ones(6, bool))
    _, changed = same_values([X, T], [tt.switch(condition, X.sum(), T.sum()).sum()], {X: XV, T: TV})
    assert choices(changed) == 1


def test_new_data_settle_choices_anew() -> None:
    import compat.pymc3 as pm
    from theano_compat.models.density import log_density
    from theano_compat.samplers.jax_program import precision

    pytest.importorskip("jax")
    with pm.Model() as model:
        sd = pm.Data("sd", np.ones(6))
        mu = pm.Normal("mu", 0, 1)
        pm.Normal("y", mu, sd, observed=XV)
    x = np.array([0.3])
    for value in (np.ones(6), np.full(6, 2.0), np.array([1.0, 1, -1, 1, 1, 1]), np.zeros(6), np.ones(6)):
        with model:
            pm.set_data({"sd": value})
        density = log_density(model)
        with precision():
            form = density.jax()
            assert float(form.logp(x, form.data)) == pytest.approx(float(density.logp_grad(x)[0]), rel=1e-12)
