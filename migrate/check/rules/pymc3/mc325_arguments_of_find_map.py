"""MC325: arguments of find_MAP that SciPy does not take."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .calls import calls_of, keyword

RULE = Rule(
    code="MC325",
    severity="breaks",
    title="argument of find_MAP that scipy.optimize.minimize does not take",
    why="find_MAP hands what it does not know to SciPy: TypeError. disp, maxiter and the like went to the functions"
    " fmin_..., in PyMC3 before 3.2; with fmin= they still do.",
    do="Put them into options=, as options={'disp': True}.",
)

BEFORE = """
import pymc3 as pm
from scipy import optimize
with pm.Model():
    pm.find_MAP(disp=True)  # MC325
    pm.find_MAP(fmin=optimize.fmin_powell, disp=True)
    pm.find_MAP(options={"disp": True}, method="powell")
    pm.find_MAP(progressbar_=False)  # MC325
    pm.find_MAP(**given)
"""
TAKEN = frozenset(
    "start vars method return_raw include_transformed progressbar maxeval model fmin args jac hess hessp bounds"
    " constraints tol callback options".split()
)


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, name in calls_of(module, ["find_MAP"]):
        method = keyword(call, "method")
        by_function = method is not None and not isinstance(method.value, ast.Constant)
        if by_function or keyword(call, "fmin") is not None or module.is_guarded(call, "TypeError"):
            continue
        for word in call.keywords:
            if word.arg is not None and word.arg not in TAKEN:
                yield Hit(word, f"pymc3.{name}", f"takes no `{word.arg}`")
