"""What a walk over a file knows: scopes and their names, guards, what comes later, and the uses that it records."""

from __future__ import annotations

import ast
import builtins
from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from . import values
from .guards import EVERYTHING, covers, leaves, questions
from .module import Module, Use
from .project import MARK, Exports, Project, without_suffix
from .scopes import UNKNOWN, Names, Scope, bound_names, either, parameters

BUILTINS = frozenset(dir(builtins))
NOTHING_GIVEN: Mapping[str, Names] = {}
CATCHES_IMPORT = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}
CATCHES_ATTRIBUTE = {"AttributeError", "NameError", "Exception", "BaseException"}
Walked = TypeVar("Walked")


class Walk:
    """A walk over `module` in the order of execution; its statements and expressions are the subclasses'."""

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
        module.bound |= {a.id for a in module.of(ast.Name) if stores(a)}
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

    def visit(self, node: ast.AST, inner: bool = False) -> Names:
        """Record the uses inside an expression, and return what the whole may stand for.

        inner: it is part of a longer attribute chain, which is one use.
        """
        raise NotImplementedError

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

    def qualified(self, name: str) -> str:
        return f"{self.classes[-1] if self.scope.kind == 'class' else self.here}.{name}"

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


def stores(node: ast.AST) -> bool:
    """Say whether a name, an attribute or an item is assigned to or deleted."""
    return not isinstance(getattr(node, "ctx", None), ast.Load)
