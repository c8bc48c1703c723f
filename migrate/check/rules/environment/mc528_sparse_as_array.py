"""MC528: .A and .H of sparse matrices."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import changed
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC528",
    severity="breaks",
    title=".A and .H of a sparse matrix",
    why="SciPy 1.14 dropped it: AttributeError.",
    do="Write .toarray(), .conj().T.",
    words=("sparse",),
)

BEFORE = """
import scipy.sparse as sp
from scipy.sparse import csr_matrix
m = sp.csr_matrix(x)
m.A  # MC528
csr_matrix(x).A.sum()  # MC528
m.H * m  # MC528
m.toarray()
other.A
"""
AFTER = """
import scipy.sparse as sp
from scipy.sparse import csr_matrix
m = sp.csr_matrix(x)
m.toarray()
csr_matrix(x).toarray().sum()
m.conj().T * m
m.toarray()
other.A
"""
WRITTEN = {"A": "toarray()", "H": "conj().T"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Attribute):
        if node.attr in WRITTEN:
            names = module.names_of(node.value)
            if names and all(name.startswith("scipy.sparse.") and name.endswith("()") for name in names):
                fix = changed(module, node, "attribute_renamed", WRITTEN[node.attr])
                yield Hit(node, f"scipy.sparse.{node.attr}", fix=fix)
