"""Result dtypes and TypeErrors of every elementwise function, for every choice of operand dtypes.

elementwise_dtypes.csv was asked of Theano-PyMC 1.1.2 (floatX=float64; Theano 1.0.5 answered the same) by
applying each function of theano.tensor and theano.tensor.nnet to vectors: "operands" lists the dtypes, |-separated for
several operands, that give "result", a dtype or the name of the exception.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

import theano_compat.ops.elementwise.functions as elementwise
import theano_compat.ops.reductions.functions as reductions
from theano_compat.graph.dtypes import DISCRETE
from theano_compat.graph.types import TensorType
from theano_compat.settings import config

FACTS: dict[str, list[tuple[str, str]]] = {}
with (Path(__file__).parent / "elementwise_dtypes.csv").open(newline="") as file:
    for line in csv.DictReader(file):
        FACTS.setdefault(line["function"], []).extend((o, line["result"]) for o in line["operands"].split())


def outcome(function: str, operands: list[str]) -> str:
    variables = [TensorType(dtype, (False,))() for dtype in operands]
    try:
        home = elementwise if hasattr(elementwise, function) else reductions
        return str(getattr(home, function)(*variables).type.dtype)
    except (TypeError, NotImplementedError) as error:
        assert str(error), "an error without a sentence"
        return type(error).__name__


@pytest.mark.parametrize("function", FACTS)
def test_as_legacy(function: str) -> None:
    wrong = [
        (operands, wanted, found)
        for operands, wanted in FACTS[function]
        if (found := outcome(function, operands.split("|"))) != wanted
    ]
    assert not wrong


def test_quotient_of_integers_is_floatx() -> None:
    with config.change_flags(floatX="float32"):
        assert {outcome("true_div", [x, y]) for x in DISCRETE for y in DISCRETE} == {"float32"}


@pytest.mark.wide(11)
@pytest.mark.parametrize("row", elementwise.TABLE.values(), ids=repr)
def test_values_have_the_declared_dtype(row: elementwise.Elementwise) -> None:
    """For all dtypes, on NumPy: what the graph promises is what comes out."""
    for dtype in (*sorted(DISCRETE), "float16", "float32", "float64", "complex64", "complex128"):
        variables = [TensorType(dtype, (False,))() for _ in range(row.nin)]
        try:
            node = row(*variables).owner
        except TypeError:
            continue
        half = np.full(2, 0.5 if np.dtype(dtype).kind in "fc" else 1, dtype)
        operands = [half] * row.nin
        if np.dtype(dtype).kind == "c" and row.name in COMPLEX_FAILS:
            with pytest.raises((TypeError, NotImplementedError, np.exceptions.ComplexWarning)):
                node.op.compat_array(np, node, *operands)
            continue
        [value] = node.op.compat_array(np, node, *operands)
        assert (value.dtype, value.shape) == (node.outputs[0].type.dtype, (2,)), dtype


# A graph with complex operands may be built, as in legacy, but neither SciPy nor legacy can run it.
COMPLEX_FAILS = {
    "arctan2",
    "chi2sf",
    "gammainc",
    "gammaincc",
    "gammal",
    "gammaln",
    "gammau",
    "i0",
    "i1",
    "int_div",
    "iv",
    "j0",
    "j1",
    "jv",
    "mod",
    "tri_gamma",
}
