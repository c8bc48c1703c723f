"""Which files need name resolution: a rule finds nothing in a file that lacks its words."""

from __future__ import annotations

import ast
import re
from functools import cache

from ..names.project import Project, without_suffix
from ..names.project_exports import LEGACY
from ..names.tree import every_node
from . import registry

WORD = re.compile(r"\w+")
IMPORTED = re.compile(r"(?:^|[;:])[ \t]*(?:from[ \t]+(\w+)|import[ \t]+((?:[^#;\n\\]|\\\r?\n)+))", re.MULTILINE)
ROOT = re.compile(r"(?:^|,)[\s\\]*(\w+)")
OLD_LINE_END = re.compile(r"\r(?!\n)")


def worth_resolving(text: str, tree: ast.Module, path: str, project: Project) -> bool:
    """Say whether any rule may find something in this file of the project."""
    if LEGACY.search(text) or without_suffix(path) in project.telling or OLD_LINE_END.search(text):
        return True
    words, imported = set(WORD.findall(text)), _imported(text)
    if not words.isdisjoint(_named()) or not imported.isdisjoint(_modules() | project.beside(path)):
        return True
    if any(root in words and not words.isdisjoint(names) for root, names in _by_root().items()):
        return True
    builtins = words & _builtins()
    return bool(builtins) and any(isinstance(node, ast.Name) and node.id in builtins for node in every_node(tree))


def _imported(text: str) -> set[str]:
    """Return the first parts of all imported modules' names, and possibly other words."""
    found = set()
    for base, modules in IMPORTED.findall(text):
        found |= {base} if base else set(ROOT.findall(modules))
    return found


@cache
def _named() -> frozenset[str]:
    """Return the words that rules declare as sufficient."""
    return frozenset(word for one in registry.rules() for word in one.rule.words)


@cache
def _builtins() -> frozenset[str]:
    return frozenset(name for root, name in _listed() if root == "builtins")


@cache
def _modules() -> frozenset[str]:
    """Return the modules that are listed as a whole."""
    return frozenset(name for root, name in _listed() if root == name)


@cache
def _by_root() -> dict[str, frozenset[str]]:
    """Return library -> last parts of its names that rules list."""
    found: dict[str, set[str]] = {}
    for root, name in _listed():
        if root not in ("builtins", name):
            found.setdefault(root, set()).add(name)
    return {root: frozenset(names) for root, names in found.items()}


@cache
def _listed() -> frozenset[tuple[str, str]]:
    """Return (first part, last part) of every name that a rule lists or is about."""
    about = (name for one in registry.rules() for name in one.rule.about)
    names = (name.removesuffix("()") for name in (*registry.listed(), *about))
    return frozenset((name.partition(".")[0], name.rpartition(".")[2]) for name in names)
