"""A graph of elementwise functions and reductions, evaluated in 400 digits by the `reference` of each function."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np

from tests.ops.references import of_mpmath_numbers
from theano_compat.graph.traversal import applies
from theano_compat.graph.variable import Constant, Variable
from theano_compat.ops.elementwise.elemwise import Elemwise
from theano_compat.ops.reductions.ops import Prod, Sum

DIGITS = 400  # exp(-800) beside 1 must not be lost


def evaluate_exactly(output: Variable, values: dict[Variable, np.ndarray]) -> Any:
    """The first element of `output`, as an mpmath number."""
    with mpmath.workdps(DIGITS):
        return _values(output, values)[output].flat[0]


def _values(output: Variable, values: dict[Variable, np.ndarray]) -> dict[Variable, np.ndarray]:
    """Each variable down to `output`, as an array of mpmath numbers."""
    known: dict[Variable, np.ndarray] = {v: _exact(array) for v, array in values.items()}

    def value(v: Variable) -> np.ndarray:
        return _exact(v.data) if isinstance(v, Constant) else known[v]

    for node in applies([output]):
        inputs = [value(v) for v in node.inputs]
        if isinstance(node.op, Elemwise):
            function = of_mpmath_numbers(node.op.scalar_op.name)
            known[node.outputs[0]] = np.asarray(np.frompyfunc(function, len(inputs), 1)(*inputs), dtype=object)
        elif isinstance(node.op, Sum):
            known[node.outputs[0]] = np.asarray(inputs[0].sum(axis=node.op.axis), dtype=object)
        elif isinstance(node.op, Prod):
            known[node.outputs[0]] = np.asarray(inputs[0].prod(axis=node.op.axis), dtype=object)
        else:
            known[node.outputs[0]] = node.op.compat_array(np, node, *inputs)[0]
    return known


def _exact(array: Any) -> np.ndarray:
    return np.asarray(np.frompyfunc(lambda x: mpmath.mpf(float(x)), 1, 1)(np.asarray(array)), dtype=object)
