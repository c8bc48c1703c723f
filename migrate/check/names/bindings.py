"""What is bound to a local name, by all statements of its scope.

The walk of `resolve.py` follows names of libraries from line to line. Here all bindings of a name count, wherever they
stand: what holds for each of them holds at every read, on every path.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import cached_property

from .scopes import imported_as, parameters
from .tree import children, every_node

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(frozen=True)
class Binding:
    """One binding: `node` makes it.

    how: "value": of `value`; "item": of an item of it, by a loop; "part": of the item `at` of it; "entered": of it, by
    `with`; "error": of an exception; "other".
    """

    node: ast.AST
    how: str
    value: ast.expr | None = None
    at: int = 0


@dataclass(eq=False)
class Names:
    """The names of one scope: "module", "class", "function" or "comprehension"."""

    kind: str
    node: ast.AST
    parent: Names | None = None
    bound: dict[str, list[Binding]] = field(default_factory=dict)
    shared: set[str] = field(default_factory=set)  # names that another scope may bind, by global or nonlocal
    elsewhere: set[str] = field(default_factory=set)  # names of another scope that are bound here
    reads: list[ast.Name] = field(default_factory=list)

    def add(self, name: str, binding: Binding) -> None:
        self.bound.setdefault(name, []).append(binding)

    @property
    def around(self) -> Names:
        """Return the scope in which a walrus binds."""
        scope = self
        while scope.kind == "comprehension" and scope.parent is not None:
            scope = scope.parent
        return scope


class Bindings:
    """All bindings of a file."""

    def __init__(self, tree: ast.Module) -> None:
        self.module = Names("module", tree)
        self.scopes = [self.module]
        self.tree = tree
        self._scope_of: dict[ast.AST, Names] = {}
        self._noted: set[ast.AST] = set()
        waiting: list[tuple[ast.AST, Names]] = [(one, self.module) for one in reversed(tree.body)]
        while waiting:
            node, scope = waiting.pop()
            waiting += reversed(self._visit(node, scope))

    def scope_of(self, node: ast.AST) -> Names:
        """Return the scope in which a name is read, or a statement stands."""
        return self._scope_of.get(node, self.module)

    def owner(self, name: str, scope: Names) -> Names | None:
        """Return the scope whose `name` is read in `scope`; None: of no scope of this file, or not to be told."""
        at: Names | None = scope
        while at is not None:
            if name in at.elsewhere:
                return None
            if name in at.bound and (at is scope or at.kind != "class"):
                return None if name in at.shared else at
            at = at.parent
        return None

    def of(self, name: ast.Name) -> list[Binding]:
        """Return the bindings of a name where it is read; none if they cannot be told."""
        owner = self.owner(name.id, self.scope_of(name))
        return owner.bound[name.id] if owner else []

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """Return the node above each node."""
        return {child: node for node in every_node(self.tree) for child in children(node)}

    def reaching(self, name: ast.Name) -> list[Binding]:
        """Return the bindings that a name may have where it is read: the one before it where that is sure, or all."""
        bindings = self.of(name)
        scope = self.scope_of(name)
        while scope.kind == "comprehension" and scope.parent is not None and name.id not in scope.bound:
            scope = scope.parent
        if len(bindings) < 2 or self.owner(name.id, scope) is not scope:
            return bindings
        at: ast.AST = name
        while at is not scope.node:
            found = self._before(at, bindings) if isinstance(at, ast.stmt) else []
            if found:
                return found if len(found) == 1 else bindings
            at = self.parents[at]
        return bindings

    def _before(self, statement: ast.stmt, bindings: list[Binding]) -> list[Binding]:
        """Return the binding that a statement finds, if its block or it itself says so; all if they cannot tell."""
        if isinstance(statement, ast.With | ast.For | ast.While | ast.AsyncFor | ast.Try):
            inside = [one for one in bindings if self._is_in(one.node, statement)]
            if inside and not (
                len(inside) == 1 and inside[0].how in ("entered", "item") and self._heads(inside[0], statement)
            ):
                return bindings
            if inside:
                return inside
        for earlier in reversed(self._siblings_before(statement)):
            inside = [one for one in bindings if self._is_in(one.node, earlier)]
            if inside:
                sure = isinstance(earlier, ast.Assign | ast.AnnAssign) and len(inside) == 1
                return inside if sure else bindings
        return []

    def _heads(self, binding: Binding, statement: ast.stmt) -> bool:
        """Say whether a binding is that of the head of a `with` or a loop."""
        parts = [one.optional_vars for one in statement.items] if isinstance(statement, ast.With) else []
        target = getattr(statement, "target", None)
        return any(binding.node is one for one in (*parts, target, *getattr(target, "elts", ())))

    def _siblings_before(self, statement: ast.stmt) -> list[ast.stmt]:
        around = self.parents[statement]
        for name in ("body", "orelse", "finalbody"):
            block = getattr(around, name, None)
            if isinstance(block, list) and statement in block:
                return block[: block.index(statement)]
        return []

    def _is_in(self, node: ast.AST, statement: ast.AST) -> bool:
        at: ast.AST | None = node
        while at is not None and at is not statement:
            at = self.parents.get(at)
        return at is statement

    def reads_of(self, name: str, owner: Names) -> list[ast.Name]:
        """Return the reads of a name of this scope, in it and in the scopes inside."""
        return [
            one
            for scope in self.scopes
            for one in scope.reads
            if one.id == name and self.owner(name, self._scope_of[one]) is owner
        ]

    def _visit(self, node: ast.AST, scope: Names) -> list[tuple[ast.AST, Names]]:
        """Note what a node binds and reads; return the nodes below it, in order, with their scopes."""
        self._scope_of[node] = scope
        if isinstance(node, FUNCTIONS):
            return self._function(node, scope)
        if isinstance(node, ast.ClassDef):
            scope.add(node.name, Binding(node, "other"))
            inside = self._opened("class", node, scope)
            outside = [*node.decorator_list, *node.bases, *node.keywords]
            return [*((one, scope) for one in outside), *((one, inside) for one in node.body)]
        if isinstance(node, COMPREHENSIONS):
            return self._comprehension(node, scope)
        if isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Load):
                scope.reads.append(node)
            elif isinstance(node.ctx, ast.Store) and node not in self._noted:
                scope.add(node.id, Binding(node, "other"))
            return []
        self._bind(node, scope)
        return [(one, scope) for one in children(node)]

    def _bind(self, node: ast.AST, scope: Names) -> None:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                self._assign(target, node.value, scope)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            self._assign(node.target, node.value, scope)
        elif isinstance(node, ast.NamedExpr):
            self._assign(node.target, node.value, scope.around)
        elif isinstance(node, ast.For | ast.AsyncFor):
            self._loop(node.target, node.iter, scope)
        elif isinstance(node, ast.withitem) and isinstance(node.optional_vars, ast.Name):
            self._note(node.optional_vars, scope, "entered", node.context_expr)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            scope.add(node.name, Binding(node, "error", node.type))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                scope.add(imported_as(alias), Binding(node, "other"))
        elif isinstance(node, ast.Global | ast.Nonlocal):
            scope.elsewhere.update(node.names)
            at = scope.parent
            while at is not None:
                at.shared.update(node.names)
                at = at.parent
        elif isinstance(node, ast.MatchAs | ast.MatchStar) and node.name:
            scope.add(node.name, Binding(node, "other"))
        elif isinstance(node, ast.MatchMapping) and node.rest:
            scope.add(node.rest, Binding(node, "other"))

    def _assign(self, target: ast.expr, value: ast.expr, scope: Names) -> None:
        if isinstance(target, ast.Name):
            self._note(target, scope, "value", value)
        elif isinstance(target, ast.Tuple | ast.List) and not any(isinstance(p, ast.Starred) for p in target.elts):
            parts = value.elts if isinstance(value, ast.Tuple | ast.List) else []
            for at, part in enumerate(target.elts):
                if len(parts) == len(target.elts):
                    self._assign(part, parts[at], scope)
                elif isinstance(part, ast.Name):
                    self._note(part, scope, "part", value, at)

    def _loop(self, target: ast.expr, iterated: ast.expr, scope: Names) -> None:
        if isinstance(target, ast.Name):
            self._note(target, scope, "item", iterated)
        elif isinstance(target, ast.Tuple) and len(target.elts) == 2 and isinstance(target.elts[1], ast.Name):
            if isinstance(iterated, ast.Call) and getattr(iterated.func, "id", "") == "enumerate" and iterated.args:
                self._note(target.elts[1], scope, "item", iterated.args[0])

    def _note(self, target: ast.Name, scope: Names, how: str, value: ast.expr, at: int = 0) -> None:
        self._noted.add(target)
        scope.add(target.id, Binding(target, how, value, at))

    def _function(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, scope: Names
    ) -> list[tuple[ast.AST, Names]]:
        inside = self._opened("function", node, scope)
        for name in parameters(node.args):
            inside.add(name, Binding(node, "other"))
        outside: list[ast.AST] = [one for one in (*node.args.defaults, *node.args.kw_defaults) if one is not None]
        if isinstance(node, ast.Lambda):
            return [*((one, scope) for one in outside), (node.body, inside)]
        scope.add(node.name, Binding(node, "other"))
        return [*((one, scope) for one in (*node.decorator_list, *outside)), *((one, inside) for one in node.body)]

    def _comprehension(self, node: ast.AST, scope: Names) -> list[tuple[ast.AST, Names]]:
        inside = self._opened("comprehension", node, scope)
        generators: list[ast.comprehension] = node.generators  # type: ignore[attr-defined]
        below: list[tuple[ast.AST, Names]] = [(generators[0].iter, scope)]
        for at, one in enumerate(generators):
            self._loop(one.target, one.iter, inside)
            below += [(one.iter, inside)] if at else []
            below += [(part, inside) for part in (one.target, *one.ifs)]
        made = (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,)  # type: ignore[attr-defined]
        return [*below, *((part, inside) for part in made)]

    def _opened(self, kind: str, node: ast.AST, parent: Names) -> Names:
        scope = Names(kind, node, parent)
        self.scopes.append(scope)
        return scope
