"""`explain()` says which text answers a call, and names what goes another way, with the reason."""

from __future__ import annotations

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt

pytestmark = pytest.mark.compiler
SHORT, LONG, FEW = (200, 3), (200, 20), (5, 3)


class Unshaped(theano.Op):
    """An Op without C, of which only the value tells how long it is."""

    __props__ = ()
    itypes, otypes = [tt.dmatrix], [tt.dmatrix]

    def perform(self, node, inputs, outputs):
        outputs[0][0] = 2 * inputs[0]


class Doubled(Unshaped):
    def infer_shape(self, fgraph, node, shapes):
        return shapes


def by_rows():
    x = tt.dmatrix("x")
    return theano.function([x], tt.exp(x).sum(axis=1), mode="C")


def by_rows_of(op):
    x = tt.dmatrix("x")
    return lambda: theano.function([x], tt.exp(op(x)).sum(axis=1), mode="C")


def where_it_is():
    x = tt.dmatrix("x")
    return theano.function([x], x.nonzero()[0], mode="C")


CASES = {  # a function, the shapes of the calls before, the shape that is explained, what is said
    "not called": (
        by_rows,
        [],
        None,
        "Its first call of more than 128 elements chooses the text: the lengths of "
        "x.shape[1] become constants where they are at most 16.",
    ),
    "short": (
        by_rows,
        [SHORT],
        SHORT,
        "The text is for x.shape[1] = 3; calls of other lengths have a text for all lengths.",
    ),
    "long": (by_rows, [LONG], LONG, "The text is for all lengths: longer than 16 is x.shape[1]."),
    "few": (by_rows, [], FEW, "The text is for all lengths: the arguments have at most 128 elements together."),
    "others before": (
        by_rows,
        [(200, 4)],
        SHORT,
        "The text is for all lengths: it was called with other lengths before, which have a text of their own.",
    ),
    "called": (by_rows_of(Doubled()), [], SHORT, "The text is for all lengths, because it calls Python for Doubled."),
    "apart": (
        by_rows_of(Unshaped()),
        [],
        SHORT,
        "Several parts are compiled, and what only NumPy can run stands between them (`node` kernels): Unshaped.",
    ),
    "NumPy": (where_it_is, [SHORT], SHORT, "Not in C: beside what only NumPy runs, no part of it is worth a compiler."),
}


@pytest.mark.wide(7)
@pytest.mark.parametrize("build, before, shape, said", CASES.values(), ids=CASES)
def test_which_text(build, before, shape, said):
    f = build()
    for earlier in before:
        f(np.ones(earlier))
    assert said in f.explain(*() if shape is None else (np.ones(shape),)).notes


def test_data_that_rest_and_that_change():
    x, c = tt.dvector("x"), theano.shared(np.ones(3), "c")
    f = theano.function([x], x * tt.exp(c).sum(), mode="C")
    said = (
        "What depends on c alone is computed when that changes; from the 64th change at nearly every call on it "
        "is in the C."
    )
    assert said in f.explain(np.ones(4)).notes
    for k in range(70):
        c.set_value(np.full(3, k))
        f(np.ones(4))
    notes = f.explain(np.ones(4)).notes
    assert "Arguments of the C, set before nearly every call: c." in notes and said not in notes
