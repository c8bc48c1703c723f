"""The cases of all tables of Ops in one form: variables, what they are given, and the outputs over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse

from tests.backends.structural_cases import CASES as STRUCTURAL
from tests.ops import cases as elementwise
from tests.ops import scan_cases, sparse_cases
from theano_compat.functions.graphs.from_graph import OpFromGraph
from theano_compat.old.theano.typed_list import typed_list
from theano_compat.ops.control.ifelse import ifelse
from theano_compat.ops.elementwise.functions import TABLE
from theano_compat.ops.indexing.slice_variables import make_slice
from theano_compat.ops.networks.softmax import softmax
from theano_compat.ops.random.mrg_streams import MRG_RandomStreams
from theano_compat.ops.random.streams import RandomStreams
from theano_compat.ops.sparse.type import SparseType, is_sparse
from theano_compat.ops.tensor_op import tensor_type

DTYPES = ("float64", "int64", "bool", "complex128")  # of an elementwise row: the first that it takes


@dataclass(frozen=True)
class Graph:
    """`build(*variables)` gives the outputs; `arrays` are values that the variables may have."""

    name: str
    variables: Callable[[], list[Any]]
    build: Callable[[list[Any]], list[Any]]
    arrays: list[Any]
    gradient: bool


def graphs() -> Iterator[Graph]:
    """One for each case of each table."""
    yield from _of_rows()
    yield from _of_structural_cases()
    yield from _of_loops()
    yield from _of_sparse_cases()
    yield from _of_others()


def _of_rows() -> Iterator[Graph]:
    for row in TABLE.values():
        case = next(found for dtype in DTYPES if (found := elementwise.case(row, dtype)) is not None)
        arrays = [np.asarray(column[:4]) for column in case.columns]
        yield Graph(
            case.name,
            lambda arrays=arrays: _variables(arrays),
            lambda given, row=row: [row(*given)],
            arrays,
            case.dtype == "float64",
        )


def _of_structural_cases() -> Iterator[Graph]:
    for family, case in STRUCTURAL:
        yield Graph(
            f"{family}: {case.name}",
            lambda case=case: [g.variable("float64") for g in case.inputs],
            case.outputs,
            [g.array("float64") for g in case.inputs],
            case.gradient,
        )


def _of_loops() -> Iterator[Graph]:
    for case in scan_cases.CASES:
        given = case.values(np.random.RandomState(1))
        arrays = [np.asarray(value, v.dtype) for v, value in zip(case.inputs(), given, strict=True)]
        yield Graph(f"loop: {case.name}", case.inputs, lambda given, case=case: case.build(*given), arrays, case.smooth)


def _of_sparse_cases() -> Iterator[Graph]:
    for case in sparse_cases.CASES:
        arrays = [
            scipy.sparse.csr_matrix(v) if kind == "s" else np.asarray(v)
            for kind, v in zip(case.kinds, case.operands, strict=True)
        ]
        yield Graph(
            f"sparse: {case.name}",
            lambda arrays=arrays: _variables(arrays),
            lambda given, case=case: [case.build(*given)],
            arrays,
            case.gradient,
        )


def _of_others() -> Iterator[Graph]:
    """Ops that hold graphs, draw, or take no dense arrays."""
    v, n = np.arange(4.0), np.asarray(2)
    built: dict[str, tuple[Callable[..., Any], list[Any]]] = {
        "ifelse": (lambda x, n: ifelse(n > 1, x * 2, x[:2]), [v, n]),
        "an Op from a graph": (lambda x: _squared_softmax()(x), [v]),
        "drawn": (lambda x: x + RandomStreams(1).normal(size=(4,)), [v]),
        "drawn by MRG": (lambda x: x + MRG_RandomStreams(1).uniform(size=(4,)), [v]),
        "a list": (lambda x: typed_list.make_list([x, x * 2])[1], [v]),
        "a slice of variables": (lambda x, n: x[make_slice(None, n, None)], [v, n]),
    }
    for name, (build, arrays) in built.items():
        yield Graph(
            name,
            lambda arrays=arrays: _variables(arrays),
            lambda given, build=build: [build(*given)],
            arrays,
            not name.startswith("a list"),
        )


def _squared_softmax() -> OpFromGraph:
    x = tensor_type("float64", (False,))()
    x.tag.test_value = np.zeros(4)
    return OpFromGraph([x], [softmax(x).flatten() ** 2])


def _variables(arrays: list[Any]) -> list[Any]:
    return [
        SparseType(v.format, v.dtype.name)() if is_sparse(v) else tensor_type(v.dtype.name, (False,) * v.ndim)()
        for v in arrays
    ]
