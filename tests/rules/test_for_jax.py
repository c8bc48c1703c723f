"""Passes that only programs of JAX samplers go through: residuals of loops."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt
from theano_compat.backends.array import compile_python
from theano_compat.compilation.data_stage.binding import Data
from theano_compat.compilation.in_jax.jax_rewrites import rewritten_for_jax
from theano_compat.compilation.rewriting.preparing import prepare
from theano_compat.graph.program import Program
from theano_compat.ops.elementwise.elemwise import EXPENSIVE, Elemwise
from theano_compat.ops.scan.op import Scan

RNG = np.random.default_rng(3)
X, T, M = tt.vector("x"), tt.vector("t"), tt.matrix("m")
XV, TV, MV = RNG.normal(size=6), RNG.normal(size=6), RNG.normal(size=(4, 6))
Values = dict[Any, np.ndarray]


def same_values(inputs: list[Any], outputs: list[Any], values: Values) -> Program:
    """The program as JAX has it, whose values are those of C's."""
    bound = prepare(inputs, outputs, "all", in_jax=True)
    changed = rewritten_for_jax(bound.main)
    given = [*(values[v] for v in inputs), *Data(bound).values()]
    for a, b in zip(compile_python(bound.main)(given), compile_python(changed)(given), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-12)
    return changed


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
    changed = same_values([X, T, M], [cost, *gradients], {X: XV, T: TV, M: MV})
    loops = [n for n in changed.nodes if isinstance(n.op, Scan)]
    expensive = [
        sum(isinstance(n.op, Elemwise) and n.op.scalar_op.cost >= EXPENSIVE for n in node.op.inner.nodes)
        for node in loops
    ]
    assert not reads or not any(expensive[1:]), (name, [str(n.op) for n in loops], expensive)
    assert len(loops) <= 2


def test_new_data_make_other_choices() -> None:
    import compat.pymc3 as pm
    from theano_compat.infer.jax.program import precision
    from theano_compat.models.modelling.density import log_density

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
