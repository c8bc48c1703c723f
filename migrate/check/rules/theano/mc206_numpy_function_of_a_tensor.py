"""MC206: functions of NumPy that do not understand tensors."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ...names.values import TENSORS
from ..rule import Hit, Rule

FAILING = frozenset(
    "mean std var max min amax amin round around sort trace diagonal any all diag diff reshape concatenate"
    " logical_and logical_or tensordot linspace median percentile allclose histogram interp cov corrcoef hypot"
    " logaddexp einsum take bincount linalg.inv linalg.det linalg.solve linalg.cholesky".split()
)
OTHER = frozenset(
    "expand_dims where cumsum cumprod argmax argmin argsort transpose ravel stack vstack hstack outer tile zeros_like"
    " ones_like full_like unique roll pad meshgrid nonzero count_nonzero gradient".split()
)

RULE = Rule(
    code="MC206",
    severity="breaks",
    title="function of NumPy that does not understand tensors",
    why="It raises, or takes the variable for an object without parts and gives an array of objects."
    " (exp, log, sqrt, dot, sum, prod, clip, abs, maximum and other ufuncs do give variables.)",
    do="Use the function of theano.tensor that has its name.",
)

BEFORE = """
import numpy as np
import theano.tensor as tt
x = tt.dvector("x")
np.exp(x)
np.mean(x)  # MC206
np.concatenate([x, x])  # MC206
np.where(x > 0, x, 0)  # MC206
np.any(x)  # MC206
np.swapaxes(x, 0, 0)
np.linalg.det(tt.dmatrix())  # MC206
np.mean(data)
tt.mean(x)
np.sum(x)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Call):
        if not node.args:
            continue
        for name in module.names_of(node.func):
            root, _, function = name.partition(".")
            if root == "numpy" and (function in FAILING or function in OTHER) and _is_tensor(module, node.args[0]):
                raises = function in FAILING
                yield Hit(
                    node,
                    name,
                    f"{name} of a tensor {'raises' if raises else 'gives no variable'}",
                    severity=None if raises else "style",
                )


def _is_tensor(module: Module, node: ast.expr) -> bool:
    parts = node.elts if isinstance(node, ast.List | ast.Tuple) and node.elts else [node]
    return all((names := module.names_of(part)) and names <= TENSORS for part in parts)
