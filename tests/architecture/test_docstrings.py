"""Public names are documented in one form: ruff's D rules look at the sources, this at what users see."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FACES = (
    "compat.theano_api",
    "compat.theano_api.tensor",
    "compat.theano_api.tensor.nnet",
    "compat.theano_api.tensor.slinalg",
    "compat.theano_api.tensor.nlinalg",
    "compat.theano_api.gradient",
    "compat.theano_api.sparse",
    "compat.pymc3_api",
    "compat.pymc3_api.gp",
    "compat.pymc3_api.ode",
    "compat.pymc3_api.variational",
    "theano_migrate.compare",
)

PRODUCT = Path(__file__).parents[2]
MOST_LINES = 12
# These have many arguments or fields, with a line or two for each.
LONG = {
    "compat/distributions/spec.py: DistributionSpec",
    "compat/functions/function.py: function",
    "compat/infer/smc/sample_smc.py: sample_smc",
    "compat/infer/metropolis/differential_evolution.py: DEMetropolisZ",
    "compat/ops/elementwise/elemwise.py: Elementwise",
    "compat/ops/linear_algebra/least_squares.py: TriangularForm",
    "compat/pymc3_api/sampling.py: sample",
    "compat/scale/map_models.py: map_models",
    "compat/theano_api/scan_module/scan.py: scan",
    "environment/seaborn_tsplot.py: tsplot",
    "theano_common/saved/format.py: Format",
}


def public(module: ModuleType) -> list[tuple[str, Any]]:
    """Functions and classes of ours that a module shows."""
    names = getattr(module, "__all__", [name for name in vars(module) if not name.startswith("_")])
    found = [(name, getattr(module, name)) for name in names]
    return [
        (name, value)
        for name, value in found
        if (inspect.isfunction(value) or inspect.isclass(value))
        and value.__module__.startswith(
            ("compat", "theano_compat", "theano_migrate", "theano_common", "theano_environment")
        )
    ]


@pytest.mark.parametrize("face", FACES)
def test_public_names_are_documented(face: str) -> None:
    wrong = []
    names = public(importlib.import_module(face))
    for name, value in names:
        lines = (value.__doc__ or "").strip().split("\n")
        if not lines[0].endswith((".", ":")) or (len(lines) > 1 and lines[1].strip()):
            wrong.append(f"{name} ({value.__module__}): {lines[0]!r}")
    assert names and not wrong, "\n".join(wrong)


def _says_return(path: Path) -> bool:
    """Whether a function in `path` that is annotated to return None documents what it returns."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        is_none = isinstance(node.returns, ast.Constant) and node.returns.value is None
        if is_none and (ast.get_docstring(node) or "").startswith("Return"):
            return True
    return False


def test_functions_that_return_nothing_do_not_say_return() -> None:
    found = {
        path.relative_to(PRODUCT).as_posix()
        for folder in ("compat", "migrate", "theano_common", "environment")
        for path in (PRODUCT / folder).rglob("*.py")
        if _says_return(path)
    }
    assert not found, sorted(found)


def documented() -> Iterator[tuple[str, str]]:
    """Yield `path: name` and the docstring of each function and class of the product."""
    for folder in ("compat", "migrate", "theano_common", "environment"):
        for path in (PRODUCT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                    yield f"{path.relative_to(PRODUCT).as_posix()}: {node.name}", ast.get_docstring(node) or ""


def test_docstrings_are_short() -> None:
    assert {where for where, text in documented() if len(text.split("\n")) > MOST_LINES} == LONG


def test_examples_are_in_files() -> None:
    """`compat/names/` has them, where pages, `theano-compat names` and stubs read them."""
    assert not [where for where, text in documented() if "Example::" in text]


def test_summaries_of_rules_are_identities_or_sentences() -> None:
    """ruff does not ask for the full stop in compat/rules, where first lines may be identities."""
    wrong = []
    for path in (PRODUCT / "compat" / "rules").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
                first = (ast.get_docstring(node) or ".").split("\n")[0]
                if " -> " not in first and not first.endswith((".", ":")):
                    wrong.append(f"{path}: {first!r}")
    assert not wrong, "\n".join(wrong)
