"""Each Op pickled and deep-copied: the graph, its gradient, and the compiled function."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest

from tests.ops.every_case import graphs
from tests.ops.test_every_case_in_a_model import slopes
from theano_compat.functions.function import function
from theano_compat.graph.traversal import applies

GRAPHS = list(graphs())
COPIES: dict[str, Callable[[Any], Any]] = {
    "pickle": lambda value: pickle.loads(pickle.dumps(value)),
    "pickle of Python 2's time": lambda value: pickle.loads(pickle.dumps(value, protocol=2)),
    "deepcopy": copy.deepcopy,
}
# the quiet of divisions by zero among hard points
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore::UserWarning")


@cache
def _with_slopes(graph_number: int) -> tuple[list[Any], list[Any]]:
    graph = GRAPHS[graph_number]
    variables = graph.variables()
    outputs = graph.build(variables)
    return variables, [*outputs, *slopes(graph, variables, outputs)]


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, list):
        return len(a) == len(b) and all(map(_same, a, b))
    if hasattr(a, "toarray"):
        a, b = a.toarray(), b.toarray()
    return bool(a.dtype == b.dtype and np.array_equal(a, b, equal_nan=a.dtype.kind in "fc"))


@pytest.mark.slow
@pytest.mark.wide(7)
@pytest.mark.parametrize("how", [*COPIES])
def test_graphs(how: str) -> None:
    """A copy has the same Ops in the same order, and types."""
    wrong = []
    for number, graph in enumerate(GRAPHS):
        variables, outputs = _with_slopes(number)
        try:
            _, again = COPIES[how]((variables, outputs))
        except Exception as error:  # noqa: BLE001  (all are listed)
            wrong.append(f"{graph.name}: {type(error).__name__}: {error}")
            continue
        pairs = zip(applies(outputs), applies(again), strict=True)
        if not all(str(a.op) == str(b.op) and type(a.op) is type(b.op) for a, b in pairs):
            wrong.append(f"{graph.name}: another Op")
        if [o.type for o in outputs] != [o.type for o in again]:
            wrong.append(f"{graph.name}: another type")
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.part(2)
@pytest.mark.parametrize("part", range(4))
def test_functions_of_copies_and_copies_of_functions(part: int) -> None:
    """Both give what the function gives: of random numbers, the first."""
    wrong = []
    for number in range(part, len(GRAPHS), 4):
        graph = GRAPHS[number]
        variables, outputs = _with_slopes(number)
        f = function(variables, outputs, mode="UNOPTIMISED", on_unused_input="ignore")
        copies = {}
        for how in ("pickle", "deepcopy"):
            copies[f"function of a {how}"] = function(
                *COPIES[how]((variables, outputs)), mode="UNOPTIMISED", on_unused_input="ignore"
            )
            copies[f"{how} of a function"] = COPIES[how](f)
        values = f(*graph.arrays)
        wrong += [f"{graph.name}: {what}" for what, g in copies.items() if not _same(g(*graph.arrays), values)]
    assert not wrong, "\n".join(wrong)
