"""The fix that replaces one qualified name by another, if that needs a change at this place only."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping

from ..names.module import Module, Use
from .edit import Edit, Fix, change, changed, end_of, replaced, start_of

BUILTINS = frozenset(dir(builtins))


def renamed(module: Module, use: Use, old: str, becomes: Mapping[str, str]) -> Fix | None:
    """Return the fix from `old` to `becomes[old]`; None if it needs more than this place, such as an import."""
    new = becomes[old]
    if use.kind == "import":
        return _in_import(module, use, old, new, becomes)
    part = use.part(old)
    if not isinstance(part, ast.Name | ast.Attribute):
        return None
    if new in BUILTINS:
        return None if new in module.bound else replaced(module, part, new)
    before, after = old.split("."), new.split(".")
    shared = next(i for i, (a, b) in enumerate(zip([*before, ""], [*after, None], strict=False)) if a != b)
    strip = len(before) - shared
    if shared == 0 or strip > use.written - (use.name.count(".") - old.count(".")):
        return None  # it would need an import that may be missing
    left: ast.expr = part
    for _ in range(strip):
        assert isinstance(left, ast.Attribute)
        left = left.value
    dotted = "".join("." + name for name in after[shared:])
    start, end = end_of(module, left), end_of(module, part)
    if (gone := module.between(start, end)).replace(" ", "") != "".join("." + name for name in before[shared:]):
        head = gone.find(".")  # brackets or a comment in between: change from the dot on, within one line
        if head < 0 or "\n" in gone or "#" in gone:
            return None
    return changed(module, part, "end_renamed", strip, dotted)


def _in_import(module: Module, use: Use, old: str, new: str, becomes: Mapping[str, str]) -> Fix | None:
    alias, statement = use.node, use.statement
    assert isinstance(alias, ast.alias)
    if use.name != old or alias.name == "*" or new in BUILTINS:
        return None
    if isinstance(statement, ast.ImportFrom):
        return _in_from(module, statement, new.rpartition(".")[0], becomes)
    if alias.asname is None and "." in alias.name:
        return None
    return changed(module, alias, "alias_written", _imported(alias, new))


def _in_from(module: Module, statement: ast.ImportFrom, parent: str, becomes: Mapping[str, str]) -> Fix | None:
    """Split `from a import b, c`, where c has moved to d, into `from a import b` and `from d import c`.

    All names of the statement that move to the same module move together.
    """
    if not parent:
        return None
    moved = {
        alias: new.rpartition(".")[2]
        for alias in statement.names
        if (new := becomes.get(f"{statement.module}.{alias.name}", "")).rpartition(".")[0] == parent
    }
    written = tuple(
        change(module, alias, "alias_written", _imported(alias, name))
        for alias, name in moved.items()
        if name != alias.name
    )
    if parent == statement.module:
        return Fix(written)
    if len(moved) == len(statement.names):
        start = start_of(module, statement)
        head = module.between(start, start_of(module, statement.names[0]))
        if f"from {statement.module} import" not in head:
            return None
        return Fix((change(module, statement, "from_other_module", parent), *written))
    behind = end_of(module, statement)
    names = ", ".join(_imported(alias, name) for alias, name in moved.items())
    line = f"{_next(module, statement)}from {parent} import {names}"
    gone = [at for at, alias in enumerate(statement.names) if alias in moved]
    return Fix((change(module, statement, "names_left", *gone), Edit(behind, behind, line)))


def _imported(alias: ast.alias, new: str) -> str:
    bound = alias.asname or alias.name
    return new if bound == new else f"{new} as {bound}"


def _next(module: Module, statement: ast.stmt) -> str:
    """Return the separator between a statement and a new one after it: a new line, if it is alone on its line."""
    line, column = start_of(module, statement)
    head = module.lines[line - 1][: column - 1]
    end_line, end_column = end_of(module, statement)
    tail = module.lines[end_line - 1][end_column - 1 :].strip()
    if head.strip() or tail:  # not alone on its line (a trailing comment stays with it)
        return "; "
    return module.newline + head
