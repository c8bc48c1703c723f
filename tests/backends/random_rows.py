"""Rows of the op tables as parts of random graphs, dealt out like cards so that each comes equally often.

A row gets inputs of its own, drawn as its table says, or exact values of the graph that fit; structural cases get
other lengths where they allow it (0 and 1 among them). The names of a graph's rows stand in `Graph.rows`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np

from tests.backends.case import Case, Given, listed
from tests.backends.random_graphs import LENGTHS, Graph, build
from tests.backends.structural_cases import CASES
from tests.ops import cases as elementwise_cases
from tests.ops import scan_cases
from theano_compat.backends.c.ctype import kind
from theano_compat.graph.traversal import applies
from theano_compat.graph.types import TensorType
from theano_compat.ops.elementwise.elemwise import Elemwise
from theano_compat.ops.elementwise.functions import TABLE, Elementwise
from theano_compat.ops.reductions.ops import Reduction
from theano_compat.ops.scan.inner_graph import inner_nodes
from theano_compat.ops.tensor_op import as_tensor

DTYPES = ("float64", "float64", "float64", "float32", "int64", "int8", "uint8", "bool", "complex128")
PER_GRAPH = {"elementwise": 1, "structural": 5, "scan": 0.1}  # cards of each table that a graph gets, on average
Row = Callable[[Graph], None]


def elementwise(g: Graph, row: Elementwise) -> None:
    """At points of its domain and at hard ones, some operands broadcast."""
    found = None
    while found is None:
        found = elementwise_cases.case(row, g.pick(DTYPES))
    columns, dtype = found.columns, found.dtype
    known = [elementwise_cases.limit(row.name, backend) for backend in ("c", "jax", "python")]
    points = elementwise_cases.DRAWS if any(known) else len(columns[0])
    shape = tuple(g.pick(LENGTHS) for _ in range(g.choose(3)))
    at = np.random.default_rng(g.choose(2**20)).integers(0, min(points, len(columns[0])), shape)
    operands = []
    for k, column in enumerate(columns):
        known_value = (
            g.any(
                lambda v, k=k: (
                    v.dtype == dtype and g.exact(v) and _inside(g.value(v), row.domain[k]) and _fits(g, v, shape)
                )
            )
            if row.domain and dtype.startswith("float")
            else None
        )
        if known_value is not None and g.choose(3) == 0:
            operands.append(known_value)
            continue
        cut = g.choose(len(shape) + 1) if k and 0 not in shape else 0
        ones = tuple(d < cut for d in range(len(shape)))
        operands.append(g.given(TensorType(dtype, ones)(), column[at][tuple(slice(0, 1 if o else None) for o in ones)]))
    g.result(f"{row.name}({g.label(*operands)})", row(*operands), strict=True)


def _inside(value: np.ndarray, interval: tuple[float, float]) -> bool:
    return bool(((value >= interval[0]) & (value <= interval[1])).all())


def _fits(g: Graph, v: Any, shape: tuple[int, ...]) -> bool:
    """Whether a value has the last lengths of `shape`, none of them broadcast."""
    return v.ndim <= len(shape) and g.shape(v) == shape[len(shape) - v.ndim :] and not any(v.broadcastable)


def structural(g: Graph, case: Case) -> None:
    """With other lengths if that works; the same lengths stay the same, and 1 stays 1 where it is declared."""
    lengths = sorted({n for given in case.inputs for d, n in enumerate(given.shape) if d not in given.ones})
    plans: list[dict[int, int]] = [{}]
    free = all(given.values is None or not given.shape for given in case.inputs)
    if lengths and free and g.choose(2):
        plans.insert(0, {n: g.pick(LENGTHS) for n in lengths})
    dtype = g.pick(("float64", "float64", "float32"))
    for plan in plans:
        try:
            _structural(g, case, plan, dtype)
            return
        except Exception:
            if not plan:
                raise


def _structural(g: Graph, case: Case, plan: dict[int, int], dtype: str) -> None:
    shapes = [tuple(n if d in i.ones else plan.get(n, n) for d, n in enumerate(i.shape)) for i in case.inputs]
    seed = g.choose(1000)
    drawn: dict[Given, Any] = {}
    new: list[tuple[Any, np.ndarray]] = []
    for given, shape in zip(case.inputs, shapes, strict=True):
        if given in drawn:
            continue
        own = dtype if given.dtype == "float" else given.dtype
        usual = given.values is None and given.dtype == "float" and (given.low, given.high) == (-2.0, 2.0)
        ones = tuple(d in given.ones for d in range(len(shape)))
        known = (
            g.any(
                lambda v, own=own, ones=ones, shape=shape: (
                    v.dtype == own and v.broadcastable == ones and g.exact(v) and g.shape(v) == shape
                )
            )
            if usual
            else None
        )
        if known is not None and g.choose(2):
            drawn[given] = known
            continue
        variable = TensorType(own, ones)()
        drawn[given] = variable
        new.append((variable, _values(given, shape, own, seed).copy()))
        if given.values is not None:
            g.named.append(new[-1][1])
    for variable, array in new:
        g.values_of(variable, array)
    outputs = [as_tensor(o) for o in listed(case.build(*(drawn[i] for i in case.inputs)))]
    values = [g.value(o) for o in outputs]  # raises before anything is added where the lengths do not do
    for variable, array in new:
        g.given(variable, array)
    exact = all(g.exact(v) for v in drawn.values())
    text = f"{case.name}({g.label(*(drawn[i] for i in case.inputs))})"
    for k, (output, value) in enumerate(zip(outputs, values, strict=True)):
        whole = value.dtype.kind in "biu" or (case.exact and exact)
        g.result(f"{text}[{k}]", output, exact=whole, smooth=case.gradient)


def _values(given: Given, shape: tuple[int, ...], dtype: str, seed: int) -> np.ndarray:
    """As the table draws, but multiples of 1/4 where that is in its interval: what comes of them is often exact."""
    if given.values is not None:
        return given.array(dtype)
    drawn = Given(shape, dtype, given.low, given.high, seed=seed).array(dtype)
    if drawn.dtype.kind == "f" and given.high - given.low >= 2:
        drawn = np.clip(np.round(drawn * 4) / 4, given.low, given.high).astype(dtype)
    return drawn


def scan(g: Graph, case: scan_cases.Case) -> None:
    values = [np.asarray(v) for v in case.values(np.random.RandomState(g.choose(1000)))]
    variables = [g.given(v, a.astype(v.dtype)) for v, a in zip(case.inputs(), values, strict=True)]
    for k, output in enumerate(case.build(*variables)):
        g.result(f"scan {case.name}({g.label(*variables)})[{k}]", output, smooth=case.smooth)


@cache
def tables() -> dict[str, dict[str, Row]]:
    """Table -> name of a row -> how it becomes a part of a graph. Left out are limits of C: they run in Python."""
    return {
        "elementwise": {name: lambda g, row=row: elementwise(g, row) for name, row in TABLE.items()},
        "structural": {
            case.name: lambda g, case=case: structural(g, case) for _, case in CASES if case.limit("c") is None
        },
        "scan": {case.name: lambda g, case=case: scan(g, case) for case in scan_cases.CASES if case.c},
    }


def dealt(table: str, number: int) -> Sequence[str]:
    """The names of the rows of a table that graph `number` gets: every row once before any comes again."""
    names = sorted(tables()[table])
    each = PER_GRAPH[table]
    first, last = int(number * each), int((number + 1) * each)
    return [_deck(table, at // len(names))[at % len(names)] for at in range(first, last)]


@cache
def _deck(table: str, turn: int) -> list[str]:
    names = sorted(tables()[table])
    random.Random(f"{table} {turn}").shuffle(names)
    return names


def deal(g: Graph, number: int) -> None:
    """Put the rows of graph `number` into it."""
    for table in PER_GRAPH:
        for name in dealt(table, number):
            tables()[table][name](g)
            g.rows.append(f"{table} {name}")


def graph(number: int) -> Graph:
    """Graph `number`: some steps, its rows, steps that take these up, perhaps gradients; in one of five, NaN and
    infinities in the inputs, but for those whose values a case names (sorted ones, say), and unless what comes of them
    is not defined there."""
    rng = random.Random(f"graph {number}")
    g = build(rng.randrange, rng.randrange(2, 7), lambda g: deal(g, number))
    if number % 5 == 0 and not any(_otherwise_elsewhere(n) for n in inner_nodes(applies(g.outputs))):
        for array in g.arrays:
            if (
                array.dtype.kind == "f"
                and array.size > 1
                and rng.randrange(3) == 0
                and not any(array is known for known in g.named)
            ):
                array[tuple(rng.randrange(n) for n in array.shape)] = rng.choice((np.nan, np.inf, -np.inf))
    return g


LIBRARIES = (
    *("theano_compat.ops.linear_algebra.", "theano_compat.ops.networks.convolution"),
    "theano_compat.old.theano.networks.convolution_old",
)


def _otherwise_elsewhere(node: Any) -> bool:
    """Whether NaN and infinities come out otherwise from machine to machine: in BLAS, LAPACK and convolutions, where 0
    times inf is NaN or, skipped, 0, and which results are infinite and which NaN depends on the order of the sums; and
    as integers."""
    if type(node.op).__module__.startswith(LIBRARIES):
        return True
    converts = isinstance(node.op, Reduction) or (
        isinstance(node.op, Elemwise) and node.op.scalar_op.name.startswith("cast_")
    )
    return converts and kind(node.inputs[0].type.dtype) in "fc" and kind(node.outputs[0].type.dtype) in "iu"
