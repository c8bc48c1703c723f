"""Lists of arrays in graphs: values in each mode, nothing changed in place, errors."""

from __future__ import annotations

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt
from theano_compat.old.theano import typed_list
from theano_compat.old.theano.typed_list import TypedListType, make_list

MATRICES = TypedListType(tt.dmatrix)
A, B = np.arange(6.0).reshape(2, 3), np.ones((1, 2))

CASES = {
    "append": (lambda x, m: x.append(m), [A, B, A]),
    "extend": (lambda x, m: x.extend(x), [A, B, A, B]),
    "insert": (lambda x, m: x.insert(1, m), [A, A, B]),
    "insert from the end": (lambda x, m: x.insert(-1, m), [A, A, B]),
    "remove": (lambda x, m: x.remove(m), [B]),
    "remove what is not there": (lambda x, m: x.remove(m + 1), [A, B]),
    "reverse": (lambda x, m: x.reverse(), [B, A]),
    "slice": (lambda x, m: x[1:], [B]),
    "element": (lambda x, m: x[-1], B),
    "element at a variable": (lambda x, m: x[tt.as_tensor_variable(np.int64(0))], A),
    "count": (lambda x, m: x.append(m).count(m), 2),
    "index": (lambda x, m: x.ind(m), 0),
    "length": (lambda x, m: typed_list.length(x) * 10, 20),
    "make_list": (lambda x, m: make_list([m, m + 1]), [A, A + 1]),
    "arithmetic after": (lambda x, m: (x[0] + m).sum(), 2 * A.sum()),
}


@pytest.mark.parametrize("mode", ["FAST_COMPILE", "FAST_RUN", "JAX"])
@pytest.mark.parametrize("name", CASES)
def test_value(name, mode):
    build, expected = CASES[name]
    x, m = MATRICES("x"), tt.dmatrix("m")
    given = [A.copy(), B.copy()]
    found = theano.function([x, m], build(x, m), mode=mode, on_unused_input="ignore")(given, A)
    assert isinstance(found, list) == isinstance(expected, list)
    if isinstance(expected, list):
        assert len(found) == len(expected)
        for value in found:
            value[...] = 7
        found = theano.function([x, m], build(x, m), mode=mode, on_unused_input="ignore")(given, A)
        for value, right in zip(found, expected, strict=True):
            np.testing.assert_array_equal(value, right)
    else:
        np.testing.assert_array_equal(found, expected)
    assert len(given) == 2
    np.testing.assert_array_equal(given[0], A)


def test_types():
    assert TypedListType(tt.dmatrix) == MATRICES != TypedListType(tt.dvector)
    nested = TypedListType(tt.dmatrix, 2)
    assert nested == TypedListType(TypedListType(MATRICES)) and nested.get_depth() == 2
    assert MATRICES.values_eq([A, B], [A.copy(), B]) and not MATRICES.values_eq([A], [A, B])
    np.testing.assert_array_equal(MATRICES.filter([A.astype("float32")])[0], A)
    assert len({MATRICES, TypedListType(tt.dmatrix)}) == 1


ERRORS = {
    "no type": (lambda x: TypedListType(None), TypeError, "Theano Type"),
    "depth": (lambda x: TypedListType(tt.dmatrix, -1), ValueError, "depth"),
    "element": (lambda x: MATRICES.filter([4]), TypeError, "dimensions"),
    "no list": (lambda x: MATRICES.filter(4), TypeError, "not iterable"),
    "append": (lambda x: x.append(tt.dvector()), TypeError, "elements of"),
    "extend": (lambda x: x.extend(TypedListType(tt.dvector)()), TypeError, "TypedList"),
    "index": (lambda x: x[tt.dmatrix()], TypeError, "scalar or slice"),
    "make_list": (lambda x: make_list((tt.dvector(), tt.dmatrix())), TypeError, "same type"),
    "loop": (lambda x: list(x), TypeError, "not known when the graph is built"),
    "gradient": (lambda x: theano.grad(x[0].sum(), x), NotImplementedError, "gradient"),
}


@pytest.mark.parametrize("name", ERRORS)
def test_errors(name):
    build, error, words = ERRORS[name]
    with pytest.raises(error, match=words):
        build(MATRICES("x"))


def test_what_is_not_in_the_list():
    x, m = MATRICES("x"), tt.dmatrix("m")
    with pytest.raises(ValueError, match="`m` is not in the list `x`"):
        theano.function([x, m], x.ind(m))([A], B)
    with pytest.raises(IndexError):
        theano.function([x], x[3])([A])
