"""The names that the modules of a package bind, read from its sources."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from theano_common.python_2_source import understood

ANY = "*"  # among the names of a module that makes some as it runs


@dataclass
class Bound:
    """What a module binds itself, the modules whose names it takes over whole, and its own `__all__`."""

    names: set[str] = field(default_factory=set)
    stars: list[str] = field(default_factory=list)
    listed: set[str] | None = None


def names_of(package: Path) -> dict[str, set[str]]:
    """Qualified module -> names, without those of tests."""
    files = {
        _module(package, file): file
        for file in sorted(package.rglob("*.py"))
        if not re.search(r"(^|/)(tests?/|test_|conftest\.)|_test\.py$", file.relative_to(package).as_posix())
    }
    modules = {name: _bound(name, file) for name, file in files.items()}
    for name in modules:
        parent, _, last = name.rpartition(".")
        if parent in modules:
            modules[parent].names.add(last)
    return {name: _all(name, modules, ()) for name in modules}


def _module(package: Path, file: Path) -> str:
    parts = (package.name, *file.relative_to(package).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _bound(module: str, file: Path) -> Bound:
    tree, _ = understood(file.read_text(encoding="utf-8-sig"))
    found = Bound()
    for node in _statements(tree.body):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.names.add(ANY if name == "__getattr__" else name)
            case ast.Import(names=names):
                found.names.update(one.asname or one.name.partition(".")[0] for one in names)
            case ast.ImportFrom(names=names):
                source = _source(node, module, file.name == "__init__.py")
                for one in names:
                    if one.name == "*":
                        found.stars.append(source)
                    else:
                        found.names.add(one.asname or one.name)
            case ast.Assign() | ast.AnnAssign() | ast.AugAssign() | ast.For() | ast.With():
                _assigned(node, found)
        if any(
            isinstance(part, ast.Name) and part.id in ("globals", "exec")
            for part in ast.walk(node)
            if not isinstance(node, ast.FunctionDef | ast.ClassDef)
        ):
            found.names.add(ANY)
    return found


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Those that run when the module does, also below `if` and `try`."""
    for node in body:
        yield node
        for part in ("body", "orelse", "finalbody"):
            if not isinstance(node, ast.FunctionDef | ast.ClassDef):
                yield from _statements(getattr(node, part, []))
        for handler in getattr(node, "handlers", []):
            yield from _statements(handler.body)


def _assigned(node: ast.stmt, found: Bound) -> None:
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            found.names.add(part.id)
    if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
        try:
            found.listed = set(ast.literal_eval(node.value))
        except ValueError:
            found.listed = None


def _source(node: ast.ImportFrom, module: str, is_package: bool) -> str:
    """The module that `from ... import` names."""
    if not node.level:
        return node.module or ""
    parts = module.split(".")
    parts = parts[: len(parts) - node.level + is_package]
    return ".".join([*parts, node.module] if node.module else parts)


def _all(name: str, modules: dict[str, Bound], above: tuple[str, ...]) -> set[str]:
    """The names of a module with those that its stars bring. A star of a module elsewhere may bring anything."""
    bound = modules[name]
    names = set(bound.names)
    for star in bound.stars:
        if star in above:
            continue
        if star not in modules:
            names.add(ANY)
            continue
        brought = _all(star, modules, (*above, name))
        listed = modules[star].listed
        names |= listed if listed is not None else {one for one in brought if one[:1] != "_"}
    return names


__all__ = ["names_of"]
