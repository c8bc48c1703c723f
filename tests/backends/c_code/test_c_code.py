"""Ops that have C code alone compute what NumPy does, in every backend, and say what went wrong."""

import pickle
import subprocess

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from tests.backends.c_code import ops
from theano_compat.backends.c.compilers import cplusplus
from theano_compat.backends.c.errors import CannotCompile


def _compiler_missing() -> bool:
    try:
        found = cplusplus.compiler(theano.config.cxx or "g++")
    except CannotCompile:
        return True
    asked = [*found.command, "-x", "c++", "-fsyntax-only", "-"]  # musl-gcc has no library of C++
    return subprocess.run(asked, input=b"#include <iostream>", capture_output=True).returncode != 0


pytestmark = [pytest.mark.compiler, pytest.mark.skipif(_compiler_missing(), reason="no C++ compiler works here")]
X = np.array([0.5, -2.0, 3.25, 1.0])
# Op, further inputs -> what each output is
CASES = {
    "Doubled": (ops.Doubled(), (), lambda x: [2 * x]),
    "a perform that raises": (ops.DoubledByPython(), (), lambda x: [2 * x]),
    "headers and options": (ops.Cosine(), (), lambda x: [np.cos(x) + 1]),
    "numbers in and out": (ops.SumAndRange(), (2.0,), lambda x: [x.sum() + 2, np.arange(4.0)]),
    "any object": (ops.ByObject(), (), lambda x: [3 * x]),
    "sections": (ops.Scaled(3.0, 1), (), lambda x: [6 * x + 1100]),
    "another parameter": (ops.Scaled(2.0, 0), (), lambda x: [4 * x + 1000]),
    "in place": (ops.InPlace(), (), lambda x: [x + 1]),
}


@pytest.mark.parametrize("mode", ["FAST_RUN", "FAST_COMPILE", "JAX"])
@pytest.mark.parametrize("case", CASES)
def test_values(case, mode):
    op, more, expected = CASES[case]
    x = tt.dvector("x")
    f = theano.function([x], op(x, *more, return_list=True), mode=mode)
    given = X.copy()
    for _ in range(2):
        for found, wanted in zip(f(given), expected(X), strict=True):
            np.testing.assert_allclose(found, wanted, rtol=1e-15)
    assert (given == X).all()


def test_gradient_is_another_op_in_c():
    x = tt.dvector("x")
    f = theano.function([x], theano.grad((ops.Doubled()(x) ** 2).sum(), x))
    np.testing.assert_allclose(f(X), 8 * X, rtol=1e-15)


def test_float32_and_strides():
    x = tt.fvector("x")
    f = theano.function([x], ops.Doubled()(x))
    given = np.arange(8, dtype="float32")[::2]
    assert f(given).dtype == "float32" and (f(given) == 2 * given).all()


@pytest.mark.parametrize("mode", ["C", "PYTHON"])
def test_views_come_in_one_piece(mode):
    x, n = tt.dvector("x"), tt.lscalar("n")
    both = [ops.CopiedAsAWhole()(x[::-2]), ops.CopiedAsAWhole()(tt.alloc(x[1], n))]
    reversed_, filled = theano.function([x, n], both, mode=mode)(np.arange(4.0), 3)
    assert reversed_.tolist() == [3.0, 1.0] and filled.tolist() == [1.0] * 3


def test_a_state_of_each_application():
    x = tt.dvector("x")
    f, g = (theano.function([x], ops.Counted()(x), mode="FAST_COMPILE") for _ in range(2))
    assert [float(f([1.0])[0]), float(f([1.0])[0]), float(g([1.0])[0])] == [1.0, 2.0, 1.0]


def test_openmp_where_it_is_wanted():
    x = tt.dvector("x")
    assert [float(theano.function([x], ops.Threaded(on)(x))([1.0])[0]) for on in (True, False)] == [2.0, 1.0]


def test_pickle():
    x = tt.dvector("x")
    f = pickle.loads(pickle.dumps(theano.function([x], ops.Scaled(3.0, 1)(x))))
    np.testing.assert_allclose(f(X), 6 * X + 1100)


# Op, its input -> the exception, words of its message or notes
FAILURES = {
    "an exception of its own": (ops.Doubled(), np.zeros(5), KeyError, "five elements"),
    "of a function of a section": (ops.Scaled(1.0, 0), np.zeros(3), ValueError, "three elements"),
    "none set": (ops.Unexplained(), np.zeros(1), RuntimeError, "No Python exception was set"),
}


@pytest.mark.parametrize("mode", ["FAST_RUN", "FAST_COMPILE"])
@pytest.mark.parametrize("case", FAILURES)
def test_what_its_code_raises(case, mode):
    op, value, kind, words = FAILURES[case]
    x = tt.dvector("x")
    f = theano.function([x], op(x), mode=mode)
    with pytest.raises(kind, match=words) as caught:
        f(value)
    assert f"raised by the C code of {op}" in caught.value.__notes__[0]


def test_what_does_not_compile():
    x = tt.dvector("x")
    with pytest.raises(NotImplementedError, match=r"(?s)Wrong.*this_is_nowhere_declared.*the compiler's words are in"):
        theano.function([x], ops.Wrong()(x))


def test_what_c_code_cannot_take():
    x = theano.sparse.csr_matrix("x")
    with pytest.raises(NotImplementedError, match="OfSparse cannot run.*cannot be passed to C code.*perform"):
        theano.function([x], ops.OfSparse()(x))


def test_without_a_compiler():
    x = tt.dvector("x")
    with theano.config.change_flags(cxx=""), pytest.raises(NotImplementedError, match=r"config\.cxx is empty"):
        theano.function([x], ops.Doubled()(x))
