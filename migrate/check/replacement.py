"""How one use of a name becomes another: decided on the syntax tree, carried out by `apply_fixes`."""

from __future__ import annotations

import ast
import builtins
from dataclasses import dataclass

from migrate.check.module import Module, Use

BUILTINS = frozenset(dir(builtins))


@dataclass(frozen=True)
class Replacement:
    """In an expression: take `strip` trailing attributes off and add `add`, or put `whole` in its place.

    In an import: `module` and `name` are the new ones (`name` empty for `import module`), `bound` is
    the identifier that the rest of the file goes on using.
    """

    strip: int = 0
    add: tuple[str, ...] = ()
    whole: str = ""
    module: str = ""
    name: str = ""
    bound: str = ""


def plan(module: Module, use: Use, old: str, new: str) -> Replacement | None:
    """The replacement of `old` by `new` at this use; None where that takes more than this place."""
    if use.kind == "import":
        return _in_import(use, old, new)
    part = use.part(old)
    if not isinstance(part, ast.Name | ast.Attribute):
        return None
    if new in BUILTINS:
        return None if new in module.bound else Replacement(whole=new)
    before, after = old.split("."), new.split(".")
    shared = next(i for i, (a, b) in enumerate(zip([*before, ""], [*after, None], strict=False)) if a != b)
    strip = len(before) - shared
    written = use.written - (use.name.count(".") - old.count("."))
    if shared == 0 or strip > written:
        return None  # would need an import that may not be there
    return Replacement(strip=strip, add=tuple(after[shared:]))


def _in_import(use: Use, old: str, new: str) -> Replacement | None:
    alias = use.node
    assert isinstance(alias, ast.alias)
    if use.name != old or alias.name == "*" or new in BUILTINS:
        return None
    if isinstance(use.statement, ast.ImportFrom):
        parent, _, name = new.rpartition(".")
        return Replacement(module=parent, name=name, bound=alias.asname or alias.name) if parent else None
    if alias.asname is None and "." in alias.name:
        return None
    return Replacement(module=new, bound=alias.asname or alias.name)
