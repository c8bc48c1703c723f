"""What a program itself asks before it uses a name: whether it is there, and which version runs.

    getattr(np, "trapezoid", None) or np.trapz
    np.trapezoid if hasattr(np, "trapezoid") else np.trapz
    try: from scipy.integrate import simpson
    except ImportError: from scipy.integrate import simps

The names behind such a question are no findings: the program has an answer for both cases.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping

from . import dropped_names
from .coverage import longest_part
from .project import STAYING
from .scopes import ELSE, NONE, Names

EVERYTHING = ""  # asked of: a version, or an object that cannot be told
NOTHING: frozenset[str] = frozenset()
OFTEN_HERE = {"numpy", "scipy", "pandas", "matplotlib"}
VERSION_NAMES = {"version_info", "hexversion", "PY2", "PY3", "python_version"}
# `NP_LT_2`, `_version_predates(np, "1.22")`, `mpl.__version__`
ABOUT_VERSIONS = re.compile(r"version|_(?:lt|le|gt|ge|lte|gte)_?\d", re.IGNORECASE)
LISTS_OF_NAMES = {"__dict__", "__all__"}


def questions(
    test: ast.AST, names_of: Callable[[ast.AST], Names], known: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """Return the modules, classes and values whose names an expression asks for.

    names_of: what an expression may stand for. known: variables that hold the answer to such a question.
    """
    asked: set[str] = set()
    for part in ast.walk(test):
        word = part.id if isinstance(part, ast.Name) else part.attr if isinstance(part, ast.Attribute) else ""
        if word in VERSION_NAMES or word and ABOUT_VERSIONS.search(word):
            asked.add(EVERYTHING)
        if isinstance(part, ast.Name):
            asked |= known.get(part.id, NOTHING)
        owner = _asked_of(part)
        if owner is not None:
            names = names_of(owner) - NONE - {ELSE}
            asked |= {name.removesuffix("()") for name in names} or {EVERYTHING}
    return frozenset(asked)


def _asked_of(node: ast.AST) -> ast.expr | None:
    """Return x in `hasattr(x, "a")`, `getattr(x, "a", None)`, `dir(x)`, `vars(x)`, `x.__dict__`."""
    if isinstance(node, ast.Attribute) and node.attr in LISTS_OF_NAMES:
        return node.value
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
        return None
    wanted = {"hasattr": 2, "getattr": 3, "dir": 1, "vars": 1}.get(node.func.id)
    return node.args[0] if wanted is not None and len(node.args) == wanted else None


def covers(asked: frozenset[str], name: str) -> bool:
    """Say whether a name belongs to what was asked for."""
    return any(owner == EVERYTHING or name == owner or name.startswith(f"{owner}.") for owner in asked)


def leaves(body: list[ast.stmt]) -> bool:
    """Say whether what follows a block does not run after it."""
    return bool(body) and isinstance(body[-1], ast.Return | ast.Raise | ast.Continue | ast.Break)


def is_for_older_versions(node: ast.Try | ast.TryStar, handler: ast.ExceptHandler) -> bool:
    """Say whether the tried statements work today, so that the handler is for older versions."""
    caught = set(exceptions(handler))
    if caught <= {"TypeError", "AttributeError", "NameError"}:
        return True
    if not caught <= {"ImportError", "ModuleNotFoundError", "AttributeError", "Exception", "BaseException"}:
        return False
    wanted = {
        name
        for part in node.body
        if isinstance(part, ast.Import | ast.ImportFrom)
        for name in (_from(part) if isinstance(part, ast.ImportFrom) else [alias.name for alias in part.names])
    }
    if not wanted:
        return all(map(_reads_a_name, node.body))
    here = all(name.partition(".")[0] in STAYING | OFTEN_HERE for name in wanted)
    return here and not any(longest_part(name, dropped_names.names()) for name in wanted)


def _reads_a_name(statement: ast.stmt) -> bool:
    """Say whether a statement is `f = np.trapezoid` or `np.trapezoid`, of which nothing fails but the name."""
    return isinstance(statement, ast.Assign | ast.Expr) and isinstance(statement.value, ast.Attribute)


def _from(statement: ast.ImportFrom) -> list[str]:
    return [f"{statement.module}.{alias.name}" for alias in statement.names] if not statement.level else ["."]


def exceptions(handler: ast.ExceptHandler) -> list[str]:
    """Return the names of what a handler catches."""
    if handler.type is None:
        return ["BaseException"]
    parts = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return [ast.unparse(part) for part in parts]
