"""The names that an expression may stand for: those of attributes, calls, operators and comprehensions."""

from __future__ import annotations

import ast
from functools import reduce

from . import dropped_names, values
from .coverage import canonical
from .guards import EVERYTHING
from .project import MARK
from .scopes import ELSE, NONE, UNKNOWN, Names, Scope, either
from .walk import CATCHES_ATTRIBUTE, CATCHES_IMPORT, Walk, stores

EVERY_ERROR = frozenset({*CATCHES_IMPORT, *CATCHES_ATTRIBUTE, "TypeError"})  # where the program asks for a version
NO_ERRORS: frozenset[str] = frozenset()
MOST_BASES = 100  # base classes that are searched for a name


class ExpressionWalk(Walk):
    """The expressions of a walk."""

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
        return UNKNOWN if isinstance(node.op, ast.Not) else operated(names, UNKNOWN)

    def read_Compare(self, node: ast.Compare) -> Names:
        sides = [self.visit(side) for side in (node.left, *node.comparators)]
        simple = len(node.ops) == 1 and isinstance(node.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE)
        return operated(sides[0], sides[1]) if simple else UNKNOWN

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
            names = operated(names, self.visit(part.right))
            if names:
                self.module.resolved[part] = names
        return names

    def name(self, node: ast.Name, inner: bool) -> Names:
        found = self.scope.lookup(node.id)
        names = self.unbound(node.id) if found is None else found
        if not inner:
            for name in sorted(names):
                self.use(name, node, "unbound" if found is None else "name", stored=stores(node))
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
                    self.use(one, node, "attribute", stored=stores(node))
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
            self.use(name, node, "member", stored=stores(node))
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


def operated(one: Names, other: Names) -> Names:
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
