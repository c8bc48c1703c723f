"""Densities for samplers: the C entries, the Python callables and the JAX functions say the same."""

import ctypes
import sys
import threading

import numpy as np
import pytest
import scipy.sparse as sps

import theano_compat.theano_api.tensor as tt
from tests.compilation.given_density import compile_density
from theano_compat.backends.c.compilers import cache
from theano_compat.compilation.cache import compile_cache
from theano_compat.compilation.execution import partial_compilation
from theano_compat.differentiate import grad
from theano_compat.graph.op import Op
from theano_compat.graph.types import DisconnectedType
from theano_compat.graph.variable import Apply
from theano_compat.theano_api import scan, shared, sparse

DATA = np.array([0.3, -1.2, 0.7, 2.0])


def a_density(mode=None, data=DATA):
    x = tt.dvector("x")
    mean, scale = x[0], tt.exp(x[1])
    logp = tt.sum(-0.5 * tt.sqr((data - mean) / scale) - tt.log(scale)) - 0.5 * tt.sum(tt.sqr(x))
    return compile_density(x, logp, grad(logp, x), [mean, scale, mean + scale * tt.as_tensor_variable(DATA)], 2, mode)


def reference(x, data=DATA):
    z = (data - x[0]) / np.exp(x[1])
    value = np.sum(-0.5 * z**2 - x[1]) - 0.5 * np.sum(x**2)
    return value, np.array([np.sum(z) / np.exp(x[1]) - x[0], np.sum(z**2 - 1) - x[1]])


@pytest.mark.parametrize("mode", ["C", "PYTHON"])
def test_value_and_gradient(mode):
    x = np.array([0.4, -0.3])
    value, gradient = a_density(mode).logp_grad(x)
    expected = reference(x)
    assert value == pytest.approx(expected[0], rel=1e-14)
    np.testing.assert_allclose(gradient, expected[1], rtol=1e-13)


@pytest.mark.compiler
@pytest.mark.parametrize(("mode", "compiled"), [("C", True), ("PYTHON", False)])
def test_both_entries_are_compiled_at_once(mode, compiled, monkeypatch):
    monkeypatch.setattr(cache, "find_entry", lambda key: None)
    density = a_density(mode)
    density.build()
    assert [entry.built is not None for entry in (density.logp, density.recorded)] == [compiled, compiled]


@pytest.mark.compiler
def test_the_c_entries():
    density = a_density("C")
    x = np.array([0.4, -0.3])
    logp, expand = density.logp.c_entry(), density.recorded.c_entry()
    gradient, value, out = np.empty(2), ctypes.c_double(), np.empty(6)
    pointers = [ctypes.c_void_p] * 3
    call = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_size_t, ctypes.c_void_p, *pointers)(logp.address)
    assert call(2, x.ctypes.data, gradient.ctypes.data, ctypes.addressof(value), logp.user) == 0
    assert value.value == pytest.approx(reference(x)[0], rel=1e-14)
    np.testing.assert_allclose(gradient, reference(x)[1], rtol=1e-13)
    call = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_size_t, ctypes.c_size_t, *pointers)(expand.address)
    assert call(2, 6, x.ctypes.data, out.ctypes.data, expand.user) == 0
    np.testing.assert_allclose(out, [x[0], np.exp(x[1]), *(x[0] + np.exp(x[1]) * DATA)], rtol=1e-14)
    for array, part in zip(density.expand(x), (out[0], out[1], out[2:]), strict=True):
        np.testing.assert_allclose(array, part, rtol=1e-14)


@pytest.mark.compiler
def test_new_data_reach_the_same_object():
    data = shared(DATA)
    density = a_density("C", data)
    x = np.array([0.4, -0.3])
    first = density.logp_grad(x)
    address = density.logp.c_entry().address
    data.set_value(np.array([5.0, 6.0]))
    assert density.logp_grad(x)[0] == pytest.approx(reference(x, np.array([5.0, 6.0]))[0], rel=1e-14)
    assert density.logp.c_entry().address == address
    data.set_value(DATA)
    assert density.logp_grad(x)[0] == first[0]


OTHERS = {
    "the C entry": lambda density: density.logp.c_entry(),
    "the data of the program": lambda density: density.logp.arrays(),
    "a call in Python": lambda density: density.logp.in_python(np.zeros(2)),
    "nobody": lambda density: None,
}


@pytest.mark.wide(11)
@pytest.mark.compiler
@pytest.mark.parametrize("written", ["set", "into the array", "as columns", "storage", "value"])
@pytest.mark.parametrize("cached", [False, True], ids=["no entry", "entry"])
@pytest.mark.parametrize("other", OTHERS)
def test_new_data_whoever_asked_for_them_first(other, cached, written, monkeypatch):
    monkeypatch.setattr(compile_cache, "_CHECK", not cached)
    x, given, new = np.array([0.4, -0.3]), np.tile(DATA, (3, 1)), np.tile(DATA, (3, 1)) * 2
    data = shared(given, borrow=True) if written == "into the array" else shared(given)
    if written == "as columns":
        data.container.value = given = np.asfortranarray(given)
    for time in (1, 2):  # the second density has the cache entry of the first
        density = a_density("C", tt.exp(data))
        for value in (given.copy(), new, given.copy()):
            if written == "set":
                data.set_value(value)
            elif written == "storage":
                data.container.storage[0][...] = value
            elif written == "value":
                data.container.value[...] = value
            else:
                given[...] = value
            OTHERS[other](density)
            wanted = reference(x, np.exp(value))
            assert density.logp_grad(x)[0] == pytest.approx(wanted[0], rel=1e-13), (time, written)
            np.testing.assert_allclose(density.logp_grad(x)[1], wanted[1], rtol=1e-12)


@pytest.mark.slow
@pytest.mark.compiler
def test_threads_that_begin_after_a_change_see_it():
    data, x, wrong = shared(DATA), np.array([0.4, -0.3]), []
    density = a_density("C", tt.exp(data))
    wanted = [reference(x, np.exp(DATA + k))[0] for k in range(4)]

    def call(k):
        wrong.append(abs(density.logp_grad(x)[0] - wanted[k]) > 1e-9)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for k in range(400):
            data.set_value(DATA + k % 4)
            threads = [threading.Thread(target=call, args=(k % 4,)) for _ in range(3)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    finally:
        sys.setswitchinterval(before)
    assert len(wrong) == 1200 and not any(wrong)


@pytest.mark.compiler
def test_an_error_in_new_data_is_raised_each_time():
    a, b = shared(DATA), shared(DATA)
    x = tt.dvector("x")
    logp = -tt.sum(tt.sqr(x))
    density = compile_density(x, logp, grad(logp, x), [x[0] * a * b], 2, "C")
    density.recorded.c_entry()
    assert density.expand(np.ones(2))[0].shape == (4,)
    a.set_value(np.ones(3))
    for _ in range(3):
        with pytest.raises(ValueError):
            density.expand(np.ones(2))
    b.set_value(np.ones(3))
    assert density.expand(np.ones(2))[0].tolist() == [1.0, 1.0, 1.0]


def ramps(x):
    """Rows of as many zeros as a value says, then a ramp: 9 long, which no formula of single elements of x tells."""
    counts = tt.ceil(tt.cumsum(tt.exp(x)))
    rows, _ = scan(lambda n: tt.concatenate([tt.arange(n) * 0.0, tt.arange(9 - n)]), sequences=[counts])
    return (tt.sqr(rows.sum(axis=0) * x.sum()) + tt.exp(-rows[0])).sum()


ONLY_VALUES_TELL = {
    "a mask": (lambda x: (tt.sqr(x * 2.0)[(x > 0).nonzero()] * tt.exp(x.sum())).sum(), 2),
    "rows of a loop": (ramps, 3),  # what comes before, the steps, and what comes after
}


@pytest.mark.compiler
@pytest.mark.filterwarnings("ignore:.*known only when:RuntimeWarning")
@pytest.mark.parametrize("name", ONLY_VALUES_TELL)
def test_a_length_that_only_values_tell_leaves_the_rest_in_c(name, monkeypatch):
    built, (logp_of, at_least) = [], ONLY_VALUES_TELL[name]
    compile_c = partial_compilation.compile_c
    monkeypatch.setattr(partial_compilation, "compile_c", lambda *given: built.append(given) or compile_c(*given))
    x, at, found = tt.dvector("x"), np.array([0.4, 1.3, -0.2]), {}
    for mode in ("C", "PYTHON"):
        density = compile_density(x, logp := logp_of(x), grad(logp, x), [x], 3, mode)
        assert density.logp.c_entry() is None
        found[mode] = density.logp_grad(at)
        if mode == "C":
            assert len(built) >= at_least
    assert found["C"][0] == pytest.approx(found["PYTHON"][0], rel=1e-14)
    np.testing.assert_allclose(found["C"][1], found["PYTHON"][1], rtol=1e-13)


def test_jax_gradient_is_ours():
    jax = pytest.importorskip("jax")
    from theano_compat.backends.jax_package import x64

    x = np.array([0.4, -0.3])
    with x64(jax):
        forms = a_density("C").jax()
        value, gradient = jax.jit(jax.value_and_grad(forms.logp))(x, forms.data[0])
        assert float(value) == pytest.approx(reference(x)[0], rel=1e-14)
        np.testing.assert_allclose(gradient, reference(x)[1], rtol=1e-13)
        np.testing.assert_allclose(forms.expand(x, forms.data[1])[1], np.exp(x[1]), rtol=1e-14)


def test_nothing_is_left_outside_the_support():
    x = tt.dvector("x")
    logp = tt.switch(tt.gt(x[0], 0), tt.log(x[0]), -np.inf)
    density = compile_density(x, logp, grad(logp, x), [x[0]], 1, "C")
    value, gradient = density.logp_grad(np.array([-1.0]))
    assert value == -np.inf and gradient[0] == 0


class Product(Op):
    """A user's product of a matrix of any type with a vector: C calls no Op that reads what is no array."""

    __props__ = ("transposed",)

    def __init__(self, transposed=False):
        self.transposed = transposed

    def make_node(self, matrix, vector):
        return Apply(self, [matrix, vector], [vector.type()])

    def perform(self, node, inputs, outputs):
        matrix, vector = inputs
        matrix = matrix[0] if isinstance(matrix, list) else matrix
        outputs[0][0] = np.asarray((matrix.T if self.transposed else matrix) @ vector)

    def grad(self, inputs, gradients):
        return [DisconnectedType()(), Product(not self.transposed)(inputs[0], gradients[0])]

    def connection_pattern(self, node):
        return [[False], [True]]


NO_ARRAYS = {
    "a sparse constant": lambda matrix: sparse.as_sparse_variable(matrix),
    "a shared sparse matrix": lambda matrix: shared(matrix),
    "one computed from data": lambda matrix: sparse.transpose(shared(matrix.T.tocsr())),
    "a list": lambda matrix: shared([matrix]),
}


@pytest.mark.compiler
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("what", NO_ARRAYS)
def test_without_a_c_entry_where_data_are_no_arrays(what):
    """Samplers that would call it call Python: the entry is None, and no error."""
    matrix = sps.csr_matrix(np.array([[1.0, 0.0, 2.0], [0.0, 3.0, 0.0], [0.5, 0.0, 0.0]]))
    x, data = tt.dvector("x"), DATA[:3]
    mean = Product()(NO_ARRAYS[what](matrix), x)
    logp = -0.5 * tt.sum(tt.sqr(data - mean))
    density = compile_density(x, logp, grad(logp, x), [mean], 3, "C")
    at = np.array([0.3, -0.2, 1.5])
    left = data - matrix @ at
    for _ in range(2):
        assert density.logp.c_entry() is None
        value, gradient = density.logp_grad(at)
        assert value == pytest.approx(-0.5 * np.sum(left**2), rel=1e-12)
        np.testing.assert_allclose(gradient, matrix.T @ left, rtol=1e-12)
