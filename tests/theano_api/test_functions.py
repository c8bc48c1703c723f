"""`theano.function` as legacy code calls it: defaults, names, updates, givens, what comes back."""

import copy
import pickle

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.theano_api.compile import get_default_mode, register_mode
from theano_compat.theano_api.compile.mode import predefined_modes
from theano_compat.theano_api.updates import OrderedUpdates

x, y, s = tt.dvector("x"), tt.dvector("y"), tt.dscalar("s")


def function(*arguments, **keywords):
    return theano.function(*arguments, **{"mode": "PYTHON", **keywords})


def test_defaults_and_names():
    f = function([x, theano.In(s, value=2.0)], x * s)
    assert f([1.0]).tolist() == [2.0] and f([1.0], s=3.0).tolist() == [3.0]
    old = function([x, theano.Param(s, default=2.0, name="scale")], x * s)
    assert old([1.0]).tolist() == [2.0] and old([1.0], scale=5.0).tolist() == [5.0]


OUTPUTS = {
    "one": (x, "ndarray"),
    "a list": ([x], "list"),
    "a tuple": ((x,), "list"),
    "an empty list": ([], "list"),
    "a dict": ({"b": x, "a": x.sum()}, "dict"),
    "none": (None, "list"),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_what_comes_back(name):
    outputs, kind = OUTPUTS[name]
    value = function([x], outputs, on_unused_input="ignore")([1.0, 2.0])
    assert type(value).__name__ == kind
    assert kind != "dict" or sorted(value) == ["a", "b"]


DTYPES = {"scalar": (x.sum(), "float64"), "count": (tt.eq(x, 1).sum(), "int64"), "truth": (x > 1, "bool")}


@pytest.mark.parametrize("name", DTYPES)
def test_scalars_come_back_as_arrays(name):
    expression, dtype = DTYPES[name]
    value = function([x], expression)([1.0, 2.0])
    assert type(value) is np.ndarray and value.dtype == dtype and value.ndim == expression.ndim


def test_nothing_that_comes_back_is_an_alias():
    given, w = np.ones(2), theano.shared(np.ones(2))
    same, stored = function([x], [x, w])(given)
    same += 1
    stored += 1
    assert given.tolist() == w.get_value().tolist() == [1.0, 1.0]


def test_givens():
    assert function([y], x * 2, givens={x: y + 1})([1.0]).tolist() == [4.0]
    assert function([], x * 2, givens=[(x, np.array([1.0, 2.0]))])().tolist() == [2.0, 4.0]
    data, i = theano.shared(np.arange(6.0).reshape(3, 2)), tt.lscalar("i")
    assert function([i], x.sum(), givens={x: data[i]})(2) == 9.0


def test_updates_read_old_values():
    a, b = theano.shared(1.0, "a"), theano.shared(2.0, "b")
    function([], updates=OrderedUpdates([(a, b), (b, a)]))()
    assert (a.get_value(), b.get_value()) == (2.0, 1.0)


def test_ordered_updates():
    a, b = theano.shared(1.0, "a"), theano.shared(2.0, "b")
    first, second = OrderedUpdates({a: a + 1}), OrderedUpdates({b: b + 1})
    assert list(first + second) == [a, b]
    with pytest.raises(TypeError, match="SharedVariable"):
        first[x] = x
    with pytest.raises(KeyError):
        first + OrderedUpdates({a: a + 2})


def test_eval():
    assert (x + y).eval({x: [1.0], "y": [2.0]}).tolist() == [3.0]
    assert tt.constant(2.0).eval() == 2.0


def test_modes():
    assert get_default_mode().name == theano.config.mode
    register_mode("mine", theano.Mode("py", None))
    try:
        assert theano.function([x], x + 1, mode="mine")([1.0]).tolist() == [2.0]
        with pytest.raises(ValueError, match="mine"):
            register_mode("mine", theano.Mode("py"))
    finally:
        del predefined_modes["mine"]


def test_clone():
    z = tt.exp(x) + y
    assert theano.clone(z, {y: x}).eval({x: [0.0]}).tolist() == [1.0]
    copied = theano.clone([z, x])
    assert copied[0] is not z and copied[1] is x and copied[0].owner.inputs[1] is y
    apart = theano.clone(z, share_inputs=False)
    assert not {x, y} & set(theano.gof.graph.inputs([apart]))
    with pytest.warns(UserWarning, match="share_inputs"):
        apart = theano.clone(z, copy_inputs=False)
    assert not {x, y} & set(theano.gof.graph.inputs([apart]))
    with pytest.raises(TypeError, match="float64, scalar"):
        theano.clone(z, {y: s})
    assert theano.clone(z, replace={y: y + 1}).eval({x: [0.0], y: [1.0]}).tolist() == [3.0]
    assert theano.clone(x * 2, replace={x: x + 1}, share_inputs=True).eval({x: [1.0]}).tolist() == [4.0]
    assert theano.clone(z, {y: s}, strict=False).eval({x: [0.0], s: 1.0}).tolist() == [2.0]
    assert theano.clone(None) == theano.clone(None, {y: x}) == []
    with pytest.raises(TypeError, match="Outputs must be theano Variable or Out instances. Received None"):
        theano.clone([z, None])


@pytest.mark.parametrize("mode", ["PYTHON", "C", "JAX"])
def test_functions_travel(mode):
    w = theano.shared(np.ones(2), "w")
    f = theano.function([x], x * w, updates=[(w, w + 1)], mode=mode, name="f")
    loaded = pickle.loads(pickle.dumps(f))
    assert loaded([1.0, 2.0]).tolist() == copy.deepcopy(f)([1.0, 2.0]).tolist() == [1.0, 2.0]
    assert loaded([1.0, 2.0]).tolist() == [2.0, 4.0] and loaded.name == "f"
    assert w.get_value().tolist() == [1.0, 1.0]  # theirs are their own
    f.copy()([1.0, 2.0])
    assert w.get_value().tolist() == [2.0, 2.0]  # a copy shares


def test_variables_travel():
    w = theano.shared(np.ones(2), "w")
    loaded_x, loaded = pickle.loads(pickle.dumps([x, tt.exp(x)[1:] + w.sum() + tt.constant([1.0])]))
    assert loaded.eval({loaded_x: [0.0, 0.0]}).tolist() == [4.0]
    assert pickle.loads(pickle.dumps(w)).get_value().tolist() == [1.0, 1.0]


def test_an_input_may_be_a_computed_variable():
    z = x + y
    assert function([z], z * 2)([1.0]).tolist() == [2.0]
    assert (z * 2).eval({z: [3.0]}).tolist() == [6.0]
    assert pickle.loads(pickle.dumps(z)).name is None  # what eval has compiled stays behind


def test_updates_may_be_numbers_and_take_the_type_of_the_variable():
    n, v = theano.shared(0), theano.shared(np.zeros(2, "float32"))
    function([], updates=[(n, 3), (v, [1, 2])])()
    assert n.get_value() == 3 and n.get_value().dtype == "int64" and v.get_value().dtype == "float32"
    i = tt.lscalar("i")
    assert function([], i * 2, givens={i: 4})() == 8


def test_updates_do_not_change_the_broadcast_pattern():
    w = theano.shared(np.ones((2, 2)), "w")
    total = w.sum().dimshuffle("x", "x")
    with pytest.raises(TypeError, match="unbroadcast"):
        function([], updates=[(w, total)])
    function([], updates=[(w, tt.unbroadcast(total, 0, 1))])()
    assert w.get_value().tolist() == [[4.0]]


def test_givens_may_narrow_but_not_widen():
    m, r = tt.dmatrix("m"), tt.drow("r")
    assert function([r], m * 2, givens={m: r})([[1.0, 2.0]]).tolist() == [[2.0, 4.0]]
    with pytest.raises(TypeError, match="row"):
        function([m], r * 2, givens={r: m})


def test_default_updates():
    a = theano.shared(1.0, "a")
    a.default_update = a + 1
    double = a * 2
    f = function([], double)
    assert f() == 2.0 and f() == 4.0
    function([double], double)(21.0)  # a is not used
    function([s], a + 10, givens={a: s})(0.0)
    function([], double, no_default_updates=True)()
    function([], double, no_default_updates=[a])()
    assert a.get_value() == 3.0
    function([], double, updates=[(a, a * 0)])()
    assert a.get_value() == 0.0
    with pytest.raises(TypeError, match="no_default_updates"):
        function([], double, no_default_updates=a)
    del a.default_update
    assert f() == 0.0 and not hasattr(a, "default_update")


@pytest.mark.parametrize("mode", ["PYTHON", "C", "JAX"])
def test_updates_share_no_memory(mode):
    a, b, m = theano.shared(np.zeros((2, 2))), theano.shared(np.ones((2, 2))), tt.dmatrix("m")
    given = np.full((2, 2), 3.0)
    theano.function([m], [], updates=[(a, b)], on_unused_input="ignore", mode=mode)(given)
    assert not np.may_share_memory(a.get_value(borrow=True), b.get_value(borrow=True))
    theano.function([m], [], updates=[(a, b.T), (b, m)], mode=mode)(given)
    held = [v.get_value(borrow=True) for v in (a, b)]
    assert not np.may_share_memory(*held) and not any(np.may_share_memory(given, h) for h in held)
    assert (held[0] == 1.0).all() and (held[1] == 3.0).all()


@pytest.mark.parametrize("mode", ["PYTHON", "C", "JAX"])
def test_a_borrowed_array_may_be_written_to(mode):
    array = np.ones(3)
    w = theano.shared(array, borrow=True)
    f = theano.function([], tt.exp(w).sum() * 0 + w.sum(), mode=mode)
    assert f() == 3.0
    array += 1
    assert f() == 6.0
    v = theano.shared(np.ones(3))
    g = theano.function([], tt.exp(v).sum() * 0 + v.sum(), mode=mode)
    assert g() == 3.0
    v.get_value(borrow=True)[:] = 5
    assert g() == 15.0


def test_storage_around_the_checks_of_a_call():
    x, y = tt.dvector("x"), tt.dvector("y")
    f = theano.function([x, y], [x + y, x * 2])
    f.input_storage[0].storage[0] = np.arange(3.0)
    f.input_storage[1].storage[0] = np.ones(3)
    f.fn()
    np.testing.assert_array_equal(f.output_storage[0].value, np.arange(3.0) + 1)
    np.testing.assert_array_equal(f.output_storage[1].storage[0], np.arange(3.0) * 2)


SAME, WIDE, NARROW = tt.dvector("same"), tt.dmatrix("wide"), tt.fvector("narrow")


@pytest.mark.parametrize(
    ("given", "outputs", "found"),
    [
        ({y: WIDE}, x * 2, [6.0, 8.0]),  # not read: of any type
        ({x: WIDE}, x, [[3.0, 4.0]]),  # nor is an output read by anything
        ({x: NARROW}, x, [3.0, 4.0]),
        ({x: WIDE}, x * 2, TypeError),
        ({x: NARROW}, x * 2, TypeError),
        ([(x, SAME * 2), (y, x + 1)], x + y, [13.0, 17.0]),  # of the second pair x is the first's
        ([(y, x + 1), (x, SAME * 2)], x + y, AssertionError),
        ([(x, SAME), (x, SAME + 1)], x * 2, AssertionError),
    ],
)
def test_what_is_given_is_of_the_type_where_it_is_read(given, outputs, found):
    inputs = [v for v in (x, SAME, WIDE, NARROW) if v not in dict(given)]
    values = {x: [3.0, 4.0], SAME: [3.0, 4.0], WIDE: [[3.0, 4.0]], NARROW: np.float32([3, 4])}
    if isinstance(found, list):
        f = function(inputs, outputs, givens=given, on_unused_input="ignore")
        assert f(*(values[v] for v in inputs)).tolist() == found
    else:
        with pytest.raises(found):
            function(inputs, outputs, givens=given, on_unused_input="ignore")


def test_an_update_that_reads_what_is_given_keeps_its_type():
    w = theano.shared(np.ones(2))
    with pytest.raises(TypeError, match="update"):
        function([WIDE], updates=[(w, x)], givens={x: WIDE})


def test_givens_may_be_any_iterable_of_pairs():
    x, y, z = tt.dscalars("x", "y", "z")
    pairs = zip([x, y], [tt.constant(np.float64(2)), tt.constant(np.float64(3))], strict=True)
    assert theano.function([z], x * y + z, givens=pairs, mode="PYTHON")(1.0) == 7.0
