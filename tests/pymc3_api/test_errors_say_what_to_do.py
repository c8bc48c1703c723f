"""Mistakes that people make: the class of the old library's error, and a sentence that says what to do."""

import inspect
import urllib.error
import urllib.request

import numpy as np
import pandas as pd
import pytest
import scipy.stats

import theano_compat.pymc3_api as pm
import theano_compat.theano_api.tensor as tt
from theano_compat.infer.runs.arguments import SAMPLE_ARGUMENTS

transforms = pm.distributions.transforms
FEW = {"draws": 5, "tune": 5, "chains": 1, "cores": 1, "progressbar": False, "return_inferencedata": False}
DATES = pd.date_range("2020-01-01", periods=3)


def gp(X):
    return pm.gp.Marginal(cov_func=pm.gp.cov.ExpQuad(1, 1.0)).marginal_likelihood("y", X=X, y=np.arange(5.0), noise=1.0)


def normal(**given):
    return pm.Normal("x", 0, 1, **given)


def sampled(**given):
    normal()
    return pm.sample(**{**FEW, **given})


MISTAKES = [  # what is done in a model, the class of the error, words of its sentence
    (
        lambda: pm.MvNormal("x", mu=np.zeros(2), cov=np.eye(2)),
        TypeError,
        r"expected 0, got 1 with shape \(2,\). `x` \(MvNormal\) was given no shape .*: say shape=2",
    ),
    (lambda: normal(shape=6 / 2), TypeError, r"the shape of `x` has floats, \(3.0,\), .* by `//`, .* shape=3\."),
    (lambda: normal(shape=(2.0, 3)), TypeError, r"the shape of `x` has floats, .* as in shape=\(2, 3\)"),
    (lambda: normal(shape=2.5), TypeError, "the shape of `x` is 2.5. Expected int elements"),
    (lambda: normal(shape="3"), TypeError, "the shape of `x` is '3'. .* give integers"),
    (lambda: normal(shape=tt.lscalar("n")), TypeError, "the shape of `x` is a Theano variable; .*give an integer"),
    (lambda: normal(shape=(2, tt.constant(3))), TypeError, "the shape of `x` is a Theano variable"),
    (
        lambda: normal(shape=3, transform="ordered"),
        AttributeError,
        r"transform='ordered' is a text; .*pm.distributions.transforms.ordered",
    ),
    (
        lambda: normal(shape=3, transform=transforms.ordered),
        IndexError,
        r"a testval whose elements increase, such as testval=np.arange\(3.0\)",
    ),
    (
        lambda: gp(np.arange(5.0)),
        IndexError,
        r"X of a covariance function has 1 dimension, and 2 are needed.*give X\[:, None\]",
    ),
    (lambda: gp(tt.constant(np.arange(5.0))), IndexError, r"give X\[:, None\]"),
    (lambda: normal(shape=3)[np.array(["a", "b"])], TypeError, r"got texts \('a', ...\): .*pd.factorize"),
    (lambda: normal(shape=3)[pd.Series(["a", "b"])], TypeError, r"got texts \('a', ...\): .*pd.factorize"),
    (lambda: scipy.stats.norm.cdf(normal()), TypeError, "scipy.* computes with numbers alone: .*pm.math"),
    (
        lambda: pm.LKJCholeskyCov("k", n=2),
        TypeError,
        r"LKJCholeskyCov\(\) of `k`: missing a required argument: 'eta'. .*sd_dist=pm.HalfNormal.dist",
    ),
    (
        lambda: pm.Normal("x", pm.Normal.dist(0, 1), 1),
        TypeError,
        r"Normal\(\) got a distribution without a name as its parameter mu .*pm.Normal\(\"mu\", ...\)",
    ),
    (lambda: normal(observed=DATES), TypeError, r"are dates .*\(dates - dates\[0\]\).days"),
    (lambda: normal(observed=np.array(DATES)), TypeError, "are dates"),
    (lambda: normal(observed=pd.Series(DATES)), TypeError, "are dates"),
    (lambda: normal(observed=np.array(["a"])), TypeError, r"are texts \('a', ...\).*pd.factorize"),
    (lambda: normal(observed=np.array(["a"], object)), TypeError, "are texts"),
    (lambda: sampled(tunes=100), TypeError, "'tunes': .*; is 'tune' meant"),
    (lambda: sampled(target_acept=0.9), TypeError, "is 'target_accept' meant"),
    (lambda: sampled(wxyz=1), TypeError, r"neither `sample` nor NUTS has it\.$"),
    (lambda: sampled(target_accept=1.2), ValueError, "target_accept=1.2 .* between 0 and 1"),
    (lambda: sampled(target_accept=0), ValueError, "target_accept=0 "),
    (
        lambda: (pm.Gamma("g", 1, 1, testval=-1.0), sampled()),
        pm.exceptions.SamplingError,
        r"`g` starts outside of its support \(g_log__ is NaN there\): give another testval",
    ),
]


@pytest.mark.parametrize(("do", "kind", "words"), MISTAKES)
def test_mistake(do, kind, words):
    with pytest.raises(kind, match=words) as raised, pm.Model():
        do()
    assert "_made" not in str(raised.value)


RIGHT = [  # near to them, and taken as before
    lambda: normal(observed=pd.Index([1.0, 2.0])),
    lambda: normal(observed=np.array([1.0, 2.0], object)),
    lambda: normal(shape=(np.int64(2), np.uint8(3))),
    lambda: normal(shape=()),
    lambda: normal(shape=3, transform=transforms.ordered, testval=np.arange(3.0)),
    lambda: pm.MvNormal("x", mu=np.zeros(2), cov=np.eye(2), shape=2),
    lambda: gp(np.arange(5.0)[:, None]),
]


@pytest.mark.parametrize("do", RIGHT)
def test_right(do):
    with pm.Model():
        assert do() is not None


def test_arguments_of_sample_are_those_of_the_error():
    assert set(SAMPLE_ARGUMENTS) <= set(inspect.signature(pm.sample).parameters)


def test_data_set_that_is_not_there(monkeypatch):
    def refuse(address):
        raise urllib.error.URLError("no network")

    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    with pytest.raises(urllib.error.URLError, match=r"get_data: 'radonn.csv' is fetched .*\(no network\): get"):
        pm.get_data("radonn.csv")
