"""A function of a vector at many vectors: beside one call a vector."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt
from theano_compat.backends.c import threads
from theano_compat.backends.c.extension import extension
from theano_compat.compilation.points.batch_in_c import SIZE, at_all_points
from theano_compat.compilation.points.vector_function import VectorFunction
from theano_compat.models.modelling.particle_densities import ManyParticles, ParticleDensity

DATA = np.linspace(-1.0, 2.0, 37)
FUNCTIONS: dict[str, tuple[Callable[[Any], list[Any]], list[tuple[int, ...]]]] = {
    "a scalar": (lambda x: [(x**2).sum()], [()]),
    "over data": (lambda x: [tt.exp(-((theano.shared(DATA) - x[0]) ** 2)).sum() * x[1]], [()]),
    "several": (lambda x: [x.sum(), tt.exp(x), tt.outer(x, x)], [(), (3,), (3, 3)]),
    "not finite": (lambda x: [tt.log(x[0])], [()]),
}

pytestmark = pytest.mark.skipif(
    extension() is None, reason="without the call extension functions are called one by one"
)


def vector_function(name: str) -> VectorFunction:
    make, shapes = FUNCTIONS[name]
    x = tt.dvector("x")
    return VectorFunction(3, make(x), shapes, [x], lambda vector: {x: vector})


@pytest.mark.parametrize("count", [0, 1, SIZE, SIZE + 1, 5 * SIZE - 3])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_point_as_alone(name: str, count: int) -> None:
    points = np.random.default_rng(count).normal(size=(count, 3))
    function = vector_function(name)
    one = function.of_vector()
    assert one is not None
    wanted = [np.concatenate([np.ravel(v) for v in one(x) or []]) for x in points]
    found = at_all_points(function, points)
    assert found is not None
    np.testing.assert_array_equal(found, np.reshape(wanted, found.shape))


def test_any_number_of_threads() -> None:
    points = np.random.default_rng(1).normal(size=(1000, 3))
    function, before, found = vector_function("over data"), threads.now(), []
    try:
        for count in (1, 2, 5):
            threads.limit(count)
            found.append(at_all_points(function, points))
    finally:
        threads.limit(before)
    np.testing.assert_array_equal(found[0], found[1])
    np.testing.assert_array_equal(found[0], found[2])


def test_points_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="function of 3 values was given points of 4"):
        at_all_points(vector_function("a scalar"), np.zeros((2, 4)))


class Doubled(theano.Op):  # runs in Python
    def make_node(self, x: Any) -> Any:
        return theano.gof.Apply(self, [x], [x.type()])

    def perform(self, node: Any, inputs: Any, outputs: Any) -> None:
        outputs[0][0] = 2 * inputs[0]

    def infer_shape(self, node: Any, shapes: Any) -> Any:
        return shapes


def test_ops_of_users_have_the_way_of_one_point_a_call() -> None:
    x = tt.dvector("x")
    assert at_all_points(VectorFunction(3, [Doubled()(x).sum()], [()], [x], lambda v: {x: v}), np.ones((2, 3))) is None


def test_a_density_in_python_gives_the_same() -> None:
    import theano_compat.pymc3_api as pm

    with pm.Model() as model:
        pm.Normal("a", 0, 1, shape=2)
        pm.HalfNormal("b", 1)
    particles = np.random.default_rng(2).normal(size=(70, 3))
    density = ParticleDensity(model.varlogpt, model.vars, {})
    one_by_one = [float(density(one)) for one in particles]
    for densities in ((density,), (density, ParticleDensity(2 * model.varlogpt, model.vars, {}))):
        found = ManyParticles(*densities)(particles)
        assert found.shape == (len(densities), 70)
        for k, values in enumerate(found, 1):
            np.testing.assert_allclose(values, np.multiply(one_by_one, k), rtol=1e-13)
    with theano.config.change_flags(cxx="", mode="FAST_COMPILE"):
        again = ManyParticles(ParticleDensity(model.varlogpt, model.vars, {}))
        np.testing.assert_allclose(again(particles[:3]), [one_by_one[:3]], rtol=1e-13)
