"""MC999: an assertion on a tuple. One file in migrate/check/rules/environment/."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from theano_migrate.check.names.coverage import Coverage
from theano_migrate.check.names.module import Module
from theano_migrate.check.rules.rule import Hit, Rule

RULE = Rule(
    code="MC999",
    severity="style",
    title="assertion on a tuple",
    why="A tuple that is not empty is true: nothing is asserted.",
    do="Leave the parentheses out: assert condition, message.",
    words=("assert",),
)

BEFORE = """
assert (x > 0, "x is negative")  # MC999
assert x > 0, "x is negative"
assert ()
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Assert):
        if isinstance(node.test, ast.Tuple) and node.test.elts:
            yield Hit(node, "assert")
