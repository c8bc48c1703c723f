"""Name resolution on the syntax tree: from `T.nnet.relu` to `theano.tensor.nnet.relu`.

The walk follows the order of execution: branches are joined, function bodies come after the scope
around them has ended (so they see its last bindings). The result of a call stands as its callable's
name with "()" behind it, so that a rule can follow `B = pm.Bound(...)` to `B("x")`.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable

from migrate.check.names.module import Module, Use
from migrate.check.names.scopes import UNKNOWN, Names, Scope, bound_names, imported_as, parameters

BUILTINS = frozenset(dir(builtins))
CATCHES_IMPORT = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}
CATCHES_ATTRIBUTE = {"AttributeError", "NameError", "Exception", "BaseException"}
VERSION_NAMES = {"version_info", "hexversion", "PY2", "PY3", "python_version"}


def resolve(module: Module, exports: Callable[[str, str], bool]) -> Module:
    """Fill `module.uses`. `exports(module name, name)` says what `import *` brings in."""
    walk = _Walk(module, exports)
    walk.statements(module.tree.body)
    while walk.deferred:
        walk.deferred.pop(0)()
    return module


class _Walk:
    def __init__(self, module: Module, exports: Callable[[str, str], bool]) -> None:
        self.module = module
        self.exports = exports
        self.scope = Scope("module", local=bound_names(module.tree.body))
        self.module_scope = self.scope
        self.stars: list[str] = []
        self.deferred: list[Callable[[], None]] = []
        self.caught: list[set[str]] = []  # exceptions caught by the enclosing try statements
        module.bound |= {a.id for a in module.nodes if isinstance(a, ast.Name) and _stores(a)}
        module.bound |= {a.arg for a in module.nodes if isinstance(a, ast.arg)}
        module.bound |= self.scope.local

    # Statements

    def statements(self, body: list[ast.stmt]) -> None:
        for statement in body:
            handler = getattr(self, f"on_{type(statement).__name__}", None)
            if handler is not None:
                handler(statement)
            else:
                self.children(statement)

    def children(self, node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.stmt):
                self.statements([child])
            else:
                self.visit(child)

    def on_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self.use(alias.name, alias, "import", node)
            self.bind(imported_as(alias), {alias.name if alias.asname else alias.name.partition(".")[0]})

    def on_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            local = node.level > 0 or node.module is None
            if alias.name == "*":
                if not local:
                    self.stars.append(str(node.module))
                    self.use(str(node.module), alias, "import", node)
            elif local:
                self.bind(imported_as(alias), UNKNOWN)
            elif node.module != "__future__":
                self.use(f"{node.module}.{alias.name}", alias, "import", node)
                self.bind(alias.asname or alias.name, {f"{node.module}.{alias.name}"})

    def on_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            self.assign(target, node.value)

    def on_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.visit(node.annotation)
        if node.value is not None:
            self.visit(node.value)
            self.assign(node.target, node.value)

    def on_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)
        self.assign(node.target, None)

    def on_Delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            self.assign(target, None)

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
        asks_version = any(
            getattr(part, "id", getattr(part, "attr", "")) in VERSION_NAMES for part in ast.walk(node.test)
        )
        self.caught += [CATCHES_IMPORT | CATCHES_ATTRIBUTE] * asks_version  # the program has minded it
        self.branches(node.body, node.orelse)
        del self.caught[len(self.caught) - asks_version :]

    def on_Match(self, node: ast.Match) -> None:
        self.visit(node.subject)
        self.branches(*[case.body for case in node.cases], [])

    def on_With(self, node: ast.With | ast.AsyncWith) -> None:
        for item in node.items:
            self.visit(item.context_expr)
            if item.optional_vars is not None:
                self.assign(item.optional_vars, item.context_expr)  # `with pm.Model() as m` gives itself
        self.statements(node.body)

    on_AsyncWith = on_With

    def on_Try(self, node: ast.Try) -> None:
        before = dict(self.scope.values)
        self.caught.append({name for handler in node.handlers for name in _exceptions(handler)})
        self.statements(node.body)
        self.caught.pop()
        self.statements(node.orelse)
        ends = [self.scope.values]
        for handler in node.handlers:
            self.scope.values = dict(before)
            if handler.type is not None:
                self.visit(handler.type)
            if handler.name:
                self.bind(handler.name, UNKNOWN)
            self.statements(handler.body)
            ends.append(self.scope.values)
        self.scope.merge(ends)
        self.statements(node.finalbody)

    on_TryStar = on_Try

    def on_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for outside in (*node.decorator_list, node.args, node.returns):
            if outside is not None:
                self.visit(outside)
        self.bind(node.name, UNKNOWN)
        self.later(bound_names(node.body), node.args, lambda: self.statements(node.body))

    on_AsyncFunctionDef = on_FunctionDef

    def on_ClassDef(self, node: ast.ClassDef) -> None:
        for outside in (*node.decorator_list, *node.bases, *node.keywords):
            self.visit(outside)
        self.bind(node.name, UNKNOWN)
        self.scope = Scope("class", self.scope, bound_names(node.body))
        self.statements(node.body)
        self.scope = self.scope.parent  # type: ignore[assignment]

    # Expressions

    def visit(self, node: ast.AST) -> Names:
        """Record the uses inside an expression; returns what the whole of it may stand for."""
        names = self._visit(node)
        if names:
            self.module.resolved[node] = names
        return names

    def _visit(self, node: ast.AST) -> Names:
        if isinstance(node, ast.Name | ast.Attribute):
            return self.chain(node)
        if isinstance(node, ast.Call):
            return self.call(node)
        if isinstance(node, ast.NamedExpr):
            self.visit(node.value)
            self.assign(node.target, node.value)
            return self.module.resolved.get(node.value, UNKNOWN)
        if isinstance(node, ast.Lambda):
            self.visit(node.args)
            self.later(set(), node.args, lambda: self.visit(node.body))
        elif isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
            self.comprehension(node)
        elif isinstance(node, ast.IfExp):
            self.visit(node.test)
            return self.visit(node.body) | self.visit(node.orelse)
        else:
            self.children(node)
        return UNKNOWN

    def chain(self, node: ast.Name | ast.Attribute) -> Names:
        """Record the longest chain; its inner parts are resolved but are no uses of their own."""
        names = self.peek(node)
        if not names:
            if isinstance(node, ast.Attribute):
                self.visit(node.value)
            return UNKNOWN
        for name in sorted(names):
            kind = "attribute" if isinstance(node, ast.Attribute) else "name"
            if isinstance(node, ast.Name) and self.scope.lookup(node.id) is None:
                kind = "unbound"
            self.use(name, node, kind, stored=_stores(node))
        base: ast.AST = node
        while isinstance(base, ast.Attribute):
            base = base.value
            self.module.resolved[base] = self.peek(base)
        if not isinstance(base, ast.Name):  # pm.sample(...).get_values: look inside the call too
            self.visit(base)
        return names

    def peek(self, node: ast.AST) -> Names:
        """What an expression may stand for, without recording a use."""
        if isinstance(node, ast.Name):
            found = self.scope.lookup(node.id)
            return self.unbound(node.id) if found is None else found
        if isinstance(node, ast.Attribute):
            return frozenset(f"{name}.{node.attr}" for name in self.peek(node.value))
        if isinstance(node, ast.Call):
            return self.peek_call(node)
        return UNKNOWN

    def peek_call(self, node: ast.Call) -> Names:
        called = self.peek(node.func)
        literal = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if "importlib.import_module" in called and literal:
            return frozenset(literal[:1])
        if isinstance(node.func, ast.Name) and self.scope.lookup(node.func.id) is None and literal:
            if node.func.id == "__import__":
                return frozenset({literal[0].partition(".")[0]})
            if node.func.id == "getattr" and len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
                return frozenset(f"{name}.{literal[0]}" for name in self.peek(node.args[0]))
        return frozenset(f"{name}()" for name in called if not name.endswith("()"))

    def call(self, node: ast.Call) -> Names:
        names = self.peek_call(node)
        self.visit(node.func)
        for argument in (*node.args, *node.keywords):
            self.visit(argument)
        for name in sorted(names):
            if not name.endswith("()"):  # import_module("theano"), getattr(theano, "scan")
                self.use(name, node, "attribute")
        return names

    def comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> None:
        self.visit(node.generators[0].iter)
        self.scope = Scope("function", self.scope)
        for i, generator in enumerate(node.generators):
            if i > 0:
                self.visit(generator.iter)
            self.assign(generator.target, None)
            for condition in generator.ifs:
                self.visit(condition)
        for part in (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,):
            self.visit(part)
        self.scope = self.scope.parent  # type: ignore[assignment]

    # Bindings

    def assign(self, target: ast.AST, value: ast.AST | None) -> None:
        if isinstance(target, ast.Name):
            names = self.module.resolved.get(value, UNKNOWN) if value is not None else UNKNOWN
            self.bind(target.id, names)
        elif isinstance(target, ast.Tuple | ast.List):
            parts = value.elts if isinstance(value, ast.Tuple | ast.List) else []
            matched = len(parts) == len(target.elts)
            for i, part in enumerate(target.elts):
                self.assign(part, parts[i] if matched else None)
        elif isinstance(target, ast.Starred):
            self.assign(target.value, None)
        else:
            self.visit(target)

    def bind(self, name: str, value: Names | set[str]) -> None:
        scope = self.module_scope if name in self.scope.declared_global else self.scope
        scope.values[name] = frozenset(value)

    def on_Global(self, node: ast.Global) -> None:
        self.scope.declared_global.update(node.names)

    def unbound(self, name: str) -> Names:
        """A name bound nowhere: from `import *`, or a builtin that Python 3 no longer has."""
        if name in BUILTINS:
            return UNKNOWN
        found = [f"{star}.{name}" for star in reversed(self.stars) if self.exports(star, name)]
        if found:
            return frozenset(found[:1])
        return frozenset({f"builtins.{name}"}) if self.exports("builtins", name) else UNKNOWN

    def branches(self, *bodies: list[ast.stmt]) -> None:
        before, ends = self.scope.values, []
        for body in bodies:
            self.scope.values = dict(before)
            self.statements(body)
            ends.append(self.scope.values)
        self.scope.merge(ends)

    def later(self, local: set[str], arguments: ast.arguments, walk: Callable[[], object]) -> None:
        names = parameters(arguments)
        inside = Scope("function", self.scope, local | set(names), dict.fromkeys(names, UNKNOWN))

        def run() -> None:
            outside, self.scope = self.scope, inside
            walk()
            self.scope = outside

        self.deferred.append(run)

    def use(
        self,
        name: str,
        node: ast.AST,
        kind: str,
        statement: ast.Import | ast.ImportFrom | None = None,
        stored: bool = False,
    ) -> None:
        wanted = CATCHES_IMPORT if kind == "import" else CATCHES_ATTRIBUTE
        guarded = any(wanted & names for names in self.caught)
        self.module.uses.append(Use(name, node, kind, statement, stored, guarded))


def _stores(node: ast.AST) -> bool:
    return not isinstance(getattr(node, "ctx", None), ast.Load)


def _exceptions(handler: ast.ExceptHandler) -> list[str]:
    if handler.type is None:
        return ["BaseException"]
    parts = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return [ast.unparse(part) for part in parts]
