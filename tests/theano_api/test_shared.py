"""`theano.shared`: which class and type for which value, copies and borrowing. Facts from both old releases."""

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.graph.variable import SharedVariable
from theano_compat.theano_api.tensor.sharedvar import ScalarSharedVariable, TensorSharedVariable

KINDS = {
    "True": (ScalarSharedVariable, "TensorType(bool, scalar)"),
    "1": (ScalarSharedVariable, "TensorType(int64, scalar)"),
    "2**40": (ScalarSharedVariable, "TensorType(int64, scalar)"),
    "0.5": (ScalarSharedVariable, "TensorType(float64, scalar)"),
    "np.float32(1)": (ScalarSharedVariable, "TensorType(float32, scalar)"),
    "np.int8(1)": (ScalarSharedVariable, "TensorType(int8, scalar)"),
    "1j": (ScalarSharedVariable, "TensorType(complex128, scalar)"),
    "np.array(1.0)": (TensorSharedVariable, "TensorType(float64, scalar)"),
    "np.arange(3)": (TensorSharedVariable, "TensorType(int64, vector)"),
    "np.array([1.5], dtype='float32')": (TensorSharedVariable, "TensorType(float32, vector)"),
    "np.ones((1, 3))": (TensorSharedVariable, "TensorType(float64, matrix)"),
    "[1, 2]": (SharedVariable, "<Generic>"),
    "'text'": (SharedVariable, "<Generic>"),
    "None": (SharedVariable, "<Generic>"),
    "np.bool_(True)": (SharedVariable, "<Generic>"),
}


@pytest.mark.parametrize("floatX", ["float64", "float32"])
@pytest.mark.parametrize("value", KINDS)
def test_kind(value, floatX):
    with theano.config.change_flags(floatX=floatX):
        variable = theano.shared(eval(value, {"np": np}), "w")
    kind, type_ = KINDS[value]
    assert (type(variable), str(variable.type), variable.name) == (kind, type_, "w")


def test_values_are_copied_unless_borrowed():
    array = np.zeros(2)
    copied, borrowed = theano.shared(array), theano.shared(array, borrow=True)
    array += 1
    assert copied.get_value().tolist() == [0.0, 0.0] and borrowed.get_value().tolist() == [1.0, 1.0]
    copied.get_value()[:] = 9
    assert copied.get_value().tolist() == [0.0, 0.0]
    copied.get_value(borrow=True)[:] = 9
    assert copied.get_value().tolist() == [9.0, 9.0]


def test_set_value():
    w = theano.shared(np.zeros(2))
    w.set_value([1, 2, 3])  # another length will do
    assert w.get_value().tolist() == [1.0, 2.0, 3.0] and w.get_value().dtype == "float64"
    w.zero()
    assert w.get_value().tolist() == [0.0, 0.0, 0.0]


def test_broadcastable_and_options():
    row = theano.shared(np.ones((1, 3)), broadcastable=(True, False))
    assert row.broadcastable == (True, False)
    with pytest.raises(TypeError, match="broadcastable"):
        row.set_value(np.ones((2, 3)))
    loose = theano.shared(np.zeros(2, "float32"), allow_downcast=True)
    loose.set_value(np.ones(2))
    assert loose.get_value().dtype == "float32"
    strict = theano.shared(np.zeros(2), strict=True)
    with pytest.raises(TypeError, match="strict"):
        strict.set_value([1.0, 2.0])


def test_a_constructor_of_the_users():
    class Box:
        def __init__(self, value):
            self.value = value

    def unpack(value, **keywords):
        if not isinstance(value, Box):
            raise TypeError
        return theano.shared(value.value, **keywords)

    theano.compile.shared_constructor(unpack)
    try:
        assert theano.shared(Box(2.5), "b").get_value() == 2.5
    finally:
        theano.compile.shared_constructor(unpack, remove=True)
    assert str(theano.shared(Box(2.5)).type) == "<Generic>"


@pytest.mark.parametrize("mode", ["PYTHON", "C", "JAX"])
def test_functions_read_and_update(mode):
    w, count = theano.shared(np.zeros(2), "w"), theano.shared(0, "count")
    x = tt.dvector("x")
    f = theano.function([x], w.sum(), updates=[(w, w + x), (count, count + 1)], mode=mode)
    assert f([1.0, 2.0]) == 0.0 and f([1.0, 2.0]) == 3.0
    assert w.get_value().tolist() == [2.0, 4.0] and count.get_value() == 2
    w.set_value(np.ones(3))
    assert f(np.ones(3)) == 3.0 and w.get_value().shape == (3,)
