"""Name resolution on the syntax tree: from `T.nnet.relu` to `theano.tensor.nnet.relu`.

The walk follows the order of execution: branches are joined, and function bodies are visited after the enclosing
scope has ended (so that they see its last bindings). A value is the name of its class with "()" appended
(`values.py`); results of the file's functions, and attributes that its classes assign to `self`, are learned in a
first walk and used in a second one.
"""

from __future__ import annotations

import ast
import builtins
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial, reduce
from typing import TypeVar

from . import dropped_names, values
from .coverage import canonical
from .guards import EVERYTHING, covers, exceptions, is_for_older_versions, leaves, questions
from .module import Module, OwnImport, Use
from .project import EMPTY, MARK, Exports, Project, without_suffix
from .scopes import ELSE, NONE, UNKNOWN, Names, Scope, bound_names, either, imported_as, parameters
from .tree import every_node

BUILTINS = frozenset(dir(builtins))
NOTHING_GIVEN: Mapping[str, Names] = {}
CATCHES_IMPORT = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}
CATCHES_ATTRIBUTE = {"AttributeError", "NameError", "Exception", "BaseException"}
EVERY_ERROR = frozenset({*CATCHES_IMPORT, *CATCHES_ATTRIBUTE, "TypeError"})  # where the program asks for a version
NO_ERRORS: frozenset[str] = frozenset()
Walked = TypeVar("Walked")
MOST_STARS, MOST_BASES = 50, 100  # limits on star-imported modules and on base classes that are searched for a name


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


class _Walk:
    def __init__(self, module: Module, exports: Callable[[str, str], bool], project: Project) -> None:
        self.module = module
        self.exports = exports
        self.project = project
        self.path = without_suffix(module.path)
        self.here = MARK + self.path.replace(".", "·")
        self.scope = Scope("module", local=bound_names(module.tree.body))
        self.module_scope = self.scope
        self.stars: list[str] = []
        self.deferred: deque[Callable[[], None]] = deque()
        self.caught: list[set[str]] = []  # exceptions caught by the enclosing try statements
        self.guards: list[frozenset[str]] = []  # what the enclosing branches have asked for
        self.answers: dict[str, frozenset[str]] = {}  # variable -> what its value says of names
        self.classes: list[str] = []  # enclosing classes, outermost first
        self.function: str | None = None  # the enclosing function, if its result can be told
        self.returns: dict[str, Names] = {}
        self.bases: dict[str, Names] = {}
        self.attributes: dict[str, Names] = {}
        self.members: dict[str, Names] = {}
        self.patched: set[str] = set()  # names that the file itself assigns to
        module.bound |= {a.id for a in module.of(ast.Name) if _stores(a)}
        module.bound |= {a.arg for a in module.of(ast.arg)}
        module.bound |= self.scope.local

    def run(self) -> None:
        self.statements(self.module.tree.body)
        while self.deferred:
            self.deferred.popleft()()

    def exported(self) -> Exports:
        return Exports(
            dict(self.module_scope.values), tuple(self.stars), self.returns, self.bases, self.attributes, self.members
        )

    # Statements

    def statements(self, body: list[ast.stmt]) -> None:
        guards = len(self.guards)
        for statement in body:
            handler = getattr(self, f"on_{type(statement).__name__}", None)
            if handler is not None:
                handler(statement)
            else:
                self.children(statement)
            if isinstance(statement, ast.If) and self.scope.kind == "function" and leaves(statement.body):
                self.guards.append(self.asked(statement.test) - {EVERYTHING})
        del self.guards[guards:]

    def asked(self, test: ast.expr) -> frozenset[str]:
        return questions(test, lambda node: self.module.resolved.get(node, UNKNOWN), self.answers)

    def guarded(self, asked: frozenset[str], walk: Callable[[], Walked]) -> Walked:
        """Walk what runs only after the program has asked for these names."""
        self.guards.append(asked)
        found = walk()
        self.guards.pop()
        return found

    def children(self, node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.stmt):
                self.statements([child])
            else:
                self.visit(child)

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
            self.bind(node.target.id, _operated(before, self.module.resolved.get(node.value, UNKNOWN)))

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
            part.attr for part in every_node(node) if isinstance(part, ast.Attribute) and _stores(part)
        }
        self.bind(node.name, {name})
        self.classes.append(name)
        self.scope = Scope("class", self.scope, bound_names(node.body))
        self.statements(node.body)
        self.scope = self.scope.parent  # type: ignore[assignment]
        self.classes.pop()

    def qualified(self, name: str) -> str:
        return f"{self.classes[-1] if self.scope.kind == 'class' else self.here}.{name}"

    # Expressions

    def visit(self, node: ast.AST, inner: bool = False) -> Names:
        """Record the uses inside an expression, and return what the whole may stand for.

        `inner`: it is part of a longer attribute chain, which is one use.
        """
        names = self._visit(node, inner)
        if names:
            self.module.resolved[node] = names
        return names

    def _visit(self, node: ast.AST, inner: bool) -> Names:
        if isinstance(node, ast.Name):
            return self.name(node, inner)
        if isinstance(node, ast.Attribute):
            return self.attribute(node, inner)
        read = getattr(self, f"read_{type(node).__name__}", None)
        if read is not None:
            return read(node)
        self.children(node)
        return UNKNOWN

    def read_Call(self, node: ast.Call) -> Names:
        return self.call(node)

    def read_BinOp(self, node: ast.BinOp) -> Names:
        return self.operation(node)

    def read_NamedExpr(self, node: ast.NamedExpr) -> Names:
        names = self.visit(node.value)
        self.assign(node.target, node.value)
        return names

    def read_UnaryOp(self, node: ast.UnaryOp) -> Names:
        names = self.visit(node.operand)
        return UNKNOWN if isinstance(node.op, ast.Not) else _operated(names, UNKNOWN)

    def read_Compare(self, node: ast.Compare) -> Names:
        sides = [self.visit(side) for side in (node.left, *node.comparators)]
        simple = len(node.ops) == 1 and isinstance(node.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE)
        return _operated(sides[0], sides[1]) if simple else UNKNOWN

    def read_Subscript(self, node: ast.Subscript) -> Names:
        names = self.visit(node.value)
        self.visit(node.slice)
        items = [
            frozenset({ELSE}) if name == ELSE else frozenset(filter(None, [values.of_item(name, node.slice)]))
            for name in names - NONE
        ]
        return reduce(either, items) if items else UNKNOWN

    def read_Lambda(self, node: ast.Lambda) -> Names:
        self.visit(node.args)
        self.later(set(), node.args, lambda: self.visit(node.body))
        return UNKNOWN

    def read_ListComp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Names:
        self.comprehension(node)
        return UNKNOWN

    read_SetComp = read_GeneratorExp = read_DictComp = read_ListComp

    def read_IfExp(self, node: ast.IfExp) -> Names:
        self.visit(node.test)
        sides = self.guarded(self.asked(node.test), lambda: [self.visit(node.body), self.visit(node.orelse)])
        return either(*sides)

    def read_BoolOp(self, node: ast.BoolOp) -> Names:
        guards = len(self.guards)
        for one in node.values:
            self.visit(one)
            self.guards.append(self.asked(one))
        del self.guards[guards:]
        return UNKNOWN

    def read_Constant(self, node: ast.Constant) -> Names:
        return NONE if node.value is None else UNKNOWN

    def operation(self, node: ast.BinOp) -> Names:
        """Return what an operation may stand for, without recursion into the left side: sums of thousands of terms."""
        parts: list[ast.BinOp] = [node]
        while isinstance(parts[-1].left, ast.BinOp):
            parts.append(parts[-1].left)
        names = self.visit(parts[-1].left)
        for part in reversed(parts):
            names = _operated(names, self.visit(part.right))
            if names:
                self.module.resolved[part] = names
        return names

    def name(self, node: ast.Name, inner: bool) -> Names:
        found = self.scope.lookup(node.id)
        names = self.unbound(node.id) if found is None else found
        if not inner:
            for name in sorted(names):
                self.use(name, node, "unbound" if found is None else "name", stored=_stores(node))
        return names

    def attribute(self, node: ast.Attribute, inner: bool) -> Names:
        """Resolve one more link of a chain.

        The longest chain from a module or a class is one use; each attribute of a value is a use of its own.
        """
        out: set[str] = set()
        names = self.visit(node.value, inner=True)
        for name in names - NONE:
            if name == ELSE:
                out.add(ELSE)
                continue
            if values.is_value(canonical(name)):
                out |= self.of_value(name, node, sure=ELSE not in names)
                continue
            full = self.of_module(name, node.attr)
            for one in full:
                if not inner:
                    self.use(one, node, "attribute", stored=_stores(node))
            out |= full
        return frozenset(out)

    def of_module(self, name: str, attribute: str) -> Names:
        """Resolve `attribute` of a module or class, which may be the project's."""
        if name.startswith(MARK) and "." not in name:
            return self.project.member(name, attribute)
        return (
            self.project.followed([f"{name}.{attribute}"])
            if name.startswith(MARK)
            else frozenset({f"{name}.{attribute}"})
        )

    def of_value(self, value: str, node: ast.Attribute, sure: bool) -> Names:
        """Resolve `node.attr` of an instance; record a use if it can be nothing else."""
        if value.startswith(MARK):
            return self.of_own_instance(value.removesuffix("()"), node.attr)
        value = canonical(value)
        name, typed = f"{value.removesuffix('()')}.{node.attr}", values.is_typed(value)
        if sure and (typed or name in dropped_names.names()):
            self.use(name, node, "member", stored=_stores(node))
        return frozenset({values.of_attribute(value, node.attr) if typed else f"{value}.{node.attr}"})

    def of_own_instance(self, cls: str, attribute: str) -> Names:
        """Return an attribute of an instance of a project's class: assigned to self, a method, or inherited."""
        todo: list[str] = [cls]
        seen: set[str] = set()
        while todo and len(seen) < MOST_BASES:
            one = todo.pop(0)
            if one in seen:
                continue
            seen.add(one)
            found = self.project.attribute(one, attribute)
            if found:
                return found
            if self.project.returned(f"{one}.{attribute}") is not None:
                return frozenset({f"{one}.{attribute}"})
            todo += [base for base in self.project.bases(one) if base.startswith(MARK)]
        return UNKNOWN

    def call(self, node: ast.Call) -> Names:
        if self.caught or self.guards:
            handled = EVERY_ERROR if any(EVERYTHING in asked for asked in self.guards) else NO_ERRORS
            self.module.caught[node] = handled.union(*self.caught)
        called = self.visit(node.func)
        for argument in (*node.args, *node.keywords):
            self.visit(argument)
        if not called:
            return self.by_text(node)
        found = [frozenset({ELSE}) if name == ELSE else self.result(name, node) for name in called - NONE]
        out = found[0] if found else UNKNOWN
        for names in found[1:]:
            out = either(out, names)
        return out

    def result(self, name: str, node: ast.Call) -> Names:
        """Return the result of calling `name`."""
        if name == "importlib.import_module":
            literal = _text(node, 0)
            own = self.project.find(self.module.path, literal, 0) if literal else None
            if literal and own is None:
                self.use(literal, node, "attribute")
            elif literal is None:
                self.module.unseen.append((node, name))
            return frozenset({own or literal}) if literal else UNKNOWN
        if name.startswith(MARK):
            returned = self.project.returned(name)
            if returned is not None:
                return returned
            if self.project.is_class(name):
                return self.instance(name, node)
            return UNKNOWN
        name = canonical(name)
        kind, _, _ = name.rpartition(".")
        if values.is_typed(f"{kind}()"):
            found = values.of_method(name)
            return frozenset({found}) if found else UNKNOWN
        return values.kinds_of_call(name, node) or UNKNOWN

    def instance(self, cls: str, node: ast.Call) -> Names:
        """Return an instance of a project's class; for a user's distribution, a random variable."""
        todo: list[str] = [cls]
        seen: set[str] = set()
        while todo and len(seen) < MOST_BASES:
            one = todo.pop()
            seen.add(one)
            for base in self.project.bases(one):
                if base.startswith(MARK):
                    todo += [base] if base not in seen else []
                elif base.partition(".")[0] == "pymc3" and values.of_call(canonical(base), node) == values.FREE:
                    return frozenset({values.FREE})
        return frozenset({f"{cls}()"})

    def by_text(self, node: ast.Call) -> Names:
        """Resolve `getattr(T, "exp")` and `__import__("theano")`; with a variable name, note it as unseen."""
        if not isinstance(node.func, ast.Name) or self.scope.lookup(node.func.id) is not None:
            return UNKNOWN
        if node.func.id == "__import__":
            literal = _text(node, 0)
            if literal is None:
                self.module.unseen.append((node, "__import__"))
                return UNKNOWN
            self.use(literal, node, "attribute")
            return frozenset({literal.partition(".")[0]})
        if node.func.id == "getattr" and len(node.args) > 1:
            of = self.module.resolved.get(node.args[0], UNKNOWN)
            literal = _text(node, 1)
            if literal is None:
                self.module.unseen += [(node, name) for name in sorted(of)]
                return UNKNOWN
            found = {one for name in of if not values.is_value(name) for one in self.of_module(name, literal)}
            self.caught += [CATCHES_ATTRIBUTE] * (len(node.args) > 2)
            for name in sorted(found):
                self.use(name, node, "attribute")
            del self.caught[len(self.caught) - (len(node.args) > 2) :]
            return frozenset(found)
        return UNKNOWN

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
            if isinstance(target, ast.Attribute):
                self.assigned_to_self(target, self.module.resolved.get(value, UNKNOWN) if value else UNKNOWN)

    def assigned_to_self(self, target: ast.Attribute, names: Names) -> None:
        for owner in self.module.resolved.get(target.value, UNKNOWN):
            if owner.startswith(self.here + ".") and values.is_value(owner):
                key = f"{owner.removesuffix('()')}.{target.attr}"
                self.attributes[key] = either(self.attributes[key], names) if key in self.attributes else names

    def bind(self, name: str, value: Names | set[str]) -> None:
        scope = self.module_scope if name in self.scope.declared_global else self.scope
        scope.bind(name, frozenset(value))

    def on_Global(self, node: ast.Global) -> None:
        self.scope.declared_global.update(node.names)

    def unbound(self, name: str) -> Names:
        """Return what an unbound name stands for: from `import *`, or a builtin that Python 3 dropped."""
        if name in BUILTINS:
            return UNKNOWN
        for star in reversed(self.stars):
            if star.startswith(MARK):
                found = self.project.member(star, name)
                if found and found != {f"{star}.{name}"}:
                    return found
            elif self.exports(star, name):
                return frozenset({f"{star}.{name}"})
        return frozenset({f"builtins.{name}"}) if self.exports("builtins", name) else UNKNOWN

    def branches(self, *bodies: list[ast.stmt]) -> None:
        self.scope.merge([self.scope.branch(partial(self.statements, body)) for body in bodies])

    def later(
        self,
        local: set[str],
        arguments: ast.arguments,
        walk: Callable[[], object],
        owner: str | None = None,
        function: str | None = None,
        given: Mapping[str, Names] = NOTHING_GIVEN,
    ) -> None:
        names = parameters(arguments)
        inside = Scope("function", self.scope, local | set(names), {**dict.fromkeys(names, UNKNOWN), **given})
        first = [*arguments.posonlyargs, *arguments.args][:1]
        if owner and first:
            inside.values[first[0].arg] = frozenset({f"{owner}()"})
        around, guards = list(self.classes), list(self.guards)

        def run() -> None:
            outside = self.scope, self.classes, self.function, self.guards
            self.scope, self.classes, self.function, self.guards = inside, around, function, guards
            walk()
            self.scope, self.classes, self.function, self.guards = outside

        self.deferred.append(run)

    def use(
        self,
        name: str,
        node: ast.AST,
        kind: str,
        statement: ast.Import | ast.ImportFrom | None = None,
        stored: bool = False,
    ) -> None:
        if name.startswith(MARK):
            return
        wanted = CATCHES_IMPORT if kind == "import" else CATCHES_ATTRIBUTE
        guarded = name in self.patched or any(wanted & names for names in self.caught)
        guarded = guarded or any(covers(asked, name) for asked in self.guards)
        self.module.uses.append(Use(name, node, kind, statement, stored, guarded))
        if stored and kind == "attribute":
            self.patched.add(name)


def _operated(one: Names, other: Names) -> Names:
    """Return the result of an operator: a tensor if one side is one, an array if both are arrays."""
    if (one | other) & values.TENSORS:
        certain = any(side and side <= values.TENSORS for side in (one, other))
        return frozenset({values.TENSOR}) if certain else frozenset({values.TENSOR, ELSE})
    for kind in (values.FRAME, values.SERIES, values.ARRAY):
        if one == {kind} and other <= {kind}:
            return one
    return UNKNOWN


def _text(node: ast.Call, at: int) -> str | None:
    argument = node.args[at] if len(node.args) > at else None
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


def _stores(node: ast.AST) -> bool:
    return not isinstance(getattr(node, "ctx", None), ast.Load)
