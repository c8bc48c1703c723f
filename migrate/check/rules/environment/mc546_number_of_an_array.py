"""MC546: an array of one element that NumPy made, where a number is wanted."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC546",
    severity="breaks",
    title="number wanted of an array of one element",
    why="NumPy took its element, with a warning since 1.25: TypeError or ValueError since 2.4.",
    do="Its element: a.item(), or a[0]. `theano-compat run script.py` takes it as before.",
    words=("where", "nonzero", "argwhere", "flatnonzero", "array", "asarray", "zeros", "ones", "random", "rvs"),
)

BEFORE = """
import numpy as np
from scipy import stats
a = np.zeros(10)
b = np.zeros((10, 1))
int(np.where(a == 0)[0])  # MC546
int(np.where(a == 0)[0][0])
int(np.flatnonzero(a))  # MC546
"%.3f" % np.random.normal(0, 1, size=1)  # MC546
"%s" % np.random.normal(0, 1, size=1)
float(np.random.normal(0, 1))
float(np.random.rand(1))  # MC546
float(np.random.randn(1)[0])
float(np.array([0.5]))  # MC546
float(np.array(0.5))
float(np.ones(1).item())
for i in range(10):
    a[i] = stats.norm.rvs(0, 1, size=1)  # MC546
    a[i] = stats.norm.rvs(0, 1)
    b[i] = np.random.normal(size=1)
    b[i, 0] = np.random.normal(size=1)  # MC546
    a[i:] = np.random.normal(size=1)
try:
    float(np.ones(1))
except TypeError:
    pass
"""
NUMBER = re.compile(r"[^%]*%[-+ #0-9.]*[diufFeEgG][^%]*")
FOUND = {"numpy.argwhere", "numpy.flatnonzero"}
FOUND_BY_AXIS = {"numpy.where", "numpy.nonzero"}
OF_ITEMS = {"numpy.array", "numpy.asarray"}
OF_A_LENGTH = {"numpy.zeros", "numpy.ones", "numpy.empty", "numpy.random.rand", "numpy.random.randn"}
DRAWN = re.compile(r"numpy\.random\.\w+|scipy\.stats\.\w+\.rvs")


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call in module.of(ast.Call):
        by_name = isinstance(call.func, ast.Name) and call.func.id in {"float", "int"} - module.bound
        if by_name and len(call.args) == 1 and _has_a_dimension(module, call.args[0]):
            if not module.is_guarded(call, "TypeError"):
                yield Hit(call, "numpy.ndarray")
    for node in module.of(ast.BinOp):
        text = node.left.value if isinstance(node.left, ast.Constant) else None
        if isinstance(node.op, ast.Mod) and isinstance(text, str) and NUMBER.fullmatch(text):
            if _has_a_dimension(module, node.right):
                yield Hit(node, "numpy.ndarray")
    stored = [part for part in module.of(ast.Assign) if len(part.targets) == 1 and _has_a_dimension(module, part.value)]
    if stored:
        elements = _elements(module)
        yield from (Hit(part, "numpy.ndarray") for part in stored if elements(part.targets[0]))


def _has_a_dimension(module: Module, node: ast.expr) -> bool:
    """Say whether NumPy makes an array of at least one element of it, where a number is wanted."""
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Call):
        whole = isinstance(node.slice, ast.Constant) and type(node.slice.value) is int
        return whole and bool(module.names_of(node.value.func) & FOUND_BY_AXIS) and len(node.value.args) == 1
    if not isinstance(node, ast.Call):
        return False
    names = module.names_of(node.func)
    if names & FOUND:
        return True
    if names & OF_ITEMS:
        return bool(node.args) and isinstance(node.args[0], ast.List) and len(node.args[0].elts) == 1
    if names & OF_A_LENGTH:
        return len(node.args) == 1 and _is_one(node.args[0])
    drawn = bool(names) and all(DRAWN.fullmatch(name) for name in names)
    return drawn and any(word.arg == "size" and _is_one(word.value) for word in node.keywords)


def _is_one(node: ast.expr) -> bool:
    if isinstance(node, ast.Tuple | ast.List):
        return bool(node.elts) and all(map(_is_one, node.elts))
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value == 1


def _elements(module: Module):  # type: ignore[no-untyped-def]
    """Return a test whether a target is one element: of an array of known rank, by constants and loop counters."""
    counters = {
        node.target.id
        for node in module.of(ast.For)
        if isinstance(node.target, ast.Name)
        and isinstance(node.iter, ast.Call)
        and isinstance(node.iter.func, ast.Name)
        and node.iter.func.id in ("range", "xrange")
    }
    dimensions: dict[str, set[int]] = {}
    for node in module.of(ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Name):
                dimensions.setdefault(target.id, set()).add(_dimensions(module, node.value))

    def one(target: ast.expr) -> bool:
        if not (isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name)):
            return False
        index = target.slice.elts if isinstance(target.slice, ast.Tuple) else [target.slice]
        single = all(
            isinstance(part, ast.Name)
            and part.id in counters
            or isinstance(part, ast.Constant)
            and type(part.value) is int
            for part in index
        )
        return single and dimensions.get(target.value.id) == {len(index)}

    return one


def _dimensions(module: Module, node: ast.expr) -> int:
    """Return the rank of an array made by np.zeros, np.ones or np.empty; 0 if unknown."""
    if not (isinstance(node, ast.Call) and node.args and module.names_of(node.func) & OF_A_LENGTH):
        return 0
    shape = node.args[0]
    if isinstance(shape, ast.Tuple | ast.List):
        return len(shape.elts)
    counted = isinstance(shape, ast.Call) and isinstance(shape.func, ast.Name) and shape.func.id == "len"
    return int(counted or isinstance(shape, ast.Constant))
