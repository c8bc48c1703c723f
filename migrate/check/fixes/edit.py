"""A fix: codemods on nodes, and the edits of the text that come of them, as small as can be."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property

from ...rewriting.errors import CannotRewrite, NoLibcst
from ..names.module import Module

Position = tuple[int, int]  # line and column, both from 1, in characters


@dataclass(frozen=True)
class Edit:
    """Put `text` in the place of what stands from `start` to `end` (exclusive)."""

    start: Position
    end: Position
    text: str


@dataclass(frozen=True)
class Change:
    """A codemod on the node that stands as `text` at `start`.

    kind: of the node, as in `rewriting.fragments`. codemod, arguments: a function of `codemods`, and what it is given.
    """

    start: Position
    kind: str
    text: str
    codemod: str
    arguments: tuple[str | int, ...] = ()

    def edits(self) -> list[Edit]:
        """Return the edits of the file; raises CannotRewrite where libcst does not read the node."""
        try:
            from .codemods import carried_out  # libcst takes a quarter of a second, and only JSON, SARIF and --fix ask
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
    """Changes that belong together; edits beside them are of comments, or of what is no Python 3.

    Not `safe`: the result may no longer run on the real library, or change numbers.
    """

    changes: tuple[Edit | Change, ...]
    safe: bool = True

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """What changes in the text; empty where a node cannot be rewritten. Raises NoLibcst."""
        made: list[Edit] = []
        try:
            for one in self.changes:
                made += [one] if isinstance(one, Edit) else one.edits()
        except CannotRewrite:
            return ()
        return tuple(made)

    def unsafe(self) -> Fix:
        return Fix(self.changes, False)


def start_of(module: Module, node: ast.AST) -> Position:
    return module.position(node.lineno, node.col_offset)  # type: ignore[attr-defined]


def end_of(module: Module, node: ast.AST) -> Position:
    return module.position(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]


def change(module: Module, node: ast.AST, codemod: str, *arguments: str | int) -> Change:
    """Return the codemod of this name on a node of the module."""
    kind = "alias" if isinstance(node, ast.alias) else "statement" if isinstance(node, ast.stmt) else "expression"
    start = start_of(module, node)
    return Change(start, kind, module.between(start, end_of(module, node)), codemod, arguments)


def changed(module: Module, node: ast.AST, codemod: str, *arguments: str | int) -> Fix:
    """Return the fix that is one codemod."""
    return Fix((change(module, node, codemod, *arguments),))


def replaced(module: Module, node: ast.expr, text: str) -> Fix:
    """Return the fix that writes `text` for a whole expression."""
    return changed(module, node, "replaced", text)


def keyword_renamed(module: Module, keyword: ast.keyword, new: str) -> Fix | None:
    """Return the fix that writes `new=` for `old=`."""
    start = start_of(module, keyword)
    assert keyword.arg is not None
    if module.between(start, (start[0], start[1] + len(keyword.arg))) != keyword.arg:
        return None  # written in letters that Python normalises
    return Fix((Change(start, "expression", keyword.arg, "replaced", (new,)),))


def argument_removed(module: Module, call: ast.Call, argument: ast.expr | ast.keyword) -> Fix | None:
    """Return the fix that leaves out an argument of a call, and the comma that belonged to it."""
    given = sorted([*call.args, *call.keywords], key=lambda one: start_of(module, one))
    at = given.index(argument)
    start, end = start_of(module, argument), end_of(module, argument)
    if at + 1 < len(given) and (following := start_of(module, given[at + 1]))[0] == end[0]:
        end = following
    elif at > 0 and (before := end_of(module, given[at - 1]))[0] == start[0]:
        start = before
    return None if "#" in module.between(start, end) else changed(module, call, "argument_removed", at)
