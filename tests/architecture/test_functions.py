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
    ("compat/ops/indexing/reading.py", "_parse"),
    ("compat/ops/indexing/subtensor_index.py", "slice_bounds"),
    ("compat/ops/indexing/writing.py", "inc_subtensor"),
    ("compat/ops/linear_algebra/blas.py", "tensordot"),
    ("compat/ops/scan/gradient.py", "_worth_keeping"),
    ("compat/ops/scan/jax.py", "run"),
    ("compat/ops/scan/legacy_view.py", "var_mappings"),
    ("compat/ops/scan/tangent.py", "tangents"),
    ("compat/ops/shapes/equal_lengths.py", "sources"),
    ("compat/ops/shapes/tiling.py", "tile"),
    ("compat/ops/tensor_op.py", "as_tensor"),
    ("compat/rules/density/by_position.py", "_one_value_throughout"),
    ("compat/rules/indexing.py", "_merged"),
    ("compat/rules/indexing.py", "known_length"),
    ("compat/rules/loops/log_recursions.py", "_gradient"),
    ("compat/rules/loops/products.py", "sums_of_products_outside"),
    ("compat/rules/loops/vectors.py", "expensive_after"),
    ("compat/rules/rerolling/rerolled.py", "_loop"),
    ("compat/rules/signs_known.py", "log_in_parts"),
    ("compat/rules/signs_known.py", "opposite"),
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
    ("migrate/compare/command.py", "main"),
    ("migrate/compare/comparison.py", "_common"),
    ("migrate/compare/comparison.py", "_sampled"),
    ("migrate/compare/comparison.py", "compare"),
    ("migrate/port/arguments.py", "carried"),
    ("migrate/port/certificate/certify.py", "_verdict"),
    ("migrate/port/certificate/comparison.py", "_gradient"),
    ("migrate/port/certificate/new_side.py", "__init__"),
    ("migrate/port/certificate/old_side.py", "__init__"),
    ("migrate/port/certificate/wide_constants.py", "widened"),
    ("migrate/port/command.py", "_port"),
    ("migrate/port/rules/around.py", "models"),
    ("migrate/port/rules/distribution_calls.py", "density_dist"),
    ("migrate/port/rules/plots.py", "plot"),
    ("migrate/port/rules/plots.py", "rule"),
    ("migrate/port/rules/traces.py", "get_values"),
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
