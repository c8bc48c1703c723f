"""Which statements depend on a model that lacks a part, because the statement that would have made it stopped.

A model without one of its variables is still sampled, and lines later something asks for the variable.
"""

import ast


class Statements:
    """The statements of a script in their order: the line of each, the names it uses and those it binds."""

    def __init__(self, tree):
        self.flat = []
        self._add(tree.body, frozenset())
        targets = [one for one in ast.walk(tree) if isinstance(one, (ast.Subscript, ast.Attribute)) and _is_stored(one)]
        self.changed = {}  # line -> the names of what a statement there changes in part: `frame["x"] = ...`
        for one in targets:
            self.changed.setdefault(one.lineno, set()).update(_named([one.value], ast.Load))

    def _add(self, block, around):
        for statement in block:
            uses, binds, inside = self._names(statement)
            self.flat.append((statement.lineno, uses | around, binds))
            for field in ("body", "orelse", "finalbody"):
                self._add(getattr(statement, field, []), around | inside)

    def _names(self, statement):
        """Return what it uses, what it binds, and what its block uses without naming it: the model of a `with`."""
        if isinstance(statement, (ast.With, ast.AsyncWith)):
            model = {_with(statement.lineno)}
            binds = _named([one.optional_vars for one in statement.items if one.optional_vars], ast.Store)
            binds |= {one.context_expr.id for one in statement.items if _is_name(one.context_expr)}
            return _named([one.context_expr for one in statement.items], ast.Load), model | binds, model
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            return set(), {statement.name}, set()
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            return set(), {(one.asname or one.name).split(".")[0] for one in statement.names}, set()
        parts = [one for one in ast.iter_child_nodes(statement) if isinstance(one, ast.expr)]  # of a block, its head
        return _named(parts, ast.Load), _named(parts, ast.Store), set()

    def after(self, line):
        """Return the lines that depend on the models of the `with` blocks around a line -> whether by a name.

        A name that is bound anew, without anything that depends on them, no longer does.
        """
        at = next((i for i, one in enumerate(self.flat) if one[0] == line), len(self.flat))
        around = {one for one in self.flat[at][1] if one.startswith(_with(""))} if at < len(self.flat) else set()
        names = set().union(around, *(bound for first, _, bound in self.flat[:at] if _with(first) in around))
        found = {}
        for first, used, bound in self.flat[at + 1 :]:
            if used & names:
                found[first] = any(not one.startswith(_with("")) for one in used & names)
                names |= bound
            else:
                names -= bound
        return found


def _with(line):
    """Return what stands for the model of the `with` statement of a line; no name of a program is like it."""
    return f"with {line}"


def _is_stored(node):
    return isinstance(node.ctx, ast.Store)


def _is_name(node):
    return isinstance(node, ast.Name)


def _named(nodes, context):
    return {one.id for node in nodes for one in ast.walk(node) if _is_name(one) and isinstance(one.ctx, context)}
