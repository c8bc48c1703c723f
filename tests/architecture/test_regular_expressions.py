"""What the C backend knows of its code it has as data: its modules search no text by regular expressions."""

import ast
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "compat" / "backends" / "c"
MAY = {  # file -> why
    "text.py": "puts words and types into the files of support/, which are C as it lies there",
}


def imported(file: Path) -> set[str]:
    tree = ast.parse(file.read_text())
    return {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names} | {
        node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
    }


def test_no_module_but_these_has_regular_expressions() -> None:
    assert {file.name for file in FOLDER.rglob("*.py") if imported(file) & {"re", "regex", "sre_parse"}} == set(MAY)
