"""Tables of terms by element: each difference that they give is that of the totals, and what has none says so."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.rules.density.terms_by_element import depends_on, terms_by_element

VALUES = 3
Z, MATRIX, X = tt.lvector("z"), tt.lmatrix("matrix"), tt.dvector("x")
ONE_COLUMN = tt.TensorType("int64", (False, True))("one column")
ROWS = tt.as_tensor(np.array([[0.1, 1.0], [2.0, -0.3], [0.7, 0.2], [-1.0, 0.4]]))
Y = tt.as_tensor(np.array([0.3, -1.0, 2.0, 0.7]))

HAS_ONE: dict[str, Callable[[], Any]] = {
    "itself": lambda: tt.sum(Z * Y),
    "gather": lambda: tt.sum((Y - X[Z]) ** 2),
    "all alike": lambda: tt.sum(X[Z]),
    "rows": lambda: tt.sum((ROWS - tt.outer(X, tt.arange(1.0, 3.0))[Z]) ** 2),
    "rows by element": lambda: tt.sum(tt.arange(18.0).reshape((9, 2))[Z + 2 * tt.arange(4)] ** 2 * ROWS),
    "sums of rows": lambda: tt.sum(tt.exp(tt.sum(ROWS * tt.outer(X, tt.arange(1.0, 3.0))[Z], axis=1)) * Y),
    "a column": lambda: tt.sum(Z.dimshuffle(0, "x") * ROWS),
    "two sums": lambda: tt.sum(tt.log(X**2 + 1.0)[Z]) - tt.sum((Y - X[Z]) ** 2) + tt.sum(X),
    "sign": lambda: -(tt.sum(X) - tt.sum(tt.exp(Y * Z))),
    "index by element": lambda: tt.sum(tt.arange(9.0)[Z + tt.as_tensor(np.array([0, 2, 4, 6]))] ** 2),
    "clipped index": lambda: tt.sum(X[tt.clip(Z, 0, 1)] * Y),
    "switch": lambda: tt.sum(tt.switch(tt.ge(Z, 1), X[0] * Y, -X[1])),
    "scaled by the rest": lambda: tt.sum(X.sum() * Z * Y),
    "wider": lambda: tt.sum(tt.cast(Z, "float64") + Y + X[0]),
}
HAS_NONE: dict[str, Callable[[], Any]] = {
    "not there": lambda: tt.sum(X),
    "product of sums": lambda: tt.sum(Z * Y) * tt.sum(Y),
    "square of a sum": lambda: tt.sum(Z * Y) ** 2,
    "its sum, by element": lambda: tt.sum(Y * Z.sum()),
    "neighbours": lambda: tt.sum(Y[1:] * Z[1:] * Z[:-1]),
    "backwards": lambda: tt.sum(Y * Z[::-1] * Z),
    "outer": lambda: tt.sum(Z.dimshuffle(0, "x") * Z),
    "more axes": lambda: tt.sum(Z * tt.ones((2, 4))),
    "cumulative": lambda: tt.sum(tt.cumsum(Z) * Y),
    "indexed itself": lambda: tt.sum(tt.cast(Z, "float64")[Z]),
    "greatest": lambda: tt.max(Z * Y),
    "no sum": lambda: tt.cast(Z, "float64")[0] + tt.sum(Z * Y),
    "of columns": lambda: tt.sum(tt.sum(ROWS * Z.dimshuffle(0, "x"), axis=0) ** 2),
    "a row": lambda: tt.sum(Z.dimshuffle("x", 0) * tt.ones((4, 4)) * Z.dimshuffle(0, "x")),
    "columns by it": lambda: tt.sum(tt.ones((4, 4))[:, Z] * Y),
    "padded on the left": lambda: tt.sum(Z * tt.ones((4, 4)) * Z.dimshuffle(0, "x")),
}


@pytest.mark.wide(11)
@pytest.mark.parametrize("name", HAS_ONE)
def test_differences_are_those_of_the_total(name: str) -> None:
    total = HAS_ONE[name]()
    table = terms_by_element(total, Z, VALUES)
    assert table is not None and table.type.ndim == 2
    f, terms = (
        theano.function([Z, X], total, on_unused_input="ignore"),
        theano.function([Z, X], table, on_unused_input="ignore"),
    )
    x = np.array([0.4, -1.3, 2.2])
    for z in itertools.product(range(VALUES), repeat=4):
        here, found = f(list(z), x), terms(list(z), x)
        assert found.shape == (VALUES, 4)
        for k, other in itertools.product(range(4), range(VALUES)):
            there = [*z[:k], other, *z[k + 1 :]]
            np.testing.assert_allclose(found[other, k] - found[z[k], k], f(there, x) - here, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", HAS_NONE)
def test_what_has_no_table(name: str) -> None:
    assert terms_by_element(HAS_NONE[name](), Z, VALUES) is None


def test_axes() -> None:
    """The axis of the values is before those of the variable, of which none is stretched; numbers have no table."""
    table = terms_by_element(tt.sum(MATRIX * tt.ones((2, 4))), MATRIX, VALUES)
    assert table.eval({MATRIX: np.ones((2, 4), dtype=int)}).shape == (VALUES, 2, 4)
    assert terms_by_element(tt.sum(ONE_COLUMN * tt.ones((2, 4))), ONE_COLUMN, VALUES) is None
    table = terms_by_element(tt.sum(ONE_COLUMN * 2.0), ONE_COLUMN, VALUES)
    assert table.eval({ONE_COLUMN: np.ones((5, 1), dtype=int)}).shape == (VALUES, 5, 1)
    number = tt.lscalar()
    assert terms_by_element(number * 2.0, number, VALUES) is None


def test_variables_that_meet() -> None:
    other = tt.lvector("other")
    apart = terms_by_element(tt.sum(Z * Y) + tt.sum(other * Y), Z, VALUES)
    together = terms_by_element(tt.sum(Z * Y * other), Z, VALUES)
    assert not depends_on(apart, [other]) and depends_on(together, [other])
