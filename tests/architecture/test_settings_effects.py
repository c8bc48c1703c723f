"""The table of effects says what is so: a flag stands in it exactly when some module reads it."""

import ast
from pathlib import Path

import pytest

from theano_compat.settings import EFFECTS, FLAGS

COMPAT = Path(__file__).resolve().parent.parent.parent / "compat"


def flags_read() -> set[str]:
    """Names read as `config.X`, `theano.config.X` or getattr(config, "X") outside settings."""
    read = set()
    for path in COMPAT.rglob("*.py"):
        if (COMPAT / "settings") in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and _is_config(node.value):
                read.add(node.attr)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
                if _is_config(node.value.value):
                    read.add(f"{node.value.attr}__{node.attr}")
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr":
                if _is_config(node.args[0]) and isinstance(node.args[1], ast.Constant):
                    read.add(node.args[1].value)
    return read & set(FLAGS)


def _is_config(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name in ("config", "settings")


# Read inside settings itself, to find the folder of compiled objects.
WITHIN_SETTINGS = {"base_compiledir", "compiledir"}


@pytest.mark.slow
def test_effects_are_true():
    assert flags_read() | WITHIN_SETTINGS == set(EFFECTS) | WITHIN_SETTINGS
