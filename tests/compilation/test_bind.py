"""What depends on data alone is computed once per version of the data; new data never recompile."""

import numpy as np
import pytest

import compat.theano_api.tensor as tt
from compat.compilation.function import function
from compat.graph.variable import SharedVariable
from compat.theano_api import shared

BACKENDS = ("PYTHON", "C", "JAX")


@pytest.mark.parametrize("mode", BACKENDS)
def test_a_new_value_of_a_shared_variable_is_seen(mode):
    data = shared(np.array([1.0, 2.0, 3.0]))
    x = tt.dscalar("x")
    f = function([x], x * tt.sum(tt.exp(data)), mode=mode)
    assert f(2.0) == pytest.approx(2 * np.exp([1, 2, 3]).sum())
    data.set_value(np.array([0.5, 0.25]))  # another length too
    assert f(2.0) == pytest.approx(2 * np.exp([0.5, 0.25]).sum())


def test_the_stage_runs_once_per_version():
    data = shared(np.arange(4.0))
    x = tt.dscalar("x")
    f = function([x], x * tt.sum(tt.exp(data)), mode="PYTHON")
    bound = f.executable.bound
    assert bound.stage is not None and any(isinstance(v, SharedVariable) for v in bound.stage.inputs)
    assert not any(str(n.op) == "exp" for n in bound.main.nodes)
    f(1.0)
    before = f.executable.data.values()
    f(2.0)
    assert all(a is b for a, b in zip(before, f.executable.data.values(), strict=True))


def test_two_data_sets_give_one_text():
    from compat.backends.c.emit import emit

    def text(values):
        x = tt.dvector("x")
        f = function([x], tt.sum(tt.sqr(x - values)), mode="C")
        return emit(f.executable.bound.main).text

    assert text(np.arange(100.0)) == text(np.linspace(0, 1, 200))


def test_updated_variables_are_not_folded():
    w = shared(1.0, name="w")
    f = function([], tt.exp(w), updates=[(w, w + 1.0)], mode="C")
    assert [float(f()) for _ in range(3)] == pytest.approx(list(np.exp([1.0, 2.0, 3.0])))


def test_a_constant_array_of_the_user_is_copied():
    values = np.arange(3.0)
    x = tt.dscalar("x")
    f = function([x], x + tt.sum(tt.as_tensor_variable(values)), mode="C")
    values[:] = 100
    assert f(0.0) == 3.0
