"""What depends on what, and the picture of it."""

import sys

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from theano_compat.pymc3_api.model_graph import ModelGraph


@pytest.fixture
def model():
    with pm.Model() as made:
        x = pm.Data("x", np.arange(4.0))
        sd = pm.HalfNormal("sd", 1.0)
        a = pm.Normal("a", 0.0, sd, shape=3)
        mean = pm.Deterministic("mean", a[0] + a[1] * x)
        pm.Potential("soft", -(a**2).sum())
        pm.Normal("y", mean, sd, observed=np.zeros(4))
    return made


def test_parents_and_plates(model):
    graph = ModelGraph(model)
    assert graph.make_compute_graph() == {
        "x": set(),
        "sd": set(),
        "a": {"sd"},
        "mean": {"a", "x"},
        "soft": {"a"},
        "y": {"mean", "sd"},
    }
    assert graph.get_plates() == {(): {"sd", "soft"}, (3,): {"a"}, (4,): {"x", "mean", "y"}}


def test_the_picture(model, monkeypatch):
    graphviz = pytest.importorskip("graphviz")
    source = pm.model_to_graphviz(model).source
    assert isinstance(source, str) and graphviz and all(name in source for name in ("soft", "mean -> y", "sd -> a"))


def test_without_graphviz_it_says_what_to_do(model, monkeypatch):
    monkeypatch.setitem(sys.modules, "graphviz", None)
    with pytest.raises(ImportError, match="pip install graphviz"):
        pm.model_to_graphviz(model)
    with pytest.raises(ValueError, match="Unsupported formatting"):
        pm.model_to_graphviz(model, formatting="latex")
