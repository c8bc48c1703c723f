"""Each Op inside a model, where test values are computed as the graph is made, before anybody has built it outside."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

from tests.ops.every_case import Graph, graphs
from theano_compat.differentiate import grad


def _check(graph: Graph) -> None:
    """TestValueError, or what else is raised, where the graph, its gradients or its shapes cannot be had in a model."""
    import theano_compat.pymc3_api as pm

    with pm.Model():
        variables = graph.variables()
        for variable, array in zip(variables, graph.arrays, strict=True):
            variable.tag.test_value = array
        outputs = graph.build(variables)
        assert all("test_value" in o.tag.__dict__ for o in outputs if o.owner is not None), "not computed when made"
        first = slopes(graph, variables, outputs)
        lengths: list[Any] = [o.shape for o in outputs if hasattr(o, "shape")]
        for v in (*first, *_second(variables, first), *lengths):
            v.tag.test_value  # noqa: B018


def slopes(graph: Graph, variables: list[Any], outputs: list[Any]) -> list[Any]:
    """Gradients of the sum of all float outputs; none where an Op has no gradient."""
    wrt = [v for v in variables if v.dtype.startswith("float")]
    sums = [o.sum() for o in (getattr(o, "toarray", lambda o=o: o)() for o in outputs) if o.dtype.startswith("float")]
    if not graph.gradient or not wrt or not sums:
        return []
    try:
        found = grad(sum(sums[1:], sums[0]), wrt, disconnected_inputs="ignore", null_gradients="return")
    except NotImplementedError:
        return []
    return [g for g in found if hasattr(g.type, "dtype")]


def _second(variables: list[Any], first: list[Any]) -> list[Any]:
    wrt = [v for v in variables if v.dtype.startswith("float")]
    sums = [(g**2).sum() for g in first if not hasattr(g.type, "format")]
    try:
        found = grad(sum(sums[1:], sums[0]), wrt, disconnected_inputs="ignore", null_gradients="return") if sums else []
    except NotImplementedError:
        return []
    return [g for g in found if hasattr(g.type, "dtype")]


def failures() -> list[str]:
    """The cases that a model cannot hold, with what was said."""
    found = []
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for graph in graphs():
            try:
                _check(graph)
            except Exception as error:  # noqa: BLE001  (all are listed)
                found.append(f"{graph.name}: {type(error).__name__}: {error}")
    return found


@pytest.mark.slow
def test_in_the_first_model_of_a_process(fresh_python):
    """Whoever built an Op outside a model before would hide what a model lacks."""
    code = "from tests.ops.test_every_case_in_a_model import failures; print(*failures(), sep='\\n')"
    assert fresh_python("-c", code).stdout.strip() == ""


@pytest.mark.slow
def test_softmax_first_in_a_model(fresh_python):
    """One of them, for the fast tests."""
    fresh_python(
        "-c",
        "import compat.pymc3_api as pm, compat.theano_api.tensor as tt\n"
        "with pm.Model():\n"
        "    x = pm.Normal('x', 0, 1, shape=(2, 3))\n"
        "    p = tt.nnet.softmax(x)\n"
        "    assert abs(p.tag.test_value - 1 / 3).max() < 1e-15\n"
        "    assert tt.grad(p[0, 0], x).tag.test_value.shape == (2, 3)\n",
    )
