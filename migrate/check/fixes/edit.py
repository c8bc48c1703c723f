"""A fix: codemods on nodes, and the edits of the text that they amount to, as small as possible."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property

from ...rewriting.errors import CannotRewrite, NoLibcst
from ..names.module import Module

Position = tuple[int, int]  # line and column, both from 1, in characters


@dataclass(frozen=True)
class Edit:
    """Replace the text from `start` to `end` (exclusive) by `text`."""

    start: Position
    end: Position
    text: str


@dataclass(frozen=True)
class Change:
    """A codemod on the node whose source is `text`, at `start`.

    kind: of the node, as in `rewriting.fragments`. codemod, arguments: a function of `codemods`, and its arguments.
    """

    start: Position
    kind: str
    text: str
    codemod: str
    arguments: tuple[str | int, ...] = ()

    def edits(self) -> list[Edit]:
        """Return the edits of the file. Raises CannotRewrite."""
        try:
            from .codemods import carried_out  # libcst takes 0.25 s to import, and only JSON, SARIF and --fix need it
        except ModuleNotFoundError as error:
            raise NoLibcst from error
        return [
            Edit(self._place(start), self._place(end), new)
            for start, end, new in carried_out(self.kind, self.text, self.codemod, self.arguments)
        ]

    def _place(self, offset: int) -> Position:
        line, column = self.start
        above, _, last = self.text[:offset].rpartition("\n")
        return (line + above.count("\n") + 1, len(last) + 1) if "\n" in self.text[:offset] else (line, column + offset)


@dataclass(frozen=True)
class Fix:
    """Changes that belong together; plain edits among them change comments, or text that is not Python 3.

    Not `safe`: the result may break on the real library, or change numbers.
    """

    changes: tuple[Edit | Change, ...]
    safe: bool = True

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Return the edits of the text; none if a node cannot be rewritten. Raises NoLibcst."""
        return self._edits_or_reason[0]

    @property
    def left_out(self) -> str:
        """Return why a node cannot be rewritten; "" if all can. Raises NoLibcst."""
        return self._edits_or_reason[1]

    @cached_property
    def _edits_or_reason(self) -> tuple[tuple[Edit, ...], str]:
        made: list[Edit] = []
        try:
            for one in self.changes:
                made += [one] if isinstance(one, Edit) else one.edits()
        except CannotRewrite as why:
            return (), str(why)
        return tuple(made), ""

    def unsafe(self) -> Fix:
        return Fix(self.changes, False)


def start_of(module: Module, node: ast.AST) -> Position:
    """Return the place where a node begins."""
    return module.position(node.lineno, node.col_offset)  # type: ignore[attr-defined]


def end_of(module: Module, node: ast.AST) -> Position:
    """Return the place behind the end of a node."""
    return module.position(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]


def change(module: Module, node: ast.AST, codemod: str, *arguments: str | int) -> Change:
    """Return the change of a node by a codemod."""
    kind = "alias" if isinstance(node, ast.alias) else "statement" if isinstance(node, ast.stmt) else "expression"
    start = start_of(module, node)
    return Change(start, kind, module.between(start, end_of(module, node)), codemod, arguments)


def changed(module: Module, node: ast.AST, codemod: str, *arguments: str | int) -> Fix:
    """Return the fix that consists of one codemod."""
    return Fix((change(module, node, codemod, *arguments),))


def replaced(module: Module, node: ast.expr, text: str) -> Fix:
    """Return the fix that replaces a whole expression by `text`."""
    return changed(module, node, "replaced", text)


def keyword_renamed(module: Module, keyword: ast.keyword, new: str) -> Fix | None:
    """Return the fix that replaces `old=` by `new=`; None if it cannot be found in the text."""
    start = start_of(module, keyword)
    assert keyword.arg is not None
    if module.between(start, (start[0], start[1] + len(keyword.arg))) != keyword.arg:
        return None  # spelled with characters that Python normalises
    return Fix((Change(start, "expression", keyword.arg, "replaced", (new,)),))


def argument_removed(module: Module, call: ast.Call, argument: ast.expr | ast.keyword) -> Fix | None:
    """Return the fix that removes an argument of a call, with its comma."""
    given = sorted([*call.args, *call.keywords], key=lambda one: start_of(module, one))
    at = given.index(argument)
    start, end = start_of(module, argument), end_of(module, argument)
    if at + 1 < len(given) and (following := start_of(module, given[at + 1]))[0] == end[0]:
        end = following
    elif at > 0 and (before := end_of(module, given[at - 1]))[0] == start[0]:
        start = before
    return None if "#" in module.between(start, end) else changed(module, call, "argument_removed", at)
