"""What depends on data alone is computed once per version of the data; new data never recompile."""

import numpy as np
import pytest

import theano_compat.theano_api.tensor as tt
from theano_compat.functions.function import function
from theano_compat.graph.variable import SharedVariable
from theano_compat.theano_api import shared

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
    bound = f.executable.partitioned
    assert bound.stage is not None and any(isinstance(v, SharedVariable) for v in bound.stage.inputs)
    assert not any(str(n.op) == "exp" for n in bound.main.nodes)
    f(1.0)
    before = f.executable.data.values()
    f(2.0)
    assert all(a is b for a, b in zip(before, f.executable.data.values(), strict=True))


def test_two_data_sets_give_one_text():
    from theano_compat.backends.c.emit import emit

    def text(values):
        x = tt.dvector("x")
        f = function([x], tt.sum(tt.sqr(x - values)), mode="C")
        return emit(f.executable.partitioned.main).text

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


def _of_borrowed(mode, array):
    x = tt.dscalar("x")
    f = function([x], [x * tt.sum(tt.exp(shared(array, borrow=True))), x + 1], mode=mode)
    runs = []
    run = f.executable.data._stage_run
    f.executable.data._stage_run = lambda inputs: runs.append(1) or run(inputs)
    return f, runs


@pytest.mark.parametrize("mode", ["PYTHON", "C"])
def test_a_borrowed_array_is_computed_from_again_when_somebody_has_written_to_it(mode):
    array = np.array([1.0, 2.0, np.nan])
    f, runs = _of_borrowed(mode, array)
    for written in (0.5, 0.5, -0.0, 0.0, 3.0):
        array[2] = written
        for x in (1.0, 2.0, 3.0):
            assert f(x)[0] == pytest.approx(x * np.exp(array).sum())
    assert len(runs) == 4  # 0.5 stands there already the second time; -0.0 and 0.0 are two values


def test_what_is_computed_from_much_that_is_borrowed_is_computed_at_each_call(monkeypatch):
    monkeypatch.setattr("theano_compat.compilation.data_stage.aliased_values.MOST", 16)
    array = np.array([1.0, 2.0, 3.0])
    f, runs = _of_borrowed("C", array)
    for written in (5.0, 5.0, 6.0):
        array[0] = written
        assert f(1.0)[0] == pytest.approx(np.exp(array).sum())
    assert len(runs) == 3
