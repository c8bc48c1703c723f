"""MC522: arguments that matplotlib no longer takes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import keyword_renamed
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

BECOMES = {"normed": "density", "axisbg": "facecolor", "axis_bgcolor": "facecolor"}
RULE = Rule(
    code="MC522",
    severity="breaks",
    title="argument that matplotlib no longer takes",
    why="normed went in matplotlib 3.1, axisbg in 2.2, hold in 3.0: AttributeError,"
    " unless compat.install() or `theano-compat run` is in force.",
    do="density=, facecolor=; leave hold out.",
    words=("normed", "axisbg", "hold"),
)

BEFORE = """
import matplotlib.pyplot as plt
plt.hist(x, bins=30, normed=True)  # MC522
fig, ax = make()
ax = plt.subplot(111, axisbg="w")  # MC522
ax.hist(x, normed=1)  # MC522
plt.plot(x, hold=True)  # MC522
plt.hist(x, density=True)
other(normed=True)
"""
AFTER = """
import matplotlib.pyplot as plt
plt.hist(x, bins=30, density=True)
fig, ax = make()
ax = plt.subplot(111, facecolor="w")
ax.hist(x, density=1)
plt.plot(x, hold=True)  # MC522
plt.hist(x, density=True)
other(normed=True)
"""


def spoken_of(name: str, word: str) -> bool:
    """Say whether this rule lists the keyword for a function of matplotlib."""
    correlates = name.endswith(("acorr", "xcorr"))  # acorr and xcorr still have normed
    return name.startswith("matplotlib.") and word in (*BECOMES, "hold") and not correlates


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Call):
        names = module.names_of(node.func)
        by_hist = isinstance(node.func, ast.Attribute) and node.func.attr in ("hist", "hist2d")
        for word in node.keywords:
            listed_for = next((name for name in names if spoken_of(name, word.arg or "")), "")
            if listed_for or (by_hist and word.arg == "normed"):
                new = BECOMES.get(word.arg or "")
                made = word.arg in ("axisbg", "axis_bgcolor")
                method = "__init__" if made else listed_for.rpartition(".")[2] or node.func.attr  # type: ignore[attr-defined]
                fix = keyword_renamed(module, word, new) if new else None
                yield Hit(word, f"matplotlib.axes.Axes.{method}({word.arg})", fix=fix)
