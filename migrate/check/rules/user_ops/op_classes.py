"""The classes of a file that are Ops, with their base classes in the file."""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ...names.module import Module
from ...names.project import MARK, Project, without_suffix
from ...names.tree import every_node

COPS = {"theano.gof.COp", "theano.gof.op.COp", "theano.graph.op.ExternalCOp", "theano.graph.op.COp"}
PLAIN = {"theano.Op", "theano.gof.Op", "theano.gof.op.Op", "theano.graph.op.Op", "theano.graph.basic.Op",
         "theano.tensor.Op", "theano.gof.OpenMPOp", "theano.gof.op.OpenMPOp", "theano.gof.op.PureOp",
         "theano.gof.PureOp", "theano.compile.Op"}  # fmt: skip
OPS = PLAIN | COPS
MOST_FAMILY = 100  # base classes of one class that are searched
SCALAR_OPS = {
    f"{module}.{name}"
    for module in ("theano.scalar", "theano.scalar.basic")
    for name in ("ScalarOp", "UnaryScalarOp", "BinaryScalarOp")
}


@dataclass(frozen=True)
class OpClass:
    """`family`: the class and its bases in this file; `bases`: what these inherit from elsewhere."""

    node: ast.ClassDef
    family: tuple[ast.ClassDef, ...]
    bases: frozenset[str]
    is_inherited: bool  # another class of the project inherits from it
    elsewhere: frozenset[str] = frozenset()  # names that its bases in other files of the project bind

    @cached_property
    def methods(self) -> dict[str, ast.FunctionDef]:
        """Return the nearest method of each name."""
        found: dict[str, ast.FunctionDef] = {}
        for one in self.family:
            for part in one.body:
                if isinstance(part, ast.FunctionDef):
                    found.setdefault(part.name, part)
        return found

    @cached_property
    def attributes(self) -> set[str]:
        """Return the names that the class bodies bind, and that their methods assign to self."""
        found = set(self.methods) | self.elsewhere
        for one in self.family:
            for part in one.body:
                targets: list[ast.expr] = []
                if isinstance(part, ast.Assign):
                    targets = part.targets
                elif isinstance(part, ast.AnnAssign):
                    targets = [part.target]
                found |= {target.id for target in targets if isinstance(target, ast.Name)}
            for node in every_node(one):
                if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                    found.add(node.attr)
        return found

    def sets_more(self) -> bool:
        """Say whether attributes are set dynamically: by setattr, or __dict__.update."""
        return any(
            isinstance(node, ast.Name)
            and node.id == "setattr"
            or isinstance(node, ast.Attribute)
            and node.attr == "__dict__"
            for one in self.family
            for node in every_node(one)
        )

    @property
    def is_known(self) -> bool:
        """Say whether it only inherits from Theano's own Op, so that a name missing here is missing everywhere."""
        return bool(self.bases & OPS) and all(base in OPS or base == "builtins.object" for base in self.bases)


def op_classes(module: Module, bases: set[str] = OPS) -> list[OpClass]:
    """Return every class of the file whose family has one of `bases`."""
    return [one for one in module.once(_every_class) if one.bases & bases]


def _every_class(module: Module) -> Iterator[OpClass]:
    classes = {node.name: node for node in module.of(ast.ClassDef)}
    below = {base.id for node in classes.values() for base in node.bases if isinstance(base, ast.Name)}
    for node in classes.values():
        family = _family(node, classes)
        own = {base.id for one in family for base in one.bases if isinstance(base, ast.Name) and base.id in classes}
        names: set[str] = set()
        for one in family:
            for base in one.bases:
                if not (isinstance(base, ast.Name) and base.id in own):
                    names |= module.names_of(base) or {"?"}
        if any(isinstance(base, ast.Name) and base.id == "object" for one in family for base in one.bases):
            names -= {"?"}
        others, names = _of_the_project(module.project, names)
        if names & (OPS | SCALAR_OPS):
            qualified = f"{MARK}{without_suffix(module.path).replace('.', '·')}.{node.name}"
            inherited = node.name in below or qualified in module.project.inherited
            members = frozenset().union(*map(module.project.members, others))
            yield OpClass(node, tuple(family), frozenset(names), inherited, members)


def _of_the_project(project: Project, names: set[str]) -> tuple[set[str], set[str]]:
    """Return (classes of other files among these bases and above them, what they inherit from in the end)."""
    others: set[str] = set()
    ends: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if not name.startswith(MARK):
            ends.add(name)
        elif name not in others:
            others.add(name)
            todo += project.bases(name) or ["?"]
    return others, ends


def parameters(function: ast.FunctionDef) -> list[str]:
    """Return the parameters of a method, without self."""
    return [one.arg for one in (*function.args.posonlyargs, *function.args.args)][1:]


def _family(node: ast.ClassDef, classes: dict[str, ast.ClassDef]) -> list[ast.ClassDef]:
    family: dict[ast.ClassDef, None] = {}
    todo = deque([node])
    while todo and len(family) < MOST_FAMILY:
        one = todo.popleft()
        if one not in family:
            family[one] = None
            todo += [classes[base.id] for base in one.bases if isinstance(base, ast.Name) and base.id in classes]
    return list(family)
