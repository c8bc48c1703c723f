"""Graphs of users have legacy's forms where Programs have simpler ones: `Op.lowered`, `Op.raised`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import theano_compat as theano
from theano_compat import tensor as tt
from theano_compat.compile import optdb
from theano_compat.gof import FunctionGraph, Query
from theano_compat.graph.program import lowered, raised
from theano_compat.graph.traversal import applies
from theano_compat.ops.shapes.equal_lengths import proven_length

A, B = tt.matrices("ab")
V, W = tt.vectors("vw")
WHOLE = tt.as_tensor([0, 0, 1])
X, Y = np.arange(6.0).reshape(2, 3), np.arange(6.0, 12.0).reshape(2, 3)

# name -> (a join, its axis as legacy kept it, NumPy's)
JOINS: dict[str, tuple[Any, int, Callable[[], np.ndarray]]] = {
    "join": (tt.join(0, A, B), 0, lambda: np.concatenate([X, Y])),
    "join from the end": (tt.join(-1, A, B), -1, lambda: np.concatenate([X, Y], 1)),
    "a constant axis": (tt.join(tt.constant(1), A, B), 1, lambda: np.concatenate([X, Y], 1)),
    "concatenate": (tt.concatenate([A, B], axis=1), 1, lambda: np.concatenate([X, Y], 1)),
    "stack": (tt.stack([A, B]), 0, lambda: np.stack([X, Y])),
    "horizontal_stack": (tt.horizontal_stack(A, B), 1, lambda: np.hstack([X, Y])),
    "vertical_stack": (tt.vertical_stack(A, B), 0, lambda: np.vstack([X, Y])),
    "Join()": (tt.Join()(0, A, B), 0, lambda: np.concatenate([X, Y])),
}


@pytest.mark.parametrize("case", JOINS)
def test_axis_of_join_is_its_first_input(case: str) -> None:
    joined, axis, expected = JOINS[case]
    node = joined.owner
    assert isinstance(node.op, tt.Join) and str(node.op) == "Join"
    first, *tensors = node.inputs
    assert int(first.data) == axis and first.dtype == "int8"
    assert len(tensors) == 2
    np.testing.assert_array_equal(theano.function([A, B], joined)(X, Y), expected())
    [back] = raised(lowered([joined]))
    assert isinstance(back.owner.op, tt.Join) and len(back.owner.inputs) == 3
    assert back.type == joined.type


def test_a_join_is_printed_as_it_was() -> None:
    assert theano.pp(tt.join(0, A, B)) == "join(TensorConstant{0}, a, b)"


def test_lengths_of_a_join_are_known() -> None:
    rows = tt.concatenate([tt.constant(X), tt.constant(np.zeros((4, 3)))])
    assert (proven_length(rows, 0), proven_length(rows, 1)) == (6, 3)


def test_derivatives_through_a_join() -> None:
    joined = tt.concatenate([A, B * 2], axis=1)
    gradients = theano.grad((joined**2).sum(), [A, B])
    tangent = tt.Rop(joined, [A, B], [A, B])
    at_a, at_b, moved = theano.function([A, B], [*gradients, tangent])(X, Y)
    np.testing.assert_allclose(at_a, 2 * X)
    np.testing.assert_allclose(at_b, 8 * Y)
    np.testing.assert_allclose(moved, np.concatenate([X, 2 * Y], 1))


def test_an_axis_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="out of range: 2"):
        tt.join(2, A, B)
    with pytest.raises(IndexError, match=r"axis -3 out of bounds \[0, 2\)"):
        tt.join(-3, A, B)


def test_floats_put_among_integers_are_written_as_they_are() -> None:
    written = tt.set_subtensor(WHOLE[[0, 2]], V)
    assert isinstance(written.owner.op, tt.subtensor.AdvancedIncSubtensor1) and written.owner.inputs[1] is V
    assert written.dtype == "int64"
    gradient = theano.grad(written.sum().astype("float64"), V, disconnected_inputs="ignore")
    assert gradient.dtype == "float64"
    found, slope = theano.function([V], [written, gradient])([1.5, 2.7])
    np.testing.assert_array_equal(found, [1, 0, 2])
    np.testing.assert_array_equal(slope, [0, 0])


def test_canonical_graph_is_in_legacys_form() -> None:
    """As PyMC3-HMM reads a matrix of rows: constants folded, the axis first, nothing cast."""
    rows = [WHOLE, tt.set_subtensor(WHOLE[[0, 2]], V), tt.set_subtensor(tt.zeros(3)[[1, 2]], W)]
    graph = FunctionGraph([V, W], [tt.shape_padleft(tt.stack(rows))], clone=False)
    optdb.query(Query(include=["canonicalize"])).optimize(graph)
    [out] = graph.outputs
    join = out.owner.inputs[0].owner
    assert isinstance(join.op, tt.Join)
    axis, first, *others = join.inputs
    assert int(axis.data) == 0 and first.owner is None
    np.testing.assert_array_equal(first.data, [[0, 0, 1]])
    writes = [[node for node in applies([row]) if len(node.inputs) == 3][0] for row in others]
    assert [node.inputs[1] for node in writes] == [V, W]
    assert [node.inputs[2].data.tolist() for node in writes] == [[0, 2], [1, 2]]
    found = theano.function([V, W], out)([3.5, 4.5], [5.5, 6.5])
    np.testing.assert_array_equal(found, [[[0, 0, 1], [3, 0, 4], [0, 5.5, 6.5]]])


def test_constants_that_cannot_be_computed_stay() -> None:
    singular = tt.nlinalg.matrix_inverse(tt.constant(np.zeros((2, 2))))
    graph = FunctionGraph([A], [A + singular], clone=False)
    optdb.query(Query(include=["canonicalize"])).optimize(graph)
    assert "MatrixInverse" in {type(node.op).__name__ for node in graph.apply_nodes}
