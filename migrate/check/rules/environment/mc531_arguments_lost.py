"""MC531: arguments that functions of other libraries took and take no more, found by asking their releases."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from ...names import dropped_names
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .mc522_plotting_arguments_gone import spoken_of

# Signatures do not show these: the functions accept any keyword, and refuse these later.
REFUSED = {
    **dict.fromkeys(("json.load", "json.loads", "json.dump", "json.dumps"), {"encoding"}),
    **dict.fromkeys(("matplotlib.pyplot.grid", "matplotlib.axes.Axes.grid"), {"b"}),
    **dict.fromkeys(("matplotlib.pyplot.gca", "matplotlib.figure.Figure.gca"), {"projection"}),
    **dict.fromkeys(("matplotlib.pyplot.savefig", "matplotlib.figure.Figure.savefig"), {"frameon", "papertype"}),
    **dict.fromkeys(("matplotlib.pyplot.scatter", "matplotlib.axes.Axes.scatter"), {"verts"}),
    **dict.fromkeys(("scipy.spatial.KDTree.query", "scipy.spatial.cKDTree.query"), {"n_jobs"}),
    **{f"pandas.{cls}.{name}": {"level"} for cls in ("DataFrame", "Series") for name in ("sum", "mean", "std", "max")},
}
REFUSE_ALL = {"scipy.interpolate.interp2d": "raises NotImplementedError since SciPy 1.14: RectBivariateSpline"}
# A function that passes its keywords on -> the function that gets them.
GOES_TO = {"matplotlib.pyplot.grid": "matplotlib.axes.Axes.grid",
           "matplotlib.pyplot.savefig": "matplotlib.figure.Figure.savefig"}  # fmt: skip
# Function -> an argument by position that means another thing today: its place, its name then, and what changed.
READ_OTHERWISE = {
    "numpy.histogram": (3, "normed", "the fourth argument is density= today: another number for bins of unequal width")
}
NOTHING = dropped_names.Fewer(None, frozenset())
OF_A_LAW = re.compile(r"scipy\.stats\.\w+\.(?:interval (alpha)|moment (n))")

RULE = Rule(
    code="MC531",
    severity="breaks",
    title="argument that today's release no longer takes",
    why="A release of 2016 to 2022 took it, the newest does not: TypeError when the line runs, unless"
    " compat.install() or `theano-compat run` is in force and gives it back.",
    do="The library's release notes say what took its place; what went by position may be wanted by keyword.",
    about=(*dropped_names.arguments(), *REFUSED, *REFUSE_ALL, "scipy.stats.interval", "scipy.stats.moment"),
)

BEFORE = """
import json, random
import numpy as np
import pandas as pd
from matplotlib import pyplot as plt
from scipy.linalg import eigh
from scipy.sparse.linalg import cg
from scipy.stats import norm
frame = pd.DataFrame({"a": [1]})
frame.drop("a", 1)  # MC531
frame.to_csv("a.csv", line_terminator="n")  # MC531
frame.drop("a", axis=1)
np.corrcoef([[1, 2], [2, 3]], bias=1)  # MC531
np.histogram([1.0], 2, None, True)  # MC531
cg([[1.0]], [1.0], tol=1e-3)  # MC531
eigh([[1.0]], eigvals=(0, 0), turbo=True)  # MC531 MC531
plt.boxplot([1, 2], labels=["a"])  # MC531
random.shuffle([1, 2], random.random)  # MC531
random.shuffle(*both)
json.dumps(1, indent=2)
json.dumps(1, True)  # MC531
plt.grid(b=True)  # MC531
json.loads("1", encoding="utf8")  # MC531
norm.interval(alpha=0.9)  # MC531
from scipy.interpolate import interp2d
interp2d([0, 1], [0, 1], [[0, 1], [1, 2]])  # MC531
norm.interval(0.9), norm.moment(n=1)  # MC531
frame.a.cat.reorder_categories([1], inplace=True)  # MC531
frame["b"].cat.remove_unused_categories(), frame.cat(inplace=True), cats.reorder_categories([1], inplace=True)
try:
    frame.a.cat.reorder_categories([1], inplace=True)
except TypeError:
    pass
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, name in _calls(module):
        fewer = dropped_names.arguments().get(name, NOTHING)
        if name in REFUSE_ALL:
            yield Hit(call, name, REFUSE_ALL[name])
        if module.is_guarded(call, "TypeError"):
            continue
        for word in call.keywords:
            refused = word.arg in fewer.words or word.arg in REFUSED.get(name, ())
            if (refused or OF_A_LAW.fullmatch(f"{name} {word.arg}")) and word.arg and not spoken_of(name, word.arg):
                yield Hit(word, f"{_handed_on(name)}({word.arg})", "is not taken any more")
        if name in READ_OTHERWISE and len(call.args) > READ_OTHERWISE[name][0]:
            at, then, note = READ_OTHERWISE[name]
            yield Hit(call.args[at], f"{name}({then})", note)
        by_position = [one for one in call.args if not isinstance(one, ast.Starred)]
        if fewer.most is None or not len(by_position) == len(call.args) > fewer.most:
            continue
        if not _given_itself(module, call, name):
            most = f"at most {fewer.most} by position" if fewer.most else "nothing by position"
            yield Hit(call.args[fewer.most], f"{name}(*)", f"takes {most} today")


def _calls(module: Module) -> Iterator[tuple[ast.Call, str]]:
    """Yield the calls with the one name of what they call, "" for several; `.cat` is of a series, of whatever frame."""
    for call, names in module.named_calls:
        yield call, next(iter(names)).replace("().", ".") if len(names) == 1 else ""
    for call in module.of(ast.Call):
        function = call.func
        if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Attribute):
            if function.value.attr == "cat":
                yield call, f"pandas.Categorical.{function.attr}"


def _handed_on(name: str) -> str:
    module, _, last = name.rpartition(".")
    is_law = module.startswith("scipy.stats.") and last in ("interval", "moment")
    return f"scipy.stats.rv_continuous.{last}" if is_law else GOES_TO.get(name, name)


def _given_itself(module: Module, call: ast.Call, name: str) -> bool:
    """Say whether a method is read from its class, so that the instance is an argument too."""
    if not name.split(".")[-2][:1].isupper() or not isinstance(call.func, ast.Attribute):
        return False
    return not any(one.endswith("()") for one in module.names_of(call.func.value))
