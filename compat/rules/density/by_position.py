"""Vectors of a few values at places that are known when the graph is built, as reads by a constant index.

Groups are written in many ways: by `set_subtensor` at masks, as lists with a value for each row, as pieces one after
the other, as a matrix of ones and zeros times a vector. Each becomes `a[index]`, whose gradient is a sum by group, and
for which there is much below (compilation/data_stage/grouping.py, compilation/data_stage/least_squares.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.variable import Apply, Constant
from ...ops.elementwise.arithmetic import mul
from ...ops.elementwise.elemwise import Elemwise
from ...ops.elementwise.selection import second, switch
from ...ops.indexing.advanced_subtensor import AdvancedIncSubtensor, AdvancedSubtensor
from ...ops.indexing.subtensor import IncSubtensor, Subtensor
from ...ops.indexing.subtensor_index import Dynamic, Index
from ...ops.linear_algebra.blas import Dot
from ...ops.reductions.ops import Sum
from ...ops.shapes.checked_length import CheckedLength
from ...ops.shapes.creation import Alloc
from ...ops.shapes.equal_lengths import checked
from ...ops.shapes.join import Join, MakeVector
from ...ops.shapes.shape import DimShuffle, dimshuffle
from ...ops.tensor_op import constant
from ..engine import Rule, rule
from ..match import as_dtype, both_orders, fit, is_constant, made_with

ROWS_PER_VALUE = 2  # fewer: the vector as written is no longer than what stands for it
FEWEST_ELEMENTS = 3  # of one vector: two are two loads
MOST_LOOKED_AT = 1_000_000  # elements of a matrix that may be ones and zeros


@dataclass(frozen=True)
class Element:
    """x[k], of which no graph is made until it is needed."""

    x: Any
    k: int


Chosen = tuple[Sequence[Any], np.ndarray]  # single values (or Elements), and which of them stands at each place


def chosen(v: Any) -> Chosen | None:
    """The vector `v` as single values and the places of each, if these are known."""
    compared = made_with(v, CheckedLength)
    if compared is not None and isinstance(compared.inputs[1], Constant):
        found = chosen(compared.inputs[0])
        return found if found is not None and len(found[1]) == compared.inputs[1].data else None
    one = _one_value_throughout(v)
    if one is not None:
        return [one[0]], np.zeros(one[1], "int64")
    node = v.owner
    if node is None or not reads_at_constant(node):
        return None
    source, index = node.inputs[0], node.inputs[1].data
    maker = made_with(source, MakeVector)
    if maker is not None:
        return [as_dtype(s, v.type.dtype) for s in maker.inputs], np.arange(len(maker.inputs))[index]
    used, index = np.unique(index, return_inverse=True)
    return [Element(source, int(k)) for k in used], index


def reads_at_constant(node: Apply) -> bool:
    """Whether `node` is x[index] with a vector of places that are known."""
    return (
        isinstance(node.op, AdvancedSubtensor)
        and node.op.pattern == (0,)
        and isinstance(node.inputs[1], Constant)
        and node.inputs[1].type.broadcastable == (False,)
    )


def _one_value_throughout(v: Any) -> tuple[Any, int] | None:
    """(single value, length) of a vector that has one value throughout."""
    if v.type.ndim != 1 or v.type.broadcastable != (False,):
        return None
    if isinstance(v, Constant):
        data = np.asarray(v.data)
        return (constant(data[0]), len(data)) if len(data) and (data == data[0]).all() else None
    node = v.owner
    if node is None:
        return None
    if isinstance(node.op, Alloc):
        value, length = node.inputs
        return (single(value), int(length.data)) if isinstance(length, Constant) and value.type.ndim == 0 else None
    if not isinstance(node.op, Elemwise) or len(node.outputs) != 1:
        return None
    if node.op.scalar_op is second and isinstance(node.inputs[0], Constant):
        like, value = node.inputs
        return (single(value), len(like.data)) if all(value.type.broadcastable) and like.type.ndim == 1 else None
    return _function_of_one_value(v)


def _function_of_one_value(v: Any) -> tuple[Any, int] | None:
    """The same of an elementwise function of vectors that have one value throughout, and of single values."""
    op, parts = v.owner.op, []
    lengths: set[int] = set()
    for i in v.owner.inputs:
        if all(i.type.broadcastable):
            parts.append(single(i))
            continue
        found = _one_value_throughout(i)
        if found is None:
            return None
        parts.append(found[0])
        lengths.add(found[1])
    if len(lengths) != 1:
        return None
    [length] = lengths
    if op.scalar_op is mul:  # ones(n) * s
        moving = [p for p in parts if not is_constant(p, 1)]
        if len(moving) == 1 and moving[0].type.dtype == v.type.dtype:
            return moving[0], length
    return op(*parts), length


def single(v: Any) -> Any:
    return dimshuffle(v, ()) if v.type.ndim else v


def by_index(values: Sequence[Any], index: np.ndarray, node: Apply) -> Any:
    """values[k] for each k of `index`, in place of `node`; None where that is not shorter."""
    found, places = _distinct(values, index)
    if not found or len(found) * ROWS_PER_VALUE > len(index):
        return None
    return fit(_read(found, places, node.outputs[0].type.dtype), node)  # type: ignore[attr-defined]


def values_by_index(values: Sequence[Any], index: np.ndarray, dtype: str) -> Any:
    """A vector of values[k] for each k of `index`, at least one."""
    return _read(*_distinct(values, index), dtype)


def _distinct(values: Sequence[Any], index: np.ndarray) -> tuple[list[Any], np.ndarray]:
    """Those of `values` that are read, each once, and which of them each place has."""
    used, index = np.unique(index, return_inverse=True)
    distinct: dict[Any, tuple[int, Any]] = {}  # (its number, itself)
    numbers = []
    for k in used:
        value = _element(values[k])
        key = value if isinstance(value, Element) else value.signature() if isinstance(value, Constant) else id(value)
        numbers.append(distinct.setdefault(key, (len(distinct), value))[0])
    return [value for _, value in distinct.values()], np.array(numbers, "int64")[index]


def _read(found: list[Any], places: np.ndarray, dtype: str) -> Any:
    elements = [v for v in found if isinstance(v, Element)]
    if len(elements) == len(found) and len({id(v.x) for v in elements}) == 1 and elements[0].x.type.dtype == dtype:
        return AdvancedSubtensor((0,))(elements[0].x, constant(np.array([v.k for v in elements])[places]))
    singles = [as_dtype(v.x[v.k] if isinstance(v, Element) else v, dtype) for v in found]
    if len(singles) == 1:
        return Alloc()(singles[0], np.int64(len(places)))
    return AdvancedSubtensor((0,))(MakeVector(dtype)(*singles), constant(places))


def _element(v: Any) -> Any:
    """`v` as an Element where it is one at a constant place, else itself."""
    node = None if isinstance(v, Element) else made_with(v, Subtensor)
    if node is None or node.inputs[0].type.broadcastable != (False,):
        return v
    [entry] = node.op.entries
    return Element(node.inputs[0], entry.at) if isinstance(entry, Index) and not isinstance(entry.at, Dynamic) else v


@rule(on=Join)
def join_of_few_values(node: Apply) -> Any:
    """join(0, alloc(s, 3), alloc(t, 4)) -> read(stack(s, t), 0, 0, 0, 1, 1, 1, 1)"""
    if node.op.axis != 0 or node.outputs[0].type.ndim != 1:
        return None
    values: list[Any] = []
    places: list[np.ndarray] = []
    for v in node.inputs:
        found = ([single(v)], np.zeros(1, "int64")) if v.type.broadcastable == (True,) else chosen(v)
        if found is None:
            return None
        places.append(found[1] + len(values))
        values.extend(found[0])
    return by_index(values, np.concatenate(places), node)


@rule(on=MakeVector)
def vector_of_repeated_values(node: Apply) -> Any:
    """stack(s, s, t, s, t) -> read(stack(s, t), 0, 0, 1, 0, 1)"""
    if len(node.inputs) < ROWS_PER_VALUE or len({id(v) for v in node.inputs}) * ROWS_PER_VALUE > len(node.inputs):
        return None
    return by_index(node.inputs, np.arange(len(node.inputs)), node)


@rule(on=MakeVector)
def vector_of_elements(node: Apply) -> Any:
    """stack(x[2], x[0], x[3]) -> read(x, 2, 0, 3)"""
    found = [_element(v) for v in node.inputs]
    if len(found) < FEWEST_ELEMENTS or any(not isinstance(v, Element) or v.x is not found[0].x for v in found):
        return None
    return fit(AdvancedSubtensor((0,))(found[0].x, constant(np.array([v.k for v in found]))), node)


@rule(on=(IncSubtensor, AdvancedIncSubtensor))
def values_set_at_places(node: Apply) -> Any:
    """set_subtensor(alloc(s, 5)[2:], t) -> read(stack(s, t), 0, 0, 1, 1, 1)

    By a slice, an array of places or a mask of data.
    """
    x, y, *index = node.inputs
    if not node.op.set_instead or x.type.broadcastable != (False,):
        return None
    below = chosen(x)
    if below is None:
        return None
    if isinstance(node.op, AdvancedIncSubtensor):
        if not isinstance(index[0], Constant) or index[0].type.ndim != 1:
            return None
        at = index[0].data
    else:
        if index:
            return None
        at = node.op.python_index(())[0]
    values, places = list(below[0]), below[1].copy()
    try:
        length = len(places[at]) if np.ndim(places[at]) else 1
    except IndexError:
        return None  # the call says so
    above = ([single(y)], np.zeros(length, "int64")) if all(y.type.broadcastable) else chosen(y)
    if above is None or len(above[1]) != length:
        return None
    places[at] = (above[1] if np.ndim(places[at]) else above[1][0]) + len(values)
    return by_index([*values, *above[0]], places, node)


@rule(on=switch)
def switch_of_two_values(node: Apply) -> Any:
    """switch(mask(1, 0, 0, 1, 0), s, t) -> read(stack(t, s), 1, 0, 0, 1, 0)"""
    condition, yes, no = node.inputs
    if (
        not isinstance(condition, Constant)
        or condition.type.broadcastable != (False,)
        or not all(yes.type.broadcastable)
        or not all(no.type.broadcastable)
    ):
        return None
    return by_index([single(no), single(yes)], (condition.data != 0).astype("int64"), node)


@rule(on=AdvancedSubtensor)
def read_of_read(node: Apply) -> Any:
    """read(read(x, 3, 1, 0), 0, 0, 2) -> read(x, 3, 3, 0)"""
    below = node.inputs[0].owner
    if below is None or not reads_at_constant(node) or not reads_at_constant(below):
        return None
    try:
        index = below.inputs[1].data[node.inputs[1].data]  # type: ignore[attr-defined]
    except IndexError:
        return None  # the call says so
    return fit(AdvancedSubtensor((0,))(below.inputs[0], constant(index)), node)


def _index_of_ones(matrix: Any) -> np.ndarray | None:
    """At which column each row of a constant matrix has a one, if all else in it is zero."""
    if (
        not isinstance(matrix, Constant)
        or matrix.type.broadcastable != (False, False)
        or not 0 < matrix.data.size <= MOST_LOOKED_AT
    ):
        return None
    ones = matrix.data == 1
    if not (ones | (matrix.data == 0)).all() or not (ones.sum(axis=1) == 1).all():
        return None
    return np.argmax(ones, axis=1)


@rule(on=Dot)
def product_with_ones_at_places(node: Apply) -> Any:
    """dot(one_hot(1, 0, 4, 2, 1), w) -> read(checked(w, 0, 5), 1, 0, 4, 2, 1)

    A matrix of data with a single one in each row. The product that it replaces compared the lengths.
    """
    matrix, x = node.inputs
    index = _index_of_ones(matrix) if x.type.broadcastable == (False,) else None
    return None if index is None or not isinstance(matrix, Constant) else fit(_rows_of(x, matrix, index), node)


@rule(on=Sum)
def sum_with_ones_at_places(node: Apply) -> Any:
    """Sum((1,))(mul(one_hot(1, 0, 4, 2, 1), w.dimshuffle("x", 0))) -> read(checked(w, 0, 5), 1, 0, 4, 2, 1)"""
    product = node.inputs[0].owner
    if (
        product is None
        or not isinstance(product.op, Elemwise)
        or product.op.scalar_op is not mul
        or node.inputs[0].type.ndim != 2
        or node.op.axes(2) != (1,)
    ):
        return None
    for matrix, row in both_orders(product):
        spread = made_with(row, DimShuffle)
        x = spread.inputs[0] if spread is not None and spread.op.new_order == ("x", 0) else row
        index = _index_of_ones(matrix) if x.type.broadcastable == (False,) else None
        if index is not None:
            return fit(_rows_of(x, matrix, index), node)
    return None


def _rows_of(x: Any, matrix: Any, index: np.ndarray) -> Any:
    return AdvancedSubtensor((0,))(checked(x, 0, constant(np.int64(matrix.data.shape[1]))), constant(index))


BY_POSITION: tuple[Rule, ...] = (
    join_of_few_values,
    vector_of_repeated_values,
    vector_of_elements,
    values_set_at_places,
    switch_of_two_values,
    read_of_read,
    product_with_ones_at_places,
    sum_with_ones_at_places,
)
