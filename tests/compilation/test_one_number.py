"""What functions, shared variables and traces give counts as a number where it has one element, whatever the NumPy."""

import copy
import math
import pickle

import numpy as np
import pytest

import compat as theano
import compat.tensor as T
import theano_compat.pymc3_api as pm
from theano_compat.graph.one_number import as_number

x = T.dvector("x")
GIVEN = {
    "one output": lambda: theano.function([x], x * 2)([1.25]),
    "of a list": lambda: theano.function([x], [x.sum(), x * 2])([1.25])[1],
    "by name": lambda: theano.function([x], {"y": x * 2})([1.25])["y"],
    "one of several": lambda: theano.function([x], [x.sum(), x * 2])([1.25], output_subset=[1])[0],
    "two dimensions": lambda: theano.function([x], x.dimshuffle(0, "x") * 2)([1.25]),
    "with updates": lambda: theano.function([theano.In(x, value=[1.25], mutable=True)], x * 2)(),
    "in Python": lambda: theano.function([x], x * 2, mode="FAST_COMPILE")([1.25]),
    "in JAX": lambda: theano.function([x], x * 2, mode="JAX")([1.25]),
    "eval": lambda: (x * 2).eval({x: [1.25]}),
    "a shared value": lambda: theano.shared(np.array([2.5])).get_value(),
    "whole numbers": lambda: theano.function([x], T.cast(x * 2, "int8"))([1.25]) + 0.5,
    "float32": lambda: theano.function([x], T.cast(x * 2, "float32"))([1.25]),
}


def trace():
    with pm.Model() as model:
        pm.Normal("w", shape=1)
    return pm.backends.ndarray.point_list_to_multitrace([{"w": np.array([2.5])}], model)


def predicted(predict):
    with pm.Model():
        w = pm.Normal("w", shape=1)
        pm.Deterministic("y", 0 * w + 2.5)
        return predict()["y"][1]


GIVEN |= {
    "a row of a trace": lambda: trace()["w"][0],
    "a row of one chain": lambda: trace().get_values("w", combine=False, squeeze=False)[0][0],
    "a draw": lambda: trace()[0]["w"],
    "of all draws": lambda: next(trace().points())["w"],
    "of the prior": lambda: predicted(lambda: pm.sample_prior_predictive(2)),
    "predicted": lambda: predicted(
        lambda: pm.sample_posterior_predictive([{"w": np.zeros(1)}] * 2, var_names=["y"], progressbar=False)
    ),
}


def item_of(value):
    to = np.zeros((2, 2))
    to[0, 1] = value
    return to[0, 1]


TAKEN = {
    "float": (float, 2.5),
    "int": (int, 2),
    "complex": (complex, 2.5),
    "%": (lambda v: "%.1f %d" % (v, v), "2.5 2"),  # noqa: UP031
    "math": (math.floor, 2),
    "an item": (item_of, 2.5),
    "computed from": (lambda v: float(-v + 1), -1.5),
    "in place": (lambda v: float(v.__iadd__(1)), 3.5),
    "text": (lambda v: str(v).strip("[]"), "2.5"),
    "array": (lambda v: repr(v)[:6], "array("),
}


@pytest.mark.filterwarnings("ignore:Conversion of an array with ndim > 0:DeprecationWarning")  # NumPy 1.25 to 2.3
@pytest.mark.parametrize("given", [pytest.param(g, marks=[pytest.mark.slow] * (g == "in JAX")) for g in GIVEN])
def test_it_is_taken_as_a_number(given):
    for name, (take, wanted) in TAKEN.items():
        assert take(GIVEN[given]()) == wanted, name


@pytest.mark.parametrize(
    "become",
    [
        lambda v: pickle.loads(pickle.dumps(v)),
        copy.deepcopy,
        np.array,
        np.asarray,
        lambda v: np.concatenate([v, np.ones(2)]),
        lambda v: v * np.ones(3),
        lambda v: theano.function([x], x * 2)([1.0, 2.0]),
    ],
    ids=["pickled", "copied deeply", "array", "asarray", "joined", "beside another", "of two elements"],
)
def test_elsewhere_it_is_an_array_of_numpy(become):
    assert type(become(GIVEN["one output"]())) is np.ndarray


def test_it_is_an_argument_as_any_other():
    f = theano.function([theano.In(x, strict=True)], x * 2)
    w = theano.shared(np.zeros(1), strict=True)
    w.set_value(f(f(np.ones(1))))
    assert w.get_value().tolist() == [4.0] and type(w.container.held) is np.ndarray


def test_of_several_elements_it_is_no_number():
    with pytest.raises(TypeError, match="length-1"):
        float(as_number(np.ones(1)).repeat(2))
