"""The functions outside of its own text that a unit calls, read from its statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from . import workspace
from .compilers.scipy_pointers import POINTERS
from .expression import needs
from .ir.expressions import Call, ElementwiseCall, walk
from .ir.statements import Definition, Function, Together, expressions_in, statements_in
from .support_functions.elementwise import SUPPORT
from .support_functions.linear_algebra import MATRIX_FUNCTIONS


@dataclass(frozen=True)
class CalledFunctions:
    """support, matrix: of support_functions/. pointers: those of other libraries."""

    support: frozenset[str]
    matrix: frozenset[str]
    pointers: frozenset[str]


def called_functions(unit: Iterable[Definition]) -> CalledFunctions:
    """Return the functions that a unit calls."""
    forms = {}  # of entries, each once
    pointers: set[str] = set()
    matrix: set[str] = set()
    for d in unit:
        if not isinstance(d, Function):
            continue
        for s in statements_in(d.body):
            if isinstance(s, Together):
                pointers.update(s.pointers)
                matrix.update(s.matrix_functions)
        for e in walk(*(e for s in d.body for e in expressions_in(s))):
            if isinstance(e, ElementwiseCall):
                forms[e.entry.name, e.dtypes, e.in_vectors] = e.entry
            elif isinstance(e, Call) and e.function == "TAKE":
                pointers.update(workspace.TYPES)
    needed = {n for (_, dtypes, in_vectors), entry in forms.items() for n in needs(entry, dtypes, in_vectors)}
    pointers.update(needed & POINTERS.keys(), (p for name in matrix for p in MATRIX_FUNCTIONS[name][1]))
    return CalledFunctions(frozenset(needed & SUPPORT.keys()), frozenset(matrix), frozenset(pointers))
