"""`compat.to_jax` and `model.to_jax()`: pure functions of pytrees, with data as an argument."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

import compat as theano
import compat.pymc3 as pm
import compat.tensor as tt

jax = pytest.importorskip("jax")

from theano_compat.backends.jax_package import x64  # noqa: E402
from theano_compat.infer.jax.program import precision  # noqa: E402


@pytest.fixture(autouse=True)
def in_64_bits() -> Iterator[None]:
    with precision():
        yield


@pytest.mark.slow
def test_pytrees_in_and_out():
    x, y = tt.dmatrix("x"), tt.dscalar("y")
    w = theano.shared(np.arange(3.0), name="w")
    outputs = {"a": tt.dot(x, w).sum() * y, "b": [x * np.array([1.0, 2.0, 3.0])]}
    function, data = theano.to_jax(outputs, {"x": x, "l": [y]})
    assert sorted(data) == ["constant0", "w"]
    at = {"x": np.ones((2, 3)), "l": [2.0]}
    found = jax.jit(function)(at, data)
    assert found["a"] == 12.0 and found["b"][0].tolist() == [[1.0, 2.0, 3.0]] * 2
    slopes = jax.grad(lambda d: function(at, d)["a"])(data)
    assert slopes["w"].tolist() == [4.0] * 3 and slopes["constant0"].tolist() == [0.0] * 3
    assert function(at, {**data, "w": np.ones(3, "int8")})["a"] == 12.0


def test_a_length_that_is_given():
    n, x = tt.lscalar("n"), tt.dscalar("x")
    function, data = theano.to_jax(tt.arange(n) * x, [n, x])
    assert jax.grad(lambda x: function([4, x], data).sum())(2.0) == 6.0


@pytest.mark.parametrize(
    "outputs, inputs, error, words",
    [
        (lambda x, y: x * y, lambda x, y: [x], ValueError, "`y`.*put it among the inputs"),
        (lambda x, y: [x, 3], lambda x, y: [x], TypeError, "outputs has to be variables.*3"),
    ],
)
def test_what_is_wrong_is_named(outputs, inputs, error, words):
    x, y = tt.dscalars("x", "y")
    with pytest.raises(error, match=words):
        theano.to_jax(outputs(x, y), inputs(x, y))


def test_values_of_another_nesting_and_data_of_other_names():
    x = tt.dscalar("x")
    function, data = theano.to_jax(x * theano.shared(2.0, name="w"), [x])
    with pytest.raises(ValueError, match="nested"):
        function({"x": 1.0}, data)
    with pytest.raises(ValueError, match="data are needed for w: v given"):
        function([1.0], {"v": 1.0})


@pytest.mark.slow
def test_a_model():
    with pm.Model() as model:
        x = pm.Data("x", np.arange(4.0))
        b, sd = pm.Normal("b", 0, 1, shape=2), pm.HalfNormal("sd", 1)
        pm.Normal("y", b[0] + b[1] * x, sd, observed=np.array([0.5, 1.0, 2.5, 2.0]))
    function, data = model.to_jax()
    assert sorted(data) == ["x", "y"]
    point = {"b": np.array([0.3, -0.2]), "sd_log__": np.array(0.1)}
    along = {name: np.ones_like(value) for name, value in point.items()}
    order = [v.name for v in model.free_RVs]
    gradient = model.dlogp()(point)
    assert float(jax.jit(function)(point, data)) == pytest.approx(model.logp(point), rel=1e-13)
    found = jax.jit(jax.grad(function))(point, data)
    np.testing.assert_allclose(np.concatenate([np.ravel(found[name]) for name in order]), gradient, rtol=1e-11)
    assert jax.jit(lambda p: jax.jvp(lambda p: function(p, data), (p,), (along,)))(point)[1] == pytest.approx(
        gradient.sum(), rel=1e-11
    )
    curvature = jax.jit(jax.hessian(function))(point, data)["b"]["b"]
    np.testing.assert_allclose(curvature, -model.d2logp()(point)[:2, :2], rtol=1e-9)
    many = jax.jit(jax.vmap(function, in_axes=({name: 0 for name in point}, None)))(
        {name: np.stack([value, value]) for name, value in point.items()}, data
    )
    np.testing.assert_allclose(many, [model.logp(point)] * 2, rtol=1e-13)
    other = {"x": np.arange(6.0), "y": np.ones(6)}
    with model:
        pm.set_data({"x": other["x"][:4]})
    wanted = -0.5 * ((1 - (0.3 - 0.2 * other["x"])) / np.exp(0.1)) ** 2 - 0.1 - 0.5 * np.log(2 * np.pi)
    prior = function(point, {"x": np.zeros(0), "y": np.zeros(0)})
    assert function(point, other) == pytest.approx(float(prior) + wanted.sum(), rel=1e-12)
    with pytest.raises(ValueError, match="a point has"):
        function({"b": point["b"]}, data)


def test_who_computes_in_32_bits_is_told():
    """As the docstring says: nobody asked for that, other than by floatX=float32."""
    x = tt.dvector("x")
    function, data = theano.to_jax(tt.exp(x).astype("float64"), x)
    with x64(jax, False), pytest.warns(UserWarning, match="Explicitly requested dtype"):
        function(np.ones(2), data)
