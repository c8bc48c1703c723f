"""MC514: sort(cmp=...)."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.kinds import kinds_in
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC514",
    severity="breaks",
    title="sort and sorted with a function of two values",
    why="Python 3 sorts by key alone: TypeError.",
    do="Write key=functools.cmp_to_key(compare).",
    words=("cmp", "sort", "sorted"),
)

BEFORE = """
x.sort(cmp=compare)  # MC514
sorted(x, cmp=compare)  # MC514
x.sort(key=len)
other(cmp=compare)
x.sort(lambda a, b: a - b)  # MC514
sorted(x, compare), sorted(x, lambda a, b: 0), sorted(x, key=len)  # MC514 MC514
def compare(a, b):
    return a - b
x.sort(compare)  # MC514
array.sort(0), array.sort(axis)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        for word in node.keywords:
            if word.arg == "cmp" and name in ("sort", "sorted"):
                yield Hit(word, name)
        alone = isinstance(node.func, ast.Attribute) and name == "sort" and len(node.args) == 1
        if alone and _is_of_two(module, node.args[0]):
            yield Hit(node.args[0], name)
        elif len(node.args) > 1 and kinds_in(module).callee(node) == "sorted":
            yield Hit(node.args[1], name, "sorted takes one value by position in Python 3")


def _is_of_two(module: Module, node: ast.expr) -> bool:
    """Say whether it is a lambda, or a function of the file, of two arguments."""
    if isinstance(node, ast.Lambda):
        return len(node.args.args) == 2
    functions = [one for one in module.of(ast.FunctionDef) if isinstance(node, ast.Name) and one.name == node.id]
    return bool(functions) and all(len(one.args.args) == 2 for one in functions)
