"""Name resolution on the syntax tree: from `T.nnet.relu` to `theano.tensor.nnet.relu`.

The walk follows the order of execution: branches are joined, and function bodies are visited after the enclosing
scope has ended (so that they see its last bindings). A value is the name of its class with "()" appended
(`values.py`); results of the file's functions, and attributes that its classes assign to `self`, are learned in a
first walk and used in a second one.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from .expressions import ExpressionWalk, operated
from .guards import EVERYTHING, exceptions, is_for_older_versions
from .module import Module, OwnImport
from .project import EMPTY, MARK, Exports, Project
from .scopes import UNKNOWN, Scope, bound_names, either, imported_as
from .tree import every_node
from .walk import NOTHING_GIVEN, stores

MOST_STARS = 50  # star-imported modules


def resolve(module: Module, exports: Callable[[str, str], bool], project: Project = EMPTY) -> Exports:
    """Fill `module.uses` and `module.resolved`. `exports(module name, name)`: whether `import *` brings the name.

    Returns the exports of the module.
    """
    module.project = project
    module.hidden = project.named_as_the_library(module.path)
    walk = _Walk(module, exports, project)
    walk.run()
    again = int(bool(walk.returns or walk.attributes))
    if walk.attributes and project.modules.get(walk.path, Exports()) == Exports():
        again += 1  # the result of one method may be assigned to self in another
    for _ in range(again):
        known = {**project.modules, walk.path: walk.exported()}
        module.uses.clear()
        module.resolved.clear()
        module.unseen.clear()
        module.caught.clear()
        module.own_imports.clear()
        walk = _Walk(module, exports, replace(project, modules=known))
        walk.run()
    return walk.exported()


class _Walk(ExpressionWalk):
    """The statements of a walk."""

    def on_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            bound = alias.name if alias.asname else alias.name.partition(".")[0]
            own = self.project.find(self.module.path, bound, 0)
            if own is None:
                self.use(alias.name, alias, "import", node)
            else:
                self.of_the_project(alias, node, alias.name, own)
            self.bind(imported_as(alias), {own or bound})

    def on_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.module == "__future__":
            return
        own = self.project.find(self.module.path, node.module or "", node.level)
        if own is not None and not node.level:
            self.of_the_project(node.names[0], node, str(node.module), own)
        for alias in node.names:
            if alias.name == "*":
                if own is not None or not node.level:
                    self.stars = [one for one in self.stars if one != (own or node.module)][-MOST_STARS:]
                    self.stars.append(own or str(node.module))
                if own is None and not node.level:
                    self.use(str(node.module), alias, "import", node)
            elif own is not None:
                self.bind(imported_as(alias), self.project.member(own, alias.name))
            elif node.level:
                self.bind(imported_as(alias), UNKNOWN)
            else:
                self.use(f"{node.module}.{alias.name}", alias, "import", node)
                self.bind(alias.asname or alias.name, {f"{node.module}.{alias.name}"})

    def of_the_project(self, alias: ast.alias, node: ast.Import | ast.ImportFrom, dotted: str, own: str) -> None:
        sibling = self.project.sibling(self.module.path, dotted) is not None
        path = own.removeprefix(MARK).replace("·", ".")
        self.module.own_imports.append(OwnImport(node, alias, dotted, path, sibling))

    def on_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        asked = self.asked(node.value)
        for target in node.targets:
            self.assign(target, node.value)
            if isinstance(target, ast.Name):
                self.answers[target.id] = asked

    def on_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.visit(node.annotation)
        if node.value is not None:
            self.visit(node.value)
            self.assign(node.target, node.value)

    def on_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)
        before = self.scope.lookup(node.target.id) if isinstance(node.target, ast.Name) else None
        self.assign(node.target, None)
        if before and isinstance(node.target, ast.Name):
            self.bind(node.target.id, operated(before, self.module.resolved.get(node.value, UNKNOWN)))

    def on_Delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            self.assign(target, None)

    def on_Return(self, node: ast.Return) -> None:
        if node.value is None:
            return
        names = self.visit(node.value)
        if self.function is not None:
            before = self.returns.get(self.function)
            self.returns[self.function] = names if before is None else either(before, names)

    def on_For(self, node: ast.For | ast.AsyncFor) -> None:
        self.visit(node.iter)
        self.assign(node.target, None)
        self.branches(node.body, [])
        self.statements(node.orelse)

    on_AsyncFor = on_For

    def on_While(self, node: ast.While) -> None:
        self.visit(node.test)
        self.branches(node.body, [])
        self.statements(node.orelse)

    def on_If(self, node: ast.If) -> None:
        self.visit(node.test)
        self.guarded(self.asked(node.test), lambda: self.branches(node.body, node.orelse))

    def on_Match(self, node: ast.Match) -> None:
        self.visit(node.subject)
        self.branches(*[case.body for case in node.cases], [])

    def on_With(self, node: ast.With | ast.AsyncWith) -> None:
        caught = len(self.caught)
        for item in node.items:
            self.visit(item.context_expr)
            if isinstance(item.context_expr, ast.Call) and "suppress" in ast.unparse(item.context_expr.func):
                self.caught.append({ast.unparse(one) for one in item.context_expr.args})
            if item.optional_vars is not None:
                self.assign(item.optional_vars, item.context_expr)  # `with pm.Model() as m` gives itself
        self.statements(node.body)
        del self.caught[caught:]

    on_AsyncWith = on_With

    def on_Try(self, node: ast.Try) -> None:
        tried = self.scope.branch(lambda: self.tried(node))
        handled = [self.scope.branch(partial(self.handled, node, handler)) for handler in node.handlers]
        self.scope.merge([tried, *handled])
        self.statements(node.finalbody)

    on_TryStar = on_Try

    def tried(self, node: ast.Try | ast.TryStar) -> None:
        self.caught.append({name for handler in node.handlers for name in exceptions(handler)})
        self.statements(node.body)
        self.caught.pop()
        self.statements(node.orelse)

    def handled(self, node: ast.Try | ast.TryStar, handler: ast.ExceptHandler) -> None:
        if handler.type is not None:
            self.visit(handler.type)
        if handler.name:
            self.bind(handler.name, UNKNOWN)
        asked = frozenset({EVERYTHING} if is_for_older_versions(node, handler) else ())
        self.guarded(asked, lambda: self.statements(handler.body))

    def on_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for outside in (*node.decorator_list, node.args, node.returns):
            if outside is not None:
                self.visit(outside)
        name = self.qualified(node.name)
        self.bind(node.name, {name} if not node.decorator_list else UNKNOWN)
        is_plain = isinstance(node, ast.FunctionDef) and not node.decorator_list and self.scope.kind != "function"
        self.later(
            bound_names(node.body),
            node.args,
            lambda: self.statements(node.body),
            owner=self.classes[-1] if self.scope.kind == "class" else None,
            function=name if is_plain else None,
            given=self.module.given.get(name, NOTHING_GIVEN),
        )

    on_AsyncFunctionDef = on_FunctionDef

    def on_ClassDef(self, node: ast.ClassDef) -> None:
        for outside in (*node.decorator_list, *node.keywords):
            self.visit(outside)
        bases = [self.visit(base) for base in node.bases]
        name = self.qualified(node.name)
        self.bases[name] = frozenset().union(*bases)
        self.members[name] = frozenset(bound_names(node.body)) | {
            part.attr for part in every_node(node) if isinstance(part, ast.Attribute) and stores(part)
        }
        self.bind(node.name, {name})
        self.classes.append(name)
        self.scope = Scope("class", self.scope, bound_names(node.body))
        self.statements(node.body)
        self.scope = self.scope.parent  # type: ignore[assignment]
        self.classes.pop()

    def on_Global(self, node: ast.Global) -> None:
        self.scope.declared_global.update(node.names)
