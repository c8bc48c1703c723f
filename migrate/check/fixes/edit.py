"""A fix: edits of the text, as small as can be, so that nothing else in the file changes."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ..names.module import Module

Position = tuple[int, int]  # line and column, both from 1, in characters


@dataclass(frozen=True)
class Edit:
    """Put `text` in the place of what stands from `start` to `end` (exclusive)."""

    start: Position
    end: Position
    text: str


@dataclass(frozen=True)
class Fix:
    """Edits that belong together. Not `safe`: the result may no longer run on the real library, or change numbers."""

    edits: tuple[Edit, ...]
    safe: bool = True

    def unsafe(self) -> Fix:
        return Fix(self.edits, False)


def start_of(module: Module, node: ast.AST) -> Position:
    return module.position(node.lineno, node.col_offset)  # type: ignore[attr-defined]


def end_of(module: Module, node: ast.AST) -> Position:
    return module.position(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]


def replaced(module: Module, node: ast.AST, text: str) -> Fix:
    """`text` in the place of a whole expression."""
    return Fix((Edit(start_of(module, node), end_of(module, node), text),))


def keyword_renamed(module: Module, keyword: ast.keyword, new: str) -> Fix | None:
    """`new=` in the place of `old=`."""
    line, column = start_of(module, keyword)
    assert keyword.arg is not None
    end = (line, column + len(keyword.arg))
    if module.between((line, column), end) != keyword.arg:
        return None  # written in letters that Python normalises
    return Fix((Edit((line, column), end, new),))


def argument_removed(module: Module, call: ast.Call, argument: ast.expr | ast.keyword) -> Fix | None:
    """Return the call without one of its arguments and without the comma that belonged to it."""
    given = sorted([*call.args, *call.keywords], key=lambda one: start_of(module, one))
    at = given.index(argument)
    start, end = start_of(module, argument), end_of(module, argument)
    if at + 1 < len(given):
        following = start_of(module, given[at + 1])
        end = following if following[0] == end[0] else module.behind_comma(end)
    elif at > 0:
        before = end_of(module, given[at - 1])
        start = before if before[0] == start[0] else start
        end = end if start == before else module.behind_comma(end)
    removed = module.between(start, end)
    return None if "#" in removed else Fix((Edit(start, end, ""),))
