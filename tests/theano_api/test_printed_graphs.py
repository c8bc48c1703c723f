"""Graphs as text: what Theano 1.0.5 and Theano-PyMC 1.1.2 printed alike."""

import json
import warnings
from pathlib import Path

import pytest

import theano_compat.theano_api as theano
from tests.theano_api.remake_printed_graphs import namespace, printed

SAVED = json.loads(Path(__file__).with_name("printed_graphs.json").read_text())
# Ours are made of other Ops, or their indices have another form; what is computed is tested elsewhere.
OF_ANOTHER_FORM = {
    *("tt.mean(m)", "m.mean()", "m.mean(0)", "tt.var(m)", "tt.std(m)", "m.var()", "m.std(0)"),
    *("tt.max(m)", "tt.min(m)", "m.max(0)", "m.min(1)", "tt.ptp(x)"),  # by MaxAndArgmax there
    *("tt.argmax(m)", "tt.argmin(m)", "m.argmax(1)", "tt.max_and_argmax(m, 1)[1]"),
    *("tt.cumsum(m)", "tt.cumprod(m)", "tt.sort(m)", "tt.argsort(m)", "tt.argsort(x)"),  # axis None, -1
    *("m[:, i]", "t.flatten(2)", "tt.outer(x, y)", "tt.extra_ops.diff(x)", "tt.roll(x, 1)"),
    *("tt.set_subtensor(x[0], 1)", "tt.inc_subtensor(x[0], 1)", "tt.extra_ops.fill_diagonal(m, 1)"),  # of a float
    "tt.as_tensor_variable([1.5, s])",
    *("tt.grad(tt.sum(x ** 2), x)", "tt.grad(tt.exp(s), s)", "tt.grad(tt.sum(tt.nnet.sigmoid(x)), x)"),
    *("tt.grad(x[0], x)", "tt.nnet.conv2d(u, u)", "tt.nnet.bn.batch_normalization(m, x, x, x, x)"),
    *("tt.allclose(x, y)", "tt.isclose(x, y)"),
}
# Of an index `pp` left the numbers out there ("x[int64:]"), or had them in another order; ours says x[1:].
WITH_NUMBERS = {
    *("x[k]", "x[1:]", "x[:-1]", "x[::2]", "x[::-1]", "x[1:k]", "x[k:]", "m[0, 1]", "m[k, 1:]", "m[:, ::-1]"),
    *("m[1:, :2]", "tt.set_subtensor(x[1:], y)", "tt.inc_subtensor(x[k:], y)", "tt.set_subtensor(m[:, k], y)"),
}


@pytest.mark.parametrize("family", SAVED)
def test_texts(family):
    wrong = []
    known = namespace(theano)
    for expression, (tree, line, other_line) in SAVED[family].items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = printed(theano, eval(expression, dict(known)))
        wanted = [tree, *(found[1:] if expression in WITH_NUMBERS else (line, other_line))]
        if (found == wanted) == (expression in OF_ANOTHER_FORM):
            wrong.append(f"{expression}: {found}, not {wanted}")
    assert not wrong, "\n".join(wrong)


# As both wrote them.
OPS = {
    "InplaceDimShuffle{x,0}": lambda tt, x, m: x.dimshuffle("x", 0),
    "InplaceDimShuffle{1,x,0}": lambda tt, x, m: m.dimshuffle(1, "x", 0),
    "sigmoid": lambda tt, x, m: tt.nnet.sigmoid(x),
    "Subtensor{int64:int64:}": lambda tt, x, m: x[1:3],
    "IncSubtensor{Set;int64}": lambda tt, x, m: tt.set_subtensor(x[0], 1.0),
    "All{0}": lambda tt, x, m: tt.all(m, axis=0),
    "Cholesky{lower=True, destructive=False, on_error='raise'}": lambda tt, x, m: tt.slinalg.cholesky(m),
}


@pytest.mark.parametrize("text", OPS)
def test_text_of_an_op(text):
    tt = theano.tensor
    x, m = tt.dvector("x"), tt.dmatrix("m")
    variable = OPS[text](tt, x, m)
    assert str(variable.owner.op) == text and str(variable) == f"{text}.0"
