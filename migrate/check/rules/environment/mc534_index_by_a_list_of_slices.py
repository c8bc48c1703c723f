"""MC534: lists with slices in them as an index."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeGuard

from ...fixes.edit import changed
from ...names.coverage import Coverage
from ...names.kinds import SLICES, kinds_in
from ...names.module import Module
from ...names.values import TENSORS
from ..rule import Hit, Rule

RULE = Rule(
    code="MC534",
    severity="breaks",
    title="index by a list that holds slices or one mask",
    why="NumPy read it as a tuple until 1.22: IndexError since 1.23, or another shape.",
    do="A tuple: x[slice(2), 1], or x[tuple(index)]. `theano-compat run script.py` reads it as before.",
    words=("slice", "newaxis", "Ellipsis", "None"),
)

BEFORE = """
import numpy as np
x = np.ones((3, 3))
x[[slice(2), 1]]  # MC534
x[[1, Ellipsis]] = 0  # MC534
x[[1, np.newaxis]]  # MC534
x[[x > 1]] = 0  # MC534
x[[y > 1]], x[[0 in x]]
x[[0, 1]], x[slice(2), 1], x[[None]][0]
near = [abs(x - 1) <= 0.5]
x[near] = z[near]  # MC534 MC534
far, few = [x > 2, x > 3], [y > 1]
x[far], x[few], other[[0]]
index = [slice(None)] * x.ndim
index[0] = 1
x[index] += 1  # MC534
def part(y, axis):
    at = []
    for n in y.shape:
        at.append(slice(0, n))
    cut = [slice(0, n) for n in y.shape]
    other = [slice(None)] * 2
    other = tuple(other)
    return y[at], y[cut], y[[slice(None)] + [axis]], y[other]  # MC534 MC534 MC534
"""
AFTER = """
import numpy as np
x = np.ones((3, 3))
x[(slice(2), 1)]
x[(1, Ellipsis)] = 0
x[(1, np.newaxis)]
x[x > 1] = 0
x[[y > 1]], x[[0 in x]]
x[[0, 1]], x[slice(2), 1], x[[None]][0]
near = [abs(x - 1) <= 0.5]
x[tuple(near)] = z[tuple(near)]
far, few = [x > 2, x > 3], [y > 1]
x[far], x[few], other[[0]]
index = [slice(None)] * x.ndim
index[0] = 1
x[tuple(index)] += 1
def part(y, axis):
    at = []
    for n in y.shape:
        at.append(slice(0, n))
    cut = [slice(0, n) for n in y.shape]
    other = [slice(None)] * 2
    other = tuple(other)
    return y[tuple(at)], y[tuple(cut)], y[tuple([slice(None)] + [axis])], y[other]
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Subscript):
        index = node.slice
        if isinstance(index, ast.List) and len(index.elts) > 1 and any(_cuts(module, one) for one in index.elts):
            yield Hit(index, "index", fix=changed(module, index, "list_as_tuple"))
        elif isinstance(index, ast.List) and len(index.elts) == 1 and _is_mask_of(index.elts[0], node.value):
            yield Hit(index, "index", fix=changed(module, index, "only_element"))
        elif not isinstance(index, ast.List):
            slices = _holds_slices(module, index, node.value)
            if slices or _holds_a_mask(module, index):
                note = "list that holds slices" if slices else "list that holds one mask"
                yield Hit(index, "index", note, fix=changed(module, index, "put_into", "tuple({x})"))


def _holds_a_mask(module: Module, index: ast.expr) -> bool:
    """Say whether it is a name of a list with one comparison in it, of an array that it indexes somewhere."""
    if not isinstance(index, ast.Name):
        return False
    kinds = kinds_in(module)
    lists = kinds.origins(index)
    masks = [one.elts[0] for one in lists if isinstance(one, ast.List) and len(one.elts) == 1]
    if not lists or len(masks) < len(lists) or not all(_is_comparison(one) for one in masks):
        return False
    compared = {one.id for mask in masks for one in ast.walk(mask) if isinstance(one, ast.Name)}
    return any(
        isinstance(one.slice, ast.Name)
        and isinstance(one.value, ast.Name)
        and one.value.id in compared
        and kinds.origins(one.slice) == lists
        for one in module.of(ast.Subscript)
    )


def _is_comparison(node: ast.expr) -> TypeGuard[ast.Compare]:
    return isinstance(node, ast.Compare) and not any(
        isinstance(one, ast.In | ast.NotIn | ast.Is | ast.IsNot) for one in node.ops
    )


def _holds_slices(module: Module, index: ast.expr, indexed: ast.expr) -> bool:
    """Say whether it is a list of slices by another expression than brackets; tensors take such a list as before."""
    if isinstance(index, ast.Constant | ast.Slice | ast.Tuple) or module.names_of(indexed) & TENSORS:
        return False
    return kinds_in(module).of(index) == SLICES


def _is_mask_of(node: ast.expr, array: ast.expr) -> bool:
    """Say whether it is a comparison of the indexed array: `x > 0` in `x[[x > 0]]`."""
    return (
        _is_comparison(node)
        and isinstance(array, ast.Name)
        and any(isinstance(side, ast.Name) and side.id == array.id for side in (node.left, *node.comparators))
    )


def _cuts(module: Module, node: ast.expr) -> bool:
    """Say whether it is a slice, an ellipsis or a new axis; a lone None may be the key of a table."""
    if isinstance(node, ast.Constant):
        return node.value is Ellipsis
    if isinstance(node, ast.Name):
        return node.id == "Ellipsis" and "Ellipsis" not in module.bound
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "slice" and "slice" not in module.bound
    return "numpy.newaxis" in module.names_of(node)
