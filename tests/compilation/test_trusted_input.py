"""Values that nothing converts (`trust_input`, `f.fn()`, written storage, vectors of log densities) are still checked:
compiled code never reads outside an array. The types of the errors are those of legacy's C code."""

import numpy as np
import pytest

import compat as theano
import compat.tensor as T
import theano_compat.pymc3_api as pm
from theano_compat.backends.c.arguments import argument_of
from theano_compat.backends.c.calling import ctypes_caller
from theano_compat.backends.c.user_ops import HostCalls
from theano_compat.models.modelling.density import log_density


def trusted(f, value):
    f.trust_input = True
    return f(value)


def stored(f, value):
    f.input_storage[0].storage[0] = value
    return f.fn()[0]


def by_keyword(f, value):
    f.trust_input = True
    return f(x=value)


DOORS = [trusted, stored, by_keyword]
GRAPHS = {
    "rows": lambda x: x.sum(axis=1),
    "elementwise": lambda x: T.exp(x) * 2,
    "dot": lambda x: T.dot(x.T, x),
    "index": lambda x: x[0],
    "rows by index": lambda x: x[T.constant([0, 1])],
    "shape": lambda x: x.shape,
    "softmax": lambda x: T.nnet.softmax(x),
    "written": lambda x: T.set_subtensor(x[0], 1.0),
}
REFUSED = {
    "vector": (np.arange(3.0), ValueError),
    "three dimensions": (np.ones((2, 2, 2)), ValueError),
    "number": (2.0, ValueError),
    "NumPy number": (np.float64(2), ValueError),
    "None": (None, ValueError),
    "list": ([[1.0, 2.0]], ValueError),
    "text": ("abc", ValueError),
    "array without dimensions": (np.array(2.0), ValueError),
    "float32": (np.ones((2, 2), "float32"), TypeError),
    "objects": (np.array([[None, 1]]), TypeError),
    "complex": (np.ones((2, 2)) * 1j, TypeError),
}


@pytest.mark.wide(11)
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("graph", GRAPHS)
def test_what_compiled_code_cannot_read_is_refused(graph, door):
    x = T.dmatrix("x")
    f = theano.function([x], GRAPHS[graph](x))
    for name, (value, error) in REFUSED.items():
        with pytest.raises(error, match="`x`"):
            print(name, door(f, value))


@pytest.mark.parametrize("door", DOORS)
def test_arrays_of_the_right_type_pass(door):
    x = T.dmatrix("x")
    f = theano.function([x], x.sum(axis=1))
    for value in (
        np.ones((4, 4))[::2, ::2],
        np.ones((2, 2), ">f8"),
        np.ma.masked_array(np.ones((2, 2)), mask=True),
        np.asfortranarray(np.ones((2, 2))),
    ):
        np.testing.assert_array_equal(door(f, value), [2.0, 2.0])


@pytest.mark.parametrize("door", DOORS)
def test_a_length_that_is_declared_is_held_to(door):
    x = T.drow("x")
    f = theano.function([x], x.sum(axis=0))
    for rows in (0, 3):
        with pytest.raises(TypeError, match="broadcastable"):
            door(f, np.ones((rows, 2)))


@pytest.mark.parametrize("value", [np.arange(3.0), None, np.ones((2, 2, 2))], ids=["vector", "None", "rank 3"])
def test_what_is_written_into_a_shared_variable_is_checked(value):
    shared = theano.shared(np.ones((3, 2)))
    f = theano.function([], shared.sum(axis=1))
    shared.container.storage[0] = value
    with pytest.raises((ValueError, TypeError)):
        f()


def test_the_call_without_the_extension_checks_too():
    x = T.drow("x")
    run = theano.function([x], x.sum(axis=0)).executable.run
    call = ctypes_caller([argument_of(x.type)], [(np.dtype("float64"), 1)], run.address, HostCalls(()))
    status, [out] = call([np.ones((1, 2))])
    assert status == 0 and list(out) == [1.0, 1.0]
    for value in (np.ones(2), np.ones((0, 2)), None):
        with pytest.raises(ValueError, match="argument 0"):
            call([value])


@pytest.mark.parametrize("mode", [None, "FAST_COMPILE"])
def test_a_log_density_takes_vectors_of_its_length(mode):
    with pm.Model() as model:
        pm.Normal("a", 0, 1, shape=5)
    with theano.config.change_flags(**({"mode": mode} if mode else {})):
        density = log_density(model)
    for length in (0, 4, 6):
        with pytest.raises(ValueError, match="5 values"):
            density.logp_grad(np.zeros(length))
        with pytest.raises(ValueError, match="5 values"):
            density.expand(np.zeros(length))
