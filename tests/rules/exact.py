"""A graph of elementwise functions and reductions, evaluated in 60 digits."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np

from theano_compat.graph.traversal import applies
from theano_compat.graph.variable import Constant, Variable
from theano_compat.ops.elementwise.elemwise import Elemwise
from theano_compat.ops.reductions.ops import Sum

mpmath.mp.dps = 400  # exp(-800) beside 1 must not be lost
FUNCTIONS: dict[str, Any] = {
    "add": lambda x, y: x + y,
    "sub": lambda x, y: x - y,
    "mul": lambda x, y: x * y,
    "true_div": lambda x, y: x / y,
    "neg": lambda x: -x,
    "inv": lambda x: 1 / x,
    "sqr": lambda x: x * x,
    "abs_": abs,
    "exp": mpmath.exp,
    "log": mpmath.log,
    "log1p": lambda x: mpmath.log(1 + x),
    "expm1": lambda x: mpmath.exp(x) - 1,
    "sqrt": mpmath.sqrt,
    "erf": mpmath.erf,
    "erfc": mpmath.erfc,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "softplus": lambda x: mpmath.log(1 + mpmath.exp(x)),
}


def evaluate_exactly(output: Variable, values: dict[Variable, np.ndarray]) -> Any:
    """The first element of `output`, as an mpmath number."""
    known: dict[Variable, np.ndarray] = {v: _exact(array) for v, array in values.items()}

    def value(v: Variable) -> np.ndarray:
        return _exact(v.data) if isinstance(v, Constant) else known[v]

    for node in applies([output]):
        inputs = [value(v) for v in node.inputs]
        if isinstance(node.op, Elemwise):
            function = np.frompyfunc(FUNCTIONS[node.op.scalar_op.name], len(inputs), 1)
            known[node.outputs[0]] = np.asarray(function(*inputs), dtype=object)
        elif isinstance(node.op, Sum):
            known[node.outputs[0]] = np.asarray(inputs[0].sum(axis=node.op.axis), dtype=object)
        else:
            known[node.outputs[0]] = node.op.array(np, node, *inputs)[0]
    return known[output].flat[0]


def _exact(array: Any) -> np.ndarray:
    return np.asarray(np.frompyfunc(lambda x: mpmath.mpf(float(x)), 1, 1)(np.asarray(array)), dtype=object)
