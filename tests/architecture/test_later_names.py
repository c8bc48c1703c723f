"""Names that load when they are first used: what the tables say at run time, type checkers are told too.

Names of modules that go by their legacy names are left out: those of `compat/old`, which nothing imports.
"""

import ast
from pathlib import Path

import pytest

from tests.architecture.test_files import ROOT
from tests.architecture.test_imports import statements

NOT_TOLD = {"_TAKEN_FROM_HERE"}  # private names, for old tests


def _tables(tree: ast.Module) -> set[str]:
    """The names that calls of `names_of` spell out."""
    found: set[str] = set()
    for statement in tree.body:
        if getattr(getattr(statement, "targets", [None])[0], "id", "") in NOT_TOLD:
            continue
        for call in ast.walk(statement):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "names_of":
                spelt = [value for keyword in call.keywords for value in _values(keyword.value)]
                found |= {name.partition("=")[0] for words in spelt for name in words.split()}
    return found


def _values(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Dict):
        rows = zip(node.keys, node.values, strict=True)
        return [words for key, value in rows if not _is_legacy(key) for words in _values(value)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _is_legacy(key: ast.expr | None) -> bool:
    return isinstance(key, ast.Constant) and str(key.value).startswith(("theano.", "pymc3."))


def _told(tree: ast.Module) -> set[str]:
    """The names of the imports that type checkers see alone."""
    blocks = [one for one in tree.body if isinstance(one, ast.If) and "TYPE_CHECKING" in ast.dump(one.test)]
    imports = [one for block in blocks for one in block.body if isinstance(one, ast.ImportFrom)]
    return {alias.asname or alias.name for one in imports for alias in one.names} - {"*"}


HOME = ROOT / "compat" / "importing" / "module_getattr.py"
FILES = sorted(
    path
    for path in (ROOT / "compat").rglob("*.py")
    if path != HOME and "names_of(" in path.read_text() and _tables(statements(path))
)


def test_there_are_such_files() -> None:
    assert len(FILES) >= 12


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_type_checkers_are_told_what_the_tables_say(path: Path) -> None:
    tree = statements(path)
    assert _tables(tree) == _told(tree)
