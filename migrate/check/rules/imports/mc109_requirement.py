"""MC109: a requirement of the old libraries in setup.py."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from migrate.check.names.coverage import Coverage
from migrate.check.names.module import Module
from migrate.check.rules.rule import Hit, Rule

RULE = Rule(
    code="MC109",
    severity="breaks",
    words=("setuptools", "distutils"),
    title="requirement that cannot be installed",
    why="pip finds no release of it for Python 3.11 or later, or builds one that does not import.",
    do="Ask for theano-compat instead, which serves `import theano` and `import pymc3`.",
)

BEFORE = """
from setuptools import setup
WANTED = ["numpy", "Theano==1.0.4", "scipy"]  # MC109
setup(
    name="mine",
    install_requires=["pymc3>=3.7,<3.9", "theano-compat"],  # MC109
    extras_require={"gpu": ["pygpu"], "old": ["theano-pymc"]},  # MC109 MC109
)
print("theano")
"""
OLD = re.compile(r"\s*(theano|theano-pymc|pymc3|pygpu|mkl-service)\s*(\[.*\])?\s*([<>=!~;].*)?$", re.IGNORECASE)


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    if not any(
        name in ("setuptools.setup", "distutils.core.setup", "numpy.distutils.core.setup")
        for _, names in module.named_calls
        for name in names
    ):
        return
    for node in module.of(ast.List, ast.Tuple):
        if isinstance(node, ast.List | ast.Tuple):
            for item in node.elts:
                if isinstance(item, ast.Constant) and isinstance(item.value, str) and OLD.match(item.value):
                    yield Hit(item, item.value)
