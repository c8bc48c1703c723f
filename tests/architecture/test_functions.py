"""Functions have at most 60 lines and a complexity of at most 20."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.test_files import statements_below
from tests.architecture.test_imports import ROOT, statements

FOLDERS = ("compat", "migrate", "theano_common")
MOST_LINES = 60
MOST_COMPLEX = 20

# (file, function): those still over one of the limits. A row goes with its function's excess.
REMAINING = {
    ("compat/rules/density/by_position.py", "_one_value_throughout"),
    ("compat/rules/loops/log_recursions.py", "_gradient"),
    ("compat/samplers/jax_chains.py", "sample_chains"),
    ("compat/samplers/jax_program.py", "compiled_programs"),
    ("compat/samplers/nutpie.py", "sample"),
    ("compat/samplers/steps/steps_in_c.py", "draw"),
    ("compat/samplers/tfp.py", "_kernel"),
    ("migrate/check/audit.py", "_audited"),
    ("migrate/check/check.py", "run"),
    ("migrate/check/names/resolve.py", "_visit"),
    ("migrate/check/names/values.py", "of_call"),
    ("migrate/check/rules/imports/mc106_argument_not_taken.py", "find"),
    ("migrate/check/rules/python_2/mc513_iterator_used_as_a_list.py", "find"),
}

BRANCHES = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.match_case,
    ast.IfExp,
    ast.comprehension,
)


def complexity(function: ast.AST) -> int:
    """Count the ways through a function by McCabe's rule.

    Operands of `and` and `or`, conditional expressions and comprehensions count too, and so do functions inside of it.
    """
    return 1 + sum(
        len(node.values) - 1 if isinstance(node, ast.BoolOp) else isinstance(node, BRANCHES)
        for statement in function.body
        for node in ast.walk(statement)
    )


def too_large() -> Iterator[tuple[str, str]]:
    """Yield the file and the name of each function over a limit."""
    for path in (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")):
        waiting: list[ast.AST] = [statements(path)]
        while waiting:
            node = waiting.pop()
            waiting += statements_below(node)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = node.end_lineno - node.lineno + 1
                if lines > MOST_LINES or complexity(node) > MOST_COMPLEX:
                    yield path.relative_to(ROOT).as_posix(), node.name


def test_functions_are_short_and_simple():
    found = set(too_large())
    assert not found - REMAINING, "divide these along their steps"
    assert not REMAINING - found, "these rows are no longer needed"
