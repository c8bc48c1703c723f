"""Scopes of Python source: the names that each binds, and what they are known to stand for."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import reduce

from .tree import children

Names = frozenset[str]
UNKNOWN: Names = frozenset()
ELSE = "?"  # in a set of names: it may also be something unknown
NONE: Names = frozenset({"None"})
MOST = 32  # names that one object may stand for: more count as unknown, since each would be looked up every time
INNER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef,
         ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)  # fmt: skip

BINDING = frozenset({ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef,
                     ast.ExceptHandler, ast.Global, ast.Nonlocal})  # fmt: skip


@dataclass
class Scope:
    """One scope during the walk: `values` is what each bound name may stand for at this point."""

    kind: str  # "module", "function", "class"
    parent: Scope | None = None
    local: set[str] = field(default_factory=set)
    values: dict[str, Names] = field(default_factory=dict)
    declared_global: set[str] = field(default_factory=set)
    undo: list[dict[str, Names | None]] = field(default_factory=list)  # of each branch around: what was bound before it

    def lookup(self, name: str) -> Names | None:
        """Return what `name` stands for; UNKNOWN if bound to something else; None if not bound anywhere."""
        scope: Scope | None = self
        while scope is not None:
            if scope is self or scope.kind != "class":  # a class body is invisible from its methods
                if name in scope.values:
                    return scope.values[name]
                if name in scope.local and scope.kind == "function":
                    return UNKNOWN
            scope = scope.parent
        return None

    def bind(self, name: str, value: Names) -> None:
        if self.undo:
            self.undo[-1].setdefault(name, self.values.get(name))
        self.values[name] = value

    def branch(self, walk: Callable[[], object]) -> dict[str, Names]:
        """Return the bindings that `walk` makes, and restore the scope; the cost must not depend on its size."""
        self.undo.append({})
        walk()
        before = self.undo.pop()
        bound = {name: self.values[name] for name in before}
        for name, value in before.items():
            if value is None:
                del self.values[name]
            else:
                self.values[name] = value
        return bound

    def merge(self, branches: list[dict[str, Names]]) -> None:
        """Join the bindings of branches after an if or a try: a name may stand for its value in any of them."""
        for name in {name for branch in branches for name in branch}:
            ends = (branch.get(name, self.values.get(name)) for branch in branches)
            self.bind(name, reduce(either, (names for names in ends if names is not None)))


def either(one: Names, other: Names) -> Names:
    """Return the union of two sets of names. A possible None is ignored; a possible unknown is kept."""
    if one == NONE or other == NONE:
        return other if one == NONE else one
    names = one | other if bool(one) == bool(other) else one | other | {ELSE}
    return names if len(names) <= MOST else UNKNOWN


def bound_names(statements: list[ast.stmt]) -> set[str]:
    """Return the names that these statements bind in their own scope, without `global` and `nonlocal` ones."""
    bound: set[str] = set()
    elsewhere: set[str] = set()
    for node in _own_nodes(statements):
        kind = type(node)  # isinstance is slow, and most nodes are none of these
        if kind is ast.Name:
            if type(node.ctx) is not ast.Load:  # type: ignore[attr-defined]
                bound.add(node.id)  # type: ignore[attr-defined]
        elif kind in BINDING:
            if isinstance(node, ast.Import | ast.ImportFrom):
                bound.update(imported_as(alias) for alias in node.names if alias.name != "*")
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                bound.add(node.name)
            elif isinstance(node, ast.ExceptHandler) and node.name:
                bound.add(node.name)
            elif isinstance(node, ast.Global | ast.Nonlocal):
                elsewhere.update(node.names)
    return bound - elsewhere


def imported_as(alias: ast.alias) -> str:
    """Return the bound name: theano for `import theano.tensor`, tt for `import theano.tensor as tt`."""
    return alias.asname or alias.name.partition(".")[0]


def parameters(arguments: ast.arguments) -> list[str]:
    """Return the names of all parameters."""
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [a.arg for a in (*named, arguments.vararg, arguments.kwarg) if a is not None]


def _own_nodes(statements: list[ast.stmt]) -> Iterator[ast.AST]:
    todo: list[ast.AST] = list(statements)
    while todo:
        node = todo.pop()
        yield node
        if type(node) not in INNER:
            todo += children(node)
