"""Functions of points and of flat vectors: the direct call of C gives what the general function gives, or leaves it to
that one."""

from __future__ import annotations

import copy
import pickle
import threading
from typing import Any

import numpy as np
import pytest

import compat.pymc3 as pm
from theano_compat.models.modelling.functions import DirectCall
from theano_compat.settings import config

pytestmark = pytest.mark.compiler


def model_of_all_kinds() -> pm.Model:
    rng = np.random.default_rng(3)
    with pm.Model() as model:
        pm.Normal("a")
        pm.HalfNormal("s", shape=3)
        pm.Normal("m", shape=(2, 3))
        pm.Poisson("k", 3.0, shape=2)
        pm.Bernoulli("z", 0.4)
        rate = model["a"] + model["m"].sum(axis=0) * model["s"] + model["k"].sum() * model["z"]
        pm.Normal("y", rate, 1.0, observed=rng.normal(size=(5, 3)))
    return model


MODEL = model_of_all_kinds()
POINT = {**MODEL.test_point, "m": np.arange(6.0).reshape(2, 3), "k": np.array([2, 5]), "z": np.array(1)}
FUNCTIONS = {
    "fastlogp": lambda m: m.fastlogp,
    "logp": lambda m: m.logp,
    "logp_nojac": lambda m: m.logp_nojac,
    "fastdlogp": lambda m: m.fastdlogp(),
    "dlogp of one": lambda m: m.dlogp([m["a"]]),
    "of a variable": lambda m: m["a"].logp,
    "d2logp": lambda m: m.d2logp([m["a"], m["s_log__"]]),
    "varlogpt": lambda m: m.fastfn(m.varlogpt),
}


def direct_only(function: Any) -> Any:
    """`function`, without the general function."""
    function._make = function._made = None
    return function


def in_python(function: Any, model: pm.Model, point: dict[str, Any]) -> Any:
    return model.fn(function.direct.given[1][0], mode="PYTHON")(point)


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_point_goes_to_c_alone(name: str) -> None:
    function = direct_only(FUNCTIONS[name](model_of_all_kinds()))
    found, expected = function(POINT), in_python(function, function.model, POINT)
    assert type(found) is np.ndarray and found.dtype == expected.dtype and found.shape == expected.shape
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-13)


IRREGULAR: dict[str, dict[str, Any]] = {
    "a Python number": {"a": 0.5},
    "a NumPy number": {"a": np.float64(0.5)},
    "a list": {"s_log__": [0.1, 0.2, 0.3]},
    "float32": {"a": np.float32(0.5)},
    "a view": {"m": np.arange(12.0).reshape(2, 6)[:, ::2]},
    "Fortran's order": {"m": np.asfortranarray(np.arange(6.0).reshape(2, 3))},
    "a bool": {"z": np.array(True)},
    "narrow integers": {"k": np.array([2, 5], dtype="int32")},
    "big-endian": {"a": np.array(0.5, dtype=">f8")},
    "a subclass": {"m": np.arange(6.0).reshape(2, 3).view(type("Own", (np.ndarray,), {}))},
}


@pytest.mark.wide(11)
@pytest.mark.parametrize("name", IRREGULAR)
def test_values_of_another_form(name: str) -> None:
    point = {**POINT, **IRREGULAR[name]}
    usual = {k: np.array(v, dtype=np.asarray(POINT[k]).dtype) for k, v in point.items()}
    assert MODEL.logp(point) == pytest.approx(float(MODEL.logp(usual)), rel=1e-13)
    assert MODEL.fastlogp(point) == pytest.approx(float(MODEL.logp(usual)), rel=1e-13)


def test_names_too_many_and_too_few() -> None:
    more = {**POINT, "nobody": 1.0}
    assert MODEL.logp(more) == MODEL.logp(POINT)
    with pytest.raises(TypeError, match="Too many"):
        MODEL.fastlogp(more)
    few = {k: v for k, v in POINT.items() if k != "a"}
    for function in (MODEL.logp, MODEL.fastlogp):
        with pytest.raises(TypeError, match="a"):
            function(few)


def test_other_shapes_are_the_general_functions() -> None:
    """As in the old library, which asks for no shape: a point of broadcast values has a density too."""
    with pm.Model() as model:
        pm.Normal("x", shape=3)
    assert model.logp({"x": np.zeros(5)}) == pytest.approx(5 * -0.9189385332046727)


def test_data_that_change_between_calls() -> None:
    with pm.Model() as model:
        data = pm.Data("data", np.zeros(4))
        pm.Normal("y", pm.Normal("a"), 1.0, observed=data)
    function, point = direct_only(model.fastlogp), {"a": np.array(0.5)}
    before = function(point)
    data.set_value(np.ones(4))
    assert function(point) == pytest.approx(before)  # (0 - .5)^2 == (1 - .5)^2
    data.set_value(np.full(7, 2.0))
    assert function(point) == pytest.approx(8 * -0.9189385332046727 - 0.125 - 7 * 1.125)


def test_an_error_is_worded_by_the_general_function() -> None:
    with pm.Model() as model:
        k = pm.Poisson("k", 1.0)
        pm.Normal("y", pm.Normal("a", shape=3)[k], 1.0, observed=0.0)
    assert np.isfinite(model.logp({"k": np.array(2), "a_": 0, "a": np.zeros(3)}))
    with pytest.raises(IndexError):
        model.logp({"k": np.array(3), "a": np.zeros(3)})


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_copies(copied: Any) -> None:
    with pm.Model() as model:
        pm.Normal("a", shape=3)
    point = {"a": np.arange(3.0)}
    for function in (model.fastlogp, model.dlogp()):
        function(point)
        np.testing.assert_array_equal(copied(function)(point), function(point))
    vector = model.logp_dlogp_function()
    vector.set_extra_values({})
    again = copied(vector)
    for one, other in zip(again(np.arange(3.0)), vector(np.arange(3.0)), strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.slow
def test_extra_values_are_inputs() -> None:
    model = model_of_all_kinds()
    function = model.logp_dlogp_function()
    function._make = None
    array = function.dict_to_array(POINT)
    for k in ([2, 5], [0, 1], [2, 5]):
        point = {**POINT, "k": np.array(k)}
        value, slope = function(array, extra_vars={"k": point["k"], "z": point["z"]})
        assert value == pytest.approx(float(model.fn(model.logpt, mode="PYTHON")(point)), rel=1e-12)
        np.testing.assert_allclose(slope, model.dlogp(typed(model))(point), rtol=1e-12)
    out = np.empty_like(array)
    assert function(array, grad_out=out) == value
    np.testing.assert_array_equal(out, slope)


def typed(model: pm.Model) -> list[Any]:
    return [v for v in model.free_RVs if v.dtype == "float64"]


def test_weights_of_costs() -> None:
    with pm.Model() as model:
        pm.Normal("y", pm.Normal("a"), 1.0, observed=np.ones(3))
    function = model.logp_dlogp_function(tempered=True)
    function._make = None
    function.set_extra_values({})
    at = np.array([0.3])
    cold, _ = function(at)
    function.set_weights(np.array([0.0]))
    hot, slope = function(at)
    assert hot == pytest.approx(-0.9189385332046727 - 0.045) and slope == pytest.approx([-0.3])
    assert cold == pytest.approx(float(model.logp({"a": at[0]})))


def test_arrays_of_another_form() -> None:
    with pm.Model() as model:
        pm.Normal("a", shape=3)
    function = model.logp_dlogp_function()
    function.set_extra_values({})
    expected = function(np.arange(3.0))
    for array in (np.arange(3, dtype="float32"), np.arange(6.0)[::2] / 2, np.arange(3.0, dtype=">f8")):
        for one, other in zip(function(array), expected, strict=True):
            np.testing.assert_allclose(one, other)
    with pytest.raises(ValueError, match="Invalid shape"):
        function(np.zeros(4))


def test_threads_share_a_function() -> None:
    function = model_of_all_kinds().fastlogp
    points = [{**POINT, "a": np.array(float(k))} for k in range(8)]
    expected = [float(function(p)) for p in points]
    wrong: list[int] = []

    def run(k: int) -> None:
        wrong.extend(k for _ in range(300) if function(points[k]) != expected[k])

    workers = [threading.Thread(target=run, args=(k,)) for k in range(8)]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    assert not wrong


@pytest.mark.parametrize("settings", [{"mode": "FAST_COMPILE"}, {"mode": "DebugMode"}, {"floatX": "float32"}])
def test_other_modes_have_no_direct_call(settings: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DirectCall, "compiled", None)
    with config.change_flags(**settings), pm.Model() as model:
        pm.Normal("a", shape=2)
        assert np.isfinite(model.fastlogp({"a": np.zeros(2, dtype=config.floatX)}))
