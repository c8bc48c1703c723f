"""Which of its C code, its `perform` and its thunk runs an Op that has several.

Expected values are those of Theano 1.0.5 and of Theano-PyMC 1.1.2 (there as a COp), with a compiler: the same.
"""

import pickle
import threading

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from tests.backends.c_code.ops import LIKE, OneVector
from tests.backends.c_code.test_c_code import pytestmark  # noqa: F401

MODES = ["FAST_RUN", "FAST_COMPILE", "py", "c|py", "vm", "JAX"]
IN_PYTHON = ("FAST_COMPILE", "py")


def mode_of(name):
    return name if name.isupper() else theano.Mode(name)


class Both(OneVector):
    """C doubles."""

    refusal = None

    def c_code(self, node, name, inputs, outputs, sub):
        if self.refusal is not None:
            raise self.refusal
        element = "((double *) PyArray_DATA(%(z)s))[i] = 2 * *(double *) PyArray_GETPTR1(%(x)s, i);"
        return (LIKE + "for (npy_intp i = 0; i < n; i++) " + element) % self.words(node, inputs, outputs, sub)

    def perform(self, node, inputs, outputs):
        outputs[0][0] = 3 * inputs[0]


class Stub(Both):
    def perform(self, node, inputs, outputs):
        raise AssertionError("only C was ever written")


class WithoutCodeForIt(Both):
    refusal = NotImplementedError("not for vectors")


class WithWrongCode(Both):
    refusal = ValueError("bad")


# class -> what it gives for 1.0 by C first, and by Python alone; a class of an error and its words
TABLE = [
    (Both, 2.0, 3.0),
    (Stub, 2.0, (AssertionError, "only C")),
    (WithoutCodeForIt, 3.0, 3.0),
    (WithWrongCode, (ValueError, "bad"), 3.0),
]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("kind", "by_c", "by_python"), TABLE)
def test_c_first(kind, by_c, by_python, mode):
    expected = by_python if mode in IN_PYTHON else by_c
    x = tt.dvector("x")

    def run():
        return theano.function([x], kind()(x), mode=mode_of(mode))(np.ones(2)).tolist()

    if isinstance(expected, tuple):
        with pytest.raises(Exception, match=expected[1]) as raised:
            run()
        assert mode == "JAX" or isinstance(raised.value, expected[0])
    else:
        assert run() == [expected] * 2


def test_c_first_beside_other_ops_and_in_eval():
    x = tt.dvector("x")
    y = Both()(tt.exp(x)).sum()
    assert theano.function([x], y)(np.zeros(2)) == 4.0
    assert y.eval({x: np.zeros(2)}) == 4.0
    assert theano.function([], Both()(tt.constant([1.0, 2.0])))().tolist() == [2.0, 4.0]


def test_perform_where_there_is_to_be_no_compiler(recwarn):
    x = tt.dvector("x")
    with theano.config.change_flags(cxx=""):
        assert theano.function([x], Both()(x))(np.ones(1)).tolist() == [3.0]
    assert not recwarn.list


# ---- thunks


class Doubling(OneVector):
    calls = []

    def perform(self, node, inputs, outputs):
        self.calls.append("perform")
        outputs[0][0] = 2 * inputs[0]


class OwnThunk(Doubling):
    """Counts its calls in the thunk's own state."""

    def make_thunk(self, node, storage_map, compute_map, no_recycling, impl=None):
        self.calls.append(("make_thunk", impl))
        [given], [result] = ([storage_map[v] for v in variables] for variables in (node.inputs, node.outputs))
        count = 0

        def run():
            nonlocal count
            count += 1
            result[0] = 10 * given[0] + count
            compute_map[node.outputs[0]][0] = True

        return run


class OwnPythonThunk(Doubling):
    def make_py_thunk(self, node, storage_map, compute_map, no_recycling, debug=False):
        self.calls.append(("make_py_thunk", debug))
        given, result = storage_map[node.inputs[0]], storage_map[node.outputs[0]]

        def run():
            result[0] = 10 * given[0]
            compute_map[node.outputs[0]][0] = True

        return run


class Wrapping(Doubling):
    def make_thunk(self, node, storage_map, compute_map, no_recycling, impl=None):
        plain = super().make_thunk(node, storage_map, compute_map, no_recycling, impl=impl)
        assert not plain.lazy and plain.inputs == [storage_map[node.inputs[0]]]

        def run():
            self.calls.append("wrapped")
            plain()

        return run


class Prepared(Doubling):
    def prepare_node(self, node, storage_map, compute_map, impl):
        self.calls.append(("prepare_node", impl))


THUNKS = [  # class, mode, results of two calls at 1.0, what was called
    (OwnThunk, "FAST_RUN", [11.0, 12.0], [("make_thunk", None)]),
    (OwnThunk, "FAST_COMPILE", [11.0, 12.0], [("make_thunk", "py")]),
    (OwnPythonThunk, "FAST_RUN", [10.0, 10.0], [("make_py_thunk", False)]),
    (Wrapping, "FAST_RUN", [2.0, 2.0], ["wrapped", "perform", "wrapped", "perform"]),
    (Prepared, "FAST_RUN", [2.0, 2.0], [("prepare_node", "c"), ("prepare_node", "py"), "perform", "perform"]),
    (Prepared, "FAST_COMPILE", [2.0, 2.0], [("prepare_node", "py"), "perform", "perform"]),
]


@pytest.mark.parametrize(("kind", "mode", "results", "calls"), THUNKS)
def test_thunks(kind, mode, results, calls):
    x = tt.dvector("x")
    Doubling.calls.clear()
    f = theano.function([x], kind()(x), mode=mode)
    assert [float(f(np.ones(1))[0]) for _ in range(2)] == results
    assert Doubling.calls == calls


def test_thunk_of_c_code_by_super():
    class Wrapped(Both):
        def make_thunk(self, node, storage_map, compute_map, no_recycling, impl=None):
            return super().make_thunk(node, storage_map, compute_map, no_recycling, "c")

    x = tt.dvector("x")
    assert theano.function([x], Wrapped()(x))(np.ones(1)).tolist() == [2.0]


def test_r_op_by_super():
    class Asking(Doubling):
        def R_op(self, inputs, eval_points):
            return super().R_op(inputs, eval_points)

    x = tt.dvector("x")
    with pytest.raises(NotImplementedError, match="Asking has no R_op"):
        theano.tensor.Rop(Asking()(x), x, x)


def test_graph_that_ran_is_pickled():
    x = tt.dvector("x")
    y = Doubling()(x)
    y.eval({x: [1.0]})
    assert pickle.loads(pickle.dumps(y.owner)).compat_routes is None


def test_thunk_in_threads():
    x = tt.dvector("x")
    f = theano.function([x], OwnPythonThunk()(tt.exp(x)).sum())
    found = {}

    def run(i):
        found[i] = [float(f.copy()(np.full(3, float(i)))[0]) for _ in range(50)]

    threads = [threading.Thread(target=run, args=(i,)) for i in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    for i in range(4):
        np.testing.assert_allclose(found[i], 30 * np.exp(i), rtol=1e-14)
