"""Functions with a state: defaults, updates of inputs, containers, copies, pickles. What Theano 1.0.5 gave."""

import copy
import pickle

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.theano_api import In

MODES = ["PYTHON", "C"]


def accumulator(mode="PYTHON", **keywords):
    x, a, s = tt.dscalars("x", "a", "s")
    step = In(s, value=0.0, update=s + a * x, mutable=True)
    return theano.function([x, In(a, value=1.0), step], s + a * x, mode=mode, **keywords), (x, a, s)


@pytest.mark.parametrize("mode", MODES)
def test_an_input_with_an_update_is_a_state(mode):
    f, (x, a, s) = accumulator(mode)
    assert f(3.0) == 3.0 and f[s] == 3.0
    assert f(3.0, a=2.0) == 9.0 and f[a] == 1.0 and f["s"] == 9.0  # the default comes back
    f["a"] = 5.0
    assert f(x=3.0) == 24.0 and f.value[2] == f.container[s].value == 24.0
    assert f(1.0, 1.0, 0.0) == 1.0 and f[s] == 1.0  # a state may be given
    assert s in f and "nothing" not in f
    assert f.defaults == [(True, False, None), (False, True, 1.0), (False, False, 0.0)]


@pytest.mark.parametrize("mode", MODES)
def test_states_and_shared_variables_change_together(mode):
    shared, a = theano.shared(1.0), tt.dscalar("a")
    f = theano.function([In(a, value=0.0, update=shared)], [], updates={shared: a}, mode=mode)
    for i in range(4):
        f()
        assert shared.get_value() == i % 2


def test_a_container_is_shared_between_functions():
    f, (x, a, s) = accumulator()
    g = theano.function([x, In(s, value=f.container[s], update=s - x)], s, mode="PYTHON")
    f(1.0, 2.0)
    assert g[s] == 2.0 and g(2.0) == 2.0 and f[s] == 0.0
    assert g.container[s] is f.container[s] and g.container[s].storage is f.container[s].storage
    with pytest.raises(TypeError, match="implicit input: `s`"):
        g(1.0, 2.0)
    f.container[s].storage[0] = np.array(7.0)
    assert f[s] == 7.0 and list(f.container[s].storage) == [7.0] and len(f.container[s].storage) == 1


def test_what_is_given_to_an_implicit_container_that_may_be_given_stays():
    x, s = tt.dscalars("x", "s")
    f = theano.function([x, In(s, value=10.0, update=s + x)], [], mode="PYTHON")
    g = theano.function([x, In(s, value=f.container[s], update=s - x, implicit=False)], [], mode="PYTHON")
    g(1)
    assert f[s] == 9.0
    g(1, 0)
    assert f[s] == g[s] == -1.0


# What is wrong, the exception, words of its message.
WRONG = {
    "an unknown name": (lambda f: f(q=1.0), TypeError, "Unknown input or state: q. The function has 3 named inputs"),
    "an unknown state": (lambda f: f["q"], TypeError, "Unknown input or state: q"),
    "given twice": (lambda f: f(1.0, x=1.0), TypeError, "Multiple values for input: `x`"),
    "nothing given": (lambda f: f(), TypeError, "Missing required input: `x`"),
    "too many": (lambda f: f(1, 2, 3, 4), TypeError, "Too many"),
    "a value of another rank": (lambda f: f.value.__setitem__("a", [1.0, 2.0]), TypeError, "dimensions"),
    "a container set": (lambda f: f.container.__setitem__("a", 1.0), TypeError, "f.value"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name):
    run, error, words = WRONG[name]
    f, _ = accumulator()
    with pytest.raises(error, match=words):
        run(f)
    assert f(1.0) == 1.0  # and the state is as it was


def test_names_that_several_inputs_have():
    a, b = tt.dscalar("x"), tt.dscalar("x")
    f = theano.function([a, b], a - b, mode="PYTHON")
    assert f(3.0, 1.0) == 2.0 and f.finder["x"] is not f.finder[0]
    with pytest.raises(TypeError, match="Ambiguous name: x"):
        f(3.0, x=1.0)


@pytest.mark.parametrize(
    "duplicate",
    [copy.deepcopy, lambda f: pickle.loads(pickle.dumps(f, protocol=0)), lambda f: pickle.loads(pickle.dumps(f))],
)
def test_a_pickle_takes_its_state_along(duplicate):
    f, _ = accumulator()
    f(1.0)
    g = duplicate(f)
    assert g(2.0) == f(2.0) == 3.0 and g.name == f.name
    g(5.0)
    assert g["s"] == 8.0 and f["s"] == 3.0


def test_functions_that_are_pickled_together_stay_together():
    f, (x, _, s) = accumulator()
    g = theano.function([x, In(s, value=f.container[s])], s + x, mode="PYTHON")
    own, (f2, g2, s2) = f.container[s], pickle.loads(pickle.dumps((f, g, s)))
    f2(4.0)
    assert g2(1.0) == 5.0 and f2.container[s2] is g2.container[s2] is not own and own.value == 0.0


def test_a_pickle_loads_as_none_where_functions_are_not_wanted():
    text = pickle.dumps(accumulator()[0])
    with theano.config.change_flags(unpickle_function=False):
        assert pickle.loads(text) is None


def test_copies_begin_anew():
    f, (_, _, s) = accumulator(name="f")
    f(3.0)
    g = copy.copy(f)
    assert g[s] == 0.0 and f[s] == 3.0 and g.name == "f copy"
    assert g(1.0) == [1.0] and f[s] == 3.0


@pytest.mark.parametrize("mode", MODES)
def test_copies_swap_shared_variables_and_drop_updates(mode):
    x = tt.dscalar("x")
    w, v, n = theano.shared(2.0, "w"), theano.shared(3.0, "v"), theano.shared(0, "n")
    f = theano.function([x], x * w, updates=[(w, w + 1), (n, n + 1)], mode=mode)
    g, h = f.copy(swap={w: v}), f.copy(delete_updates=True)
    assert g(1.0) == [3.0] and v.get_value() == 4.0 and w.get_value() == 2.0 and n.get_value() == 1
    assert h(1.0) == [2.0] and w.get_value() == 2.0
    assert f.get_shared() == [w, n] and g.get_shared() == [v, n]
    for swap, error in (({x: v}, ValueError), ({w: x}, AssertionError), ({w: n}, AssertionError)):
        with pytest.raises(error):
            f.copy(swap=swap)


def test_what_is_behind_a_function():
    x, w = tt.dvector("x"), theano.shared(np.ones(2), "w")
    f = theano.function([x], [x * w], updates=[(w, w + x)], mode="PYTHON", name="f")
    assert [i.variable for i in f.maker.inputs] == [x, w] and f.maker.inputs[1].value is w.container
    assert repr(f.maker.inputs[0]) == "In(x)" and f.maker.fgraph.toposort()
    f.fn.allow_gc = False
    f([1.0, 2.0])
    [kept] = [v for k, v in f.fn.storage_map.items() if k is f.outputs[0].variable]
    assert kept[0].tolist() == [1.0, 2.0]
    f.free()
    assert kept[0] is None and w.get_value().tolist() == [2.0, 3.0]
    f.input_storage[0].value = [1.0, 1.0]
    assert f.fn()[0].tolist() == [2.0, 3.0]


def test_old_spellings_of_inputs():
    x, y = tt.dscalars("x", "y")
    f = theano.function([("first", x), (y, 2.0)], x * y, mode="PYTHON")
    assert f(first=3.0) == 6.0 and f(3.0, 1.0) == 3.0
    g = theano.function([("a", (x, x + 1), 5.0)], x, mode="PYTHON")
    assert [g(), g()] == [5.0, 6.0]


def test_some_outputs_alone():
    x = tt.dscalar("x")
    f = theano.function([x], {"b": x, "a": 2 * x}, mode="PYTHON")
    assert f(2.0, output_subset=["b"]) == {"b": 2.0}
    assert theano.function([x], [x, 2 * x], mode="PYTHON")(2.0, output_subset=[1]) == [4.0]


@pytest.mark.parametrize("mode", ["FAST_COMPILE", "FAST_RUN"])
def test_default_stands_in_for_none(mode):
    x, y = tt.dscalars("xy")
    f = theano.function([x, y], tt.default(x, y) + 1, mode=mode)
    assert [f(1, 2), f(None, 2), f(1, None)] == [2, 3, 2]
    with pytest.raises(TypeError, match="Bad input argument"):
        theano.function([x], x + 1, mode=mode)(None)


@pytest.mark.parametrize("mode", ["FAST_COMPILE", "FAST_RUN"])
@pytest.mark.parametrize("trust", [False, True])
def test_what_nothing_reads_may_be_none(mode, trust):
    x, row = tt.dscalar("x"), tt.drow("row")
    f = theano.function([row, x], x + 1, mode=mode, on_unused_input="ignore")
    f.trust_input = trust
    assert f(None, np.array(1.0)) == 2
    with pytest.raises((TypeError, ValueError), match="Bad input argument"):
        f(np.ones((1, 2)), None)


@pytest.mark.parametrize("mode", ["FAST_COMPILE", "FAST_RUN"])
def test_arange_has_the_digits_of_numpy(mode):
    bounds = tt.dscalars("start", "stop", "step")
    f = theano.function(bounds, tt.arange(*bounds), mode=mode)
    for values in [(-5, 1.1, 1.2), (0.1, 3, 0.1), (1.3, 2, -2.1)]:
        np.testing.assert_array_equal(f(*values), np.arange(*values))


@pytest.mark.parametrize("mode", ["FAST_COMPILE", "FAST_RUN"])
def test_the_value_of_a_scalar_is_a_number(mode):
    x = tt.bscalar("x")
    f = theano.function([x], [tt.scalar_from_tensor(x), x + x], mode=mode)
    assert [type(value) for value in f(3)] == [np.int8, np.ndarray]
