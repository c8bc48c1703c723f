"""The context of a rule: what names stand for in the file, its marks and notes, and how it makes new code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import libcst as cst

from ..rewriting.nodes import make
from .differences import MARKS, words
from .names.assignments import assignments, every_node
from .names.bindings import Bindings, is_behind
from .names.renamed import renamed
from .names.source_names import Written
from .release import Release, of_file

NO_CODE = cst.Module([])
Node = TypeVar("Node", bound=cst.CSTNode)
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Left:
    """A mark that has no line in the new text yet."""

    code: str
    message: str


@dataclass
class Statement:
    """The statement being translated: the marks to put above it, and the statements to put before it."""

    node: cst.CSTNode
    left: list[Left] = field(default_factory=list)
    before: list[cst.BaseStatement] = field(default_factory=list)


@dataclass
class Site:
    """One file being translated."""

    written: Written
    bindings: Bindings
    module: cst.Module
    today_of: Callable[[str | None], str | None]
    statements: list[Statement] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    observed: frozenset[str] = frozenset()  # names of the observed variables of the file's models
    helpers: set[str] = field(default_factory=set)
    path: str = ""
    raising: list[tuple[int, str]] = field(default_factory=list)  # (line, what today's other libraries raise there)
    answers: dict[Callable[[Site], Any], Any] = field(default_factory=dict)  # of `once`

    @cached_property
    def release(self) -> Release | None:
        """What is known of the release of PyMC3 that the file was written for."""
        return of_file(self.module.code, self.path)

    @cached_property
    def _by_class(self) -> dict[type[cst.CSTNode], list[cst.CSTNode]]:
        found: dict[type[cst.CSTNode], list[cst.CSTNode]] = {}
        for node in every_node(self.module):
            found.setdefault(type(node), []).append(node)
        return found

    def of(self, kind: type[Node]) -> list[Node]:
        """Return the nodes of a class in the file, in the order of the text: rules ask this again and again."""
        return self._by_class.get(kind, [])  # type: ignore[return-value]

    @cached_property
    def assigned(self) -> Mapping[str, list[cst.BaseExpression]]:
        """Name -> what is assigned to it, all over the file; the name itself where that cannot be read."""
        return assignments(every_node(self.module))

    def only_assigned(self, name: str) -> cst.BaseExpression | None:
        """Return the one value that a name has; None where it has several, or it cannot be told."""
        found = self.assigned.get(name, [])
        return found[0] if len(found) == 1 and not isinstance(found[0], cst.Name) else None

    def assigned_alone(self, name: str) -> list[cst.BaseExpression]:
        """Return the values of `name = value`, of statements with no other target."""
        return [
            one.value
            for one in self.of(cst.Assign)
            if len(one.targets) == 1 and isinstance(target := one.targets[0].target, cst.Name) and target.value == name
        ]

    def needs(self, helper: str, *names: str, modules: Mapping[str, str] | None = None) -> None:
        """Have a helper written above the code, with the imports of names, and of modules by what they are called."""
        self.helpers.add(helper)
        for name in names:
            self.bindings.reach(name)
        for module, alias in (modules or {}).items():
            self.bindings.wanted.setdefault(module, alias)

    def once(self, ask: Callable[[Site], Answer]) -> Answer:
        """Return what a function says of the file: rules ask it at each call that they translate."""
        if ask not in self.answers:
            self.answers[ask] = ask(self)
        return self.answers[ask]  # type: ignore[no-any-return]

    def is_before(self, release: str) -> bool | None:
        """Say whether the file was written for an older release of PyMC3; None if that cannot be told."""
        return self.release.is_before(release) if self.release is not None else None

    def name(self, node: cst.CSTNode) -> str | None:
        """Return the one name that a node of the old tree stands for; None if there are several."""
        return self.written.name(node)

    def names(self, node: cst.CSTNode) -> frozenset[str]:
        """Return all names that it may stand for."""
        return self.written.names(node)

    def mark(self, code: str, message: str) -> None:
        """Leave a decision to a person, in a comment of one line above the statement."""
        left = Left(code, " ".join(message.split()))
        if self.statements and left not in self.statements[-1].left:
            self.statements[-1].left.append(left)

    def note(self, node: cst.CSTNode, message: str) -> None:
        """Record an intentional change."""
        placed = (self.written.line(node), message)
        if placed not in self.notes:
            self.notes.append(placed)

    def tell(self, node: cst.CSTNode, row: str, case: str = "", of: str = "") -> None:
        """Say a row of the table of differences: by a note, or by a mark. of: what comes before the sentence."""
        said = f"{of}: {words(row, case)}" if of else words(row, case)
        if (row, case) in MARKS:
            self.mark(MARKS[row, case], said)
        else:
            self.note(node, said)

    def called(self, new: str, at: cst.BaseExpression) -> cst.BaseExpression:
        """Return an expression for today's name `new`, to replace `at` in the old tree."""
        return cst.parse_expression(self.spelled(new, at))

    def spelled(self, new: str, at: cst.BaseExpression) -> str:
        """Return today's name `new` as it is to be spelled in place of `at`."""
        root = at
        while isinstance(root, cst.Attribute):
            root = root.value
        if isinstance(root, cst.Name) and (bound := self.bindings.by_local.get(root.value)) is not None:
            if bound.new is not None and new == bound.new:
                return bound.after
            if (
                bound.new
                and new.startswith(bound.new + ".")
                and isinstance(at, cst.Attribute)
                and is_behind(bound.new, new)
            ):
                return f"{bound.after}{new[len(bound.new) :]}"
        if isinstance(at, cst.Name) and at.value not in self.bindings.by_local and self.today_of(self.name(at)) == new:
            return at.value  # the file has a name for it, or imports everything from a module
        return self.bindings.reach(new)

    def reach(self, new: str) -> cst.BaseExpression:
        """Return an expression for a name of today, for use anywhere in the file."""
        return cst.parse_expression(self.bindings.reach(new))

    def text(self, node: cst.CSTNode) -> str:
        """Return the source of a node."""
        return NO_CODE.code_for_node(node)

    def make(self, template: str, **nodes: cst.BaseExpression | str) -> cst.BaseExpression:
        """Return an expression from a template: see `rewriting.nodes.make`."""
        return make(template, **nodes)


def unquoted(node: cst.BaseExpression | None) -> str | None:
    """Return the value of a string literal; None for other nodes."""
    if isinstance(node, cst.SimpleString):
        value = node.evaluated_value
        return value if isinstance(value, str) else None
    return None


def same_name(old: str, new: str) -> bool:
    """Say whether `old` is called `new` today without needing a rule."""
    return renamed(old) == new
