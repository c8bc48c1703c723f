"""MC109: a requirement of the old libraries in setup.py."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

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
EXTRAS = ("theano", "pymc3")
NEEDED = ["pymc3"]  # MC109
for one in NEEDED:
    print(one)
setup(install_requires=NEEDED)
wanted = {name: read(name) for name in EXTRAS}
for extra in ["theano", "pymc3"]:
    wanted[extra] = read(extra)
sys.argv[1] in ("theano", "pymc3")
GROUPS = ("theano", "pymc3")
setup(extras_require=dict(zip(GROUPS, [["numpy"], ["theano"]])), packages=["theano"], keywords=["pymc3"])  # MC109
"""
OLD = re.compile(r"\s*(theano|theano-pymc|pymc3|pygpu|mkl-service)\s*(\[.*\])?\s*([<>=!~;].*)?$", re.IGNORECASE)

REQUIREMENTS = {"install_requires", "tests_require", "setup_requires"}
NO_REQUIREMENTS = {"packages", "py_modules", "keywords", "classifiers", "platforms"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    if not any(
        name in ("setuptools.setup", "distutils.core.setup", "numpy.distutils.core.setup")
        for _, names in module.named_calls
        for name in names
    ):
        return
    names_of_extras = _names_of_extras(module)
    lists: list[ast.List | ast.Tuple] = [*module.of(ast.List), *module.of(ast.Tuple)]
    for node in lists:
        if node not in names_of_extras:
            for item in node.elts:
                if isinstance(item, ast.Constant) and isinstance(item.value, str) and OLD.match(item.value):
                    yield Hit(item, item.value)


def _names_of_extras(module: Module) -> set[ast.AST]:
    """Return lists with other uses: of names that are iterated, looked up or mapped to requirements."""
    of_names: set[ast.AST] = set()
    walks: list[ast.For | ast.comprehension] = [*module.of(ast.For), *module.of(ast.comprehension)]
    for walk in walks:
        of_names.add(walk.iter)
    for compared in module.of(ast.Compare):
        of_names.update(compared.comparators)
    for call in module.of(ast.Call):
        if isinstance(call.func, ast.Name) and call.func.id == "zip":
            of_names.update(call.args[:1])
        of_names.update(word.value for word in call.keywords if word.arg in NO_REQUIREMENTS)
    wanted = {word.value for call in module.of(ast.Call) for word in call.keywords if word.arg in REQUIREMENTS}
    walked = {node.id for node in of_names if isinstance(node, ast.Name)}
    walked -= {node.id for node in wanted if isinstance(node, ast.Name)}
    for made in module.of(ast.Assign):
        if any(isinstance(target, ast.Name) and target.id in walked for target in made.targets):
            of_names.add(made.value)
    return of_names
