"""Transforms: backward undoes forward, and the Jacobian is the derivative."""

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from theano_compat.differentiate import grad
from theano_compat.graph.types import TensorType
from theano_compat.models.distributions import transforms as tr
from theano_compat.ops.tensor_op import as_tensor

CASES = [
    (tr.log, [0.1, 2.0]),
    (tr.log_exp_m1, [0.1, 2.0]),
    (tr.logodds, [0.1, 0.7]),
    (tr.Interval(-1.0, 4.0), [-0.9, 3.0]),
    (tr.LowerBound(-2.0), [-1.9, 5.0]),
    (tr.UpperBound(3.0), [2.9, -5.0]),
    (tr.circular, [-3.0, 1.0]),
    (tr.Chain([tr.log, tr.Interval(-5.0, 5.0)]), [0.1, 2.0]),
]
each = pytest.mark.parametrize("transform, values", CASES, ids=lambda c: getattr(c, "name", ""))


@each
def test_there_and_back(transform, values):
    values = np.array(values)
    free = transform.forward_val(values, {})
    np.testing.assert_allclose(transform.forward(values).eval(), free)
    z = TensorType("float64", (False,))("z")
    np.testing.assert_allclose(transform.backward(z).eval({z: free}), values)


@each
def test_jacobian_is_the_derivative(transform, values):
    z = TensorType("float64", ())("z")
    graph = transform.jacobian_det(z)
    slope = grad(transform.backward(z), z)
    for value in values:
        at = {z: float(transform.forward_val(np.array(value), {}))}
        jacobian = graph.eval(at) if z in _inputs(graph) else graph.eval()
        expected = np.log(abs(slope.eval(at)))
        assert jacobian == pytest.approx(expected, abs=1e-7)  # bounds given as Python numbers are float32


def _inputs(graph):
    from theano_compat.graph.traversal import free_inputs

    return free_inputs([graph])


def test_bounds_that_depend_on_a_variable():
    with pm.Model():
        low = pm.Normal("low")
        x = pm.Uniform("x", low, low + 2)
    assert x.transformation.forward_val(np.array(3.0), {"low": np.array(2.5)}) == pytest.approx(np.log(0.5 / 1.5))


def test_a_users_own():
    class Third(tr.ElemwiseTransform):
        name = "third"

        def backward(self, x):
            return x / 3

        def forward(self, x):
            return x * 3.0

        def forward_val(self, x, point=None):
            return x * 3.0

    with pm.Model() as model:
        pm.Normal("x", transform=Third(), testval=0.5)
    assert model.test_point == {"x_third__": 1.5}
    assert model.logp(model.test_point) == pytest.approx(-0.125 - 0.91893853 - np.log(3))


class Scaled(tr.LogOdds):
    """exoplanet's impact parameter has such a `backward`, and inherits `jacobian_det`."""

    name = "scaled"

    def backward(self, x):
        return 3.0 * super().backward(x)


class Named(tr.LogOdds):
    name = "named"


@pytest.mark.parametrize("transform, expected", [(Scaled(), np.log(3.0 * 0.1 * 0.9)), (Named(), np.log(0.1 * 0.9))])
def test_a_jacobian_that_is_inherited_is_of_the_subclass(transform, expected):
    assert transform.jacobian_det(as_tensor(np.log(0.1 / 0.9))).eval() == pytest.approx(expected, rel=1e-12)


def test_what_a_transform_lacks():
    with pytest.raises(NotImplementedError, match="does not define `backward`"):
        tr.Transform().backward(1)
