"""Shared values that change at every call become inputs, and data again when they rest."""

from __future__ import annotations

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt
from theano_compat.compilation.data_stage.data_as_inputs import CHANGES, UNCHANGED

pytestmark = pytest.mark.compiler
RNG = np.random.default_rng(3)
COLUMNS = 4


def in_matrix(data, index, given):
    return tt.sum(tt.log(tt.dot(data**2, given) + index.sum())) + given[index].sum()


def of_data_alone(data, index, given):
    return tt.exp(data).sum(axis=0) + given + index.max()


GRAPHS = {"in a product and as an index": in_matrix, "of data alone": of_data_alone}


def made(graph):
    """(function, the same of arguments alone, data, index)."""
    data = theano.shared(RNG.random((20, COLUMNS)), "data")
    index = theano.shared(RNG.integers(COLUMNS, size=20), "index")
    given = tt.vector("given")
    matrix, places = tt.matrix(), tt.lvector()
    return (
        theano.function([given], graph(data, index, given)),
        theano.function([given, matrix, places], graph(matrix, places, given)),
        data,
        index,
    )


def runs_of_stage(function, monkeypatch):
    """A list that grows with each run of the function's stage."""
    found, data = [], function.executable.data
    inner = data._stage_run
    monkeypatch.setattr(data, "_stage_run", lambda values: found.append(1) or inner(values))
    return found


@pytest.mark.wide(7)
@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
@pytest.mark.parametrize("borrow", [False, True])
def test_values_that_are_set_before_each_call_are_inputs(graph, borrow, monkeypatch):
    function, same, data, index = made(graph)
    stage = runs_of_stage(function, monkeypatch)
    given = RNG.random(COLUMNS)
    for k in range(3 * CHANGES):
        data.set_value(RNG.random((20 + k % 3, COLUMNS)), borrow=borrow)
        index.set_value(RNG.integers(COLUMNS, size=20 + k % 3))
        np.testing.assert_allclose(function(given), same(given, data.get_value(), index.get_value()), rtol=1e-13)
    assert CHANGES <= len(stage) <= CHANGES + 2


def test_an_index_out_of_range_is_refused_there_too():
    function, _, _, index = made(in_matrix)
    for _ in range(2 * CHANGES):
        index.set_value(RNG.integers(COLUMNS, size=20))
        function(np.ones(COLUMNS))
    index.set_value([COLUMNS])
    with pytest.raises(IndexError, match="out of bounds|out of range"):
        function(np.ones(COLUMNS))


def test_values_that_rest_are_data_again(monkeypatch):
    function, same, data, index = made(in_matrix)
    stage, given = runs_of_stage(function, monkeypatch), RNG.random(COLUMNS)
    for _ in range(2 * CHANGES):
        data.set_value(RNG.random((20, COLUMNS)))
        function(given)
    before = len(stage)
    for _ in range(2 * UNCHANGED):
        function(given)
    assert len(stage) == before + 1
    np.testing.assert_allclose(function(given), same(given, data.get_value(), index.get_value()), rtol=1e-13)


def test_what_changes_seldom_stays_data(monkeypatch):
    function, _, data, _ = made(in_matrix)
    stage, given = runs_of_stage(function, monkeypatch), RNG.random(COLUMNS)
    for _ in range(2 * CHANGES):
        data.set_value(RNG.random((20, COLUMNS)))
        for _ in range(6):
            function(given)
    assert len(stage) == 2 * CHANGES


def test_what_another_function_updates_is_an_input(monkeypatch):
    """A rate of learning that one function halves, and another reads."""
    rate = theano.shared(1.0, "rate")
    x = tt.vector("x")
    halve = theano.function([], [], updates=[(rate, rate * 0.99)])
    step = theano.function([x], x * tt.exp(-rate) * tt.sqrt(1 + rate))
    stage = runs_of_stage(step, monkeypatch)
    for _ in range(3 * CHANGES):
        halve()
        r = rate.get_value()
        np.testing.assert_allclose(step([1.0, 2.0]), np.array([1, 2]) * np.exp(-r) * np.sqrt(1 + r), rtol=1e-13)
    assert CHANGES <= len(stage) <= CHANGES + 2
