"""Bad input: legacy's exception type, one sentence that names the variable, and the user's line."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.graph.missing_inputs import MissingInputError
from theano_compat.theano_api.compile.function.types import UnusedInputError
from theano_compat.theano_api.gradient import DisconnectedInputError, NullTypeGradError, undefined_grad

MODES = ("PYTHON", "C", "JAX")
ones = np.ones
x, y, fv = tt.dvector("x"), tt.dvector("y"), tt.fvector("fv")
m, n, r, t = tt.dmatrix("m"), tt.dmatrix("n"), tt.drow("r"), tt.dtensor3("t")
s, i, iv, k = tt.dscalar("s"), tt.lscalar("i"), tt.lvector("iv"), tt.ivector("k")
w = theano.shared(ones(3), "w")
wf = theano.shared(ones(3, "float32"), "wf")


@dataclass(frozen=True)
class Case:
    """`run` raises `error`; the message has all of `words`, and a line of this file if `line`."""

    run: Callable[..., Any]
    error: type[Exception]
    words: tuple[str, ...]
    line: bool = True


# Functions that are made and called under each mode: expression, inputs, arguments.
AT_RUN_TIME = {
    "lengths": Case(lambda: ([x, y], x + y, ones(3), ones(4)), ValueError, ("`x` (3,)", "`y` (4,)")),
    "lengths in a fused loop": Case(
        lambda: ([x, y], x * tt.exp(y), ones(3), ones(4)), ValueError, ("`x` (3,)", "(4,)")
    ),
    "length 1, not declared so": Case(lambda: ([x, y], x + y, ones(1), ones(4)), ValueError, ("`x` (1,)", "`y` (4,)")),
    "vector and matrix": Case(lambda: ([x, m], x + m, ones(3), ones((3, 4))), ValueError, ("`x` (3,)", "`m` (3, 4)")),
    "branches": Case(lambda: ([x, y], tt.switch(x > 0, x, y), ones(3), ones(4)), ValueError, ("`x` (3,)", "`y` (4,)")),
    "dot of matrices": Case(
        lambda: ([m, n], tt.dot(m, n), ones((2, 3)), ones((2, 3))), ValueError, ("`m` (2, 3)", "`n`")
    ),
    "dot of matrix and vector": Case(
        lambda: ([m, x], tt.dot(m, x), ones((2, 3)), ones(2)), ValueError, ("`m` (2, 3)", "`x` (2,)")
    ),
    "dot of vectors": Case(lambda: ([x, y], tt.dot(x, y), ones(3), ones(4)), ValueError, ("`x` (3,)", "`y` (4,)")),
    "batched dot": Case(lambda: ([t], tt.batched_dot(t, t), ones((2, 3, 4))), ValueError, ("`t` (2, 3, 4)",)),
    "reshape": Case(lambda: ([x], x.reshape((2, 3)), ones(5)), ValueError, ("Cannot reshape", "`x`", "(5,)", "(2, 3)")),
    "reshape with -1": Case(
        lambda: ([x], x.reshape((2, -1)), ones(5)), ValueError, ("Cannot reshape", "`x`", "(2, -1)")
    ),
    "constant index": Case(lambda: ([x], x[5], ones(3)), IndexError, ("index 5", "out of bounds", "`x`")),
    "negative index": Case(lambda: ([x], x[-4], ones(3)), IndexError, ("index -4", "out of bounds", "`x`")),
    "index": Case(lambda: ([x, i], x[i], ones(3), 7), IndexError, ("index 7", "out of bounds", "`x`")),
    "index array": Case(lambda: ([x, iv], x[iv], ones(3), [0, 9]), IndexError, ("index 9", "`x`")),
    "two index arrays": Case(lambda: ([m, iv], m[iv, iv], ones((3, 3)), [0, 9]), IndexError, ("index 9", "`m`")),
    "written index": Case(
        lambda: ([x, iv], tt.inc_subtensor(x[iv], 1.0), ones(3), [0, 9]),
        IndexError,
        ("index 9", "`x`"),
    ),
    "index arrays of two lengths": Case(
        lambda: ([m, iv, k], m[iv, k], ones((3, 3)), [0, 1], np.int32([0, 1, 2])),
        IndexError,
        ("shape mismatch", "`m`"),
    ),
    "value for a slice": Case(
        lambda: ([x, y], tt.set_subtensor(x[:2], y), ones(3), ones(3)),
        ValueError,
        ("`y` of shape (3,)", "`x`"),
    ),
    "integer division by zero": Case(lambda: ([i], 3 // i, 0), ZeroDivisionError, ("zero", "`i`")),
    "integer remainder by zero": Case(lambda: ([i], 3 % i, 0), ZeroDivisionError, ("zero", "`i`")),
    "concatenate": Case(
        lambda: ([m, n], tt.concatenate([m, n], axis=1), ones((2, 3)), ones((3, 3))),
        ValueError,
        ("(2, 3)", "(3, 3)", "`m`"),
    ),
    "broadcast flag": Case(lambda: ([x], tt.addbroadcast(x, 0) + 1, ones(2)), ValueError, ("supposed to be 1", "`x`")),
    "max of nothing": Case(lambda: ([x], x.max(), ones(0)), ValueError, ("zero-size", "`x`")),
    "alloc": Case(lambda: ([x, i], tt.alloc(x, i), ones(3), 4), ValueError, ("(3,)", "(4,)", "`x`")),
    # what the arguments are checked for, whatever the mode
    "rank too high": Case(lambda: ([x], x * 2, ones((2, 2))), TypeError, ("`x`", "expected 1, got 2")),
    "rank too low": Case(lambda: ([x], x * 2, 1.0), TypeError, ("`x`", "expected 1, got 0")),
    "text": Case(lambda: ([x], x * 2, "abc"), ValueError, ("`x`", "could not convert string")),
    "complex": Case(lambda: ([x], x * 2, ones(2) * 1j), TypeError, ("`x`", "complex128", "float64")),
    "a variable": Case(lambda: ([x], x * 2, y), TypeError, ("`x`", "found a Variable")),
    "float64 for float32": Case(
        lambda: ([fv], fv * 2, ones(2)), TypeError, ("`fv`", "float32", "float64", "allow_input_downcast")
    ),
    "float for integer": Case(lambda: ([k], k * 2, [1.5]), TypeError, ("`k`", "int32", "1.5")),
    "int64 for int32": Case(lambda: ([k], k * 2, np.arange(3)), TypeError, ("`k`", "int32", "int64")),
    "a matrix for a row": Case(lambda: ([r], r * 2, ones((2, 3))), TypeError, ("`r`", "(2, 3)", "broadcastable")),
    "too few arguments": Case(lambda: ([x, y], x + y, ones(2)), TypeError, ("Missing required input", "`y`")),
    "too many arguments": Case(lambda: ([x], x * 2, ones(2), ones(2)), TypeError, ("Too many",), line=False),
}


def function(inputs, outputs=None, **keywords):
    return theano.function(inputs, outputs, mode="PYTHON", **keywords)


AT_BUILD_TIME = {
    "unknown keyword": Case(lambda: function([x], x * 2)(z=ones(2)), TypeError, ("Unknown input", "z"), line=False),
    "an argument twice": Case(
        lambda: function([x, y], x + y)(ones(2), x=ones(2)), TypeError, ("x", "twice"), line=False
    ),
    "missing input": Case(lambda: function([x], x + y), MissingInputError, ("`y`",)),
    "missing input of eval": Case(lambda: (x + y).eval({x: ones(2)}), MissingInputError, ("`y`",)),
    "unused input": Case(lambda: function([x, y], x), UnusedInputError, ("`y`", "on_unused_input")),
    "an input twice": Case(lambda: function([x, x], x), UnusedInputError, ("`x`", "0 and 1")),
    "a number as input": Case(lambda: function([3], x), TypeError, ("Unknown parameter type", "3"), line=False),
    "a constant as input": Case(
        lambda: function([tt.constant(1.0)], x), TypeError, ("Constants not allowed",), line=False
    ),
    "a shared variable as input": Case(
        lambda: function([w], w), TypeError, ("shared variable (w)", "givens"), line=False
    ),
    "no list of inputs": Case(lambda: function(x, x), Exception, ("contained in a list",), line=False),
    "text as output": Case(lambda: function([x], "a"), TypeError, ("Received a of type",), line=False),
    "update of another dtype": Case(
        lambda: function([], updates=[(wf, wf + ones(3))]),
        TypeError,
        ("shared_var=wf", "float32", "float64"),
        line=False,
    ),
    "update of another rank": Case(
        lambda: function([], updates=[(w, w.sum())]),
        TypeError,
        ("shared_var=w", "vector", "scalar"),
        line=False,
    ),
    "update of a plain variable": Case(
        lambda: function([x], updates=[(x, x + 1)]), TypeError, ("SharedVariable", "`x`")
    ),
    "two updates of one": Case(lambda: function([], updates=[(w, w + 1), (w, w + 2)]), ValueError, ("already", "`w`")),
    "an update that is no pair": Case(lambda: function([], updates=[w]), ValueError, ("pairs", "w"), line=False),
    "givens for an input": Case(lambda: function([x], x + 1, givens={x: x + 1}), RuntimeError, ("`x`", "givens")),
    "givens of another type": Case(
        lambda: function([x], x + s, givens={s: x}), TypeError, ("scalar", "vector", "x"), line=False
    ),
    "givens by name": Case(lambda: function([x], x + 1, givens={"x": x}), TypeError, ("Variable", "'x'"), line=False),
    "unknown mode": Case(lambda: theano.function([x], x, mode="FOO"), Exception, ("FOO", "FAST_RUN"), line=False),
    "disconnected gradient": Case(lambda: tt.grad(x.sum(), y), DisconnectedInputError, ("`y`", "not part of")),
    "gradient of a vector": Case(lambda: tt.grad(x * 2, x), TypeError, ("must be a scalar",)),
    "gradient for a number": Case(lambda: tt.grad(x.sum(), 1.0), TypeError, ("Expected Variable", "1.0"), line=False),
    "undefined gradient": Case(lambda: tt.grad(undefined_grad(x).sum(), x), NullTypeGradError, ("`x`", "not defined")),
    "set what is no part": Case(lambda: tt.set_subtensor(x, 1.0), TypeError, ("subtensor", "`x`"), line=False),
    "a float added to integers": Case(
        lambda: tt.inc_subtensor(k[1:], 1.5), TypeError, ("`k`", "int32", "cannot be added"), line=False
    ),
    "integers added to bytes": Case(
        lambda: tt.inc_subtensor(tt.tensor("uint8", (False,), "b")[1:], k), TypeError, ("b", "uint8"), line=False
    ),
    "differences along no axis": Case(
        lambda: tt.extra_ops.diff(x, axis=1), np.exceptions.AxisError, ("axis 1",), line=False
    ),
    "too many indices": Case(lambda: x[0, 0], IndexError, ("too many indices", "`x`"), line=False),
    "a float index": Case(lambda: x[0.5], TypeError, ("integer", "0.5"), line=False),
    "a float vector as index": Case(lambda: x[y], TypeError, ("integer", "`y`", "float64"), line=False),
    "text as index": Case(lambda: x["a"], TypeError, ("a",), line=False),
    "complex remainder": Case(lambda: tt.cvector("c") % 5, NotImplementedError, ("complex",), line=False),
    "axes of tensordot": Case(
        lambda: tt.tensordot(m, m, (0, 1, 2)), ValueError, ("two lists", "(0, 1, 2)"), line=False
    ),
    "ranks of concatenate": Case(lambda: tt.concatenate([m, x]), TypeError, ("same number of dimensions",), line=False),
    "axis of concatenate": Case(lambda: tt.concatenate([m, m], axis=2), ValueError, ("axis", "2", "`m`"), line=False),
    "axis of sum": Case(lambda: m.sum(axis=2), ValueError, ("axis 2", "`m`"), line=False),
    "a float axis": Case(lambda: m.sum(axis=0.5), TypeError, ("axis", "0.5"), line=False),
    "dimshuffle that drops": Case(lambda: m.dimshuffle(0), ValueError, ("non-broadcastable", "1"), line=False),
    "dimshuffle of what is not there": Case(
        lambda: m.dimshuffle(0, 2), ValueError, ("new_order[1] is 2", "2 axes"), line=False
    ),
    "truth of a comparison": Case(lambda: bool(x > 0), TypeError, ("boolean", "switch"), line=False),
    "len": Case(lambda: len(x), TypeError, ("no len()", "shape[0]"), line=False),
    "iteration over a vector": Case(lambda: list(x), ValueError, ("Length", "`x`"), line=False),
    "iteration over a matrix": Case(lambda: list(m), TypeError, ("iteration", "`m`"), line=False),
    "& of floats": Case(lambda: x & y, TypeError, ("integers", "`x`", "float64"), line=False),
    "unknown dtype": Case(lambda: tt.TensorType("foo", ()), TypeError, ("Unsupported dtype", "foo"), line=False),
    "an object": Case(lambda: tt.as_tensor_variable(object()), TypeError, ("Cannot convert", "object"), line=False),
    "plus None": Case(lambda: x + None, TypeError, ("NoneType",), line=False),
    "True": Case(lambda: tt.as_tensor_variable(True), TypeError, ("True or False",), line=False),
    "softmax of integers": Case(lambda: tt.nnet.softmax(k), ValueError, ("floats", "int32", "`k`"), line=False),
    "shared of a variable": Case(lambda: theano.shared(x), TypeError, ("symbolic", "`x`"), line=False),
    "shared with an unknown keyword": Case(lambda: theano.shared(1.0, foo=1), TypeError, ("foo",), line=False),
    "set_value of another rank": Case(lambda: w.set_value(ones((3, 3))), TypeError, ("`w`", "expected 1, got 2")),
    "set_value of another dtype": Case(lambda: wf.set_value(ones(3)), TypeError, ("`wf`", "float32", "float64")),
    "set_value of text": Case(lambda: w.set_value("a"), ValueError, ("`w`", "could not convert string")),
    # names
    "no such name in theano": Case(lambda: theano.no_such_name, AttributeError, ("theano", "no_such_name"), line=False),
    "no such name in tensor": Case(
        lambda: tt.no_such_name, AttributeError, ("theano.tensor", "no_such_name"), line=False
    ),
    "no such attribute": Case(lambda: x.no_such_name, AttributeError, ("no_such_name",), line=False),
    "an input with an update of another type": Case(
        lambda: theano.In(x, update=x.sum()), TypeError, ("`x`", "float64, vector", "float64, scalar")
    ),
    "a float axis of join": Case(lambda: tt.join(x[0], m, m), TypeError, ("axis", "integer"), line=False),
}


def check(case, run):
    with pytest.raises(case.error) as caught:
        run()
    message = str(caught.value)
    for word in case.words:
        assert word in message, message
    first, _, rest = message.partition("\n")
    assert first and (not rest or re.fullmatch(r"  test_bad_input\.py:\d+  .*", rest)), (
        message
    )  # one sentence, one line
    if case.line:
        assert re.search(r"test_bad_input\.py:\d+", message), message


@pytest.mark.wide(11)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", AT_RUN_TIME)
def test_at_run_time(name, mode):
    case = AT_RUN_TIME[name]
    inputs, output, *arguments = case.run()
    compiled = theano.function(inputs, output, mode=mode)
    check(case, lambda: compiled(*arguments))


@pytest.mark.parametrize("name", AT_BUILD_TIME)
def test_at_build_time(name):
    check(AT_BUILD_TIME[name], AT_BUILD_TIME[name].run)


def test_nothing_is_updated_when_a_function_fails():
    a, b = theano.shared(ones(2), "a"), theano.shared(ones(2), "b")
    for mode in MODES:
        f = theano.function([x], updates=[(a, a + 1), (b, b + x)], mode=mode)
        with pytest.raises(ValueError, match="`b`"):
            f(ones(3))
        assert a.get_value().tolist() == b.get_value().tolist() == [1.0, 1.0]
