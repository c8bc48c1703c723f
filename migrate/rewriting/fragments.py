"""A piece of source as a tree, and the edits that make another of it: what both trees have stays as it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, WhitespaceInclusivePositionProvider

from .errors import CannotRewrite

NO_CODE = cst.Module([])
LONGEST = 10_000  # characters: libcst needs a minute for a sum of as many terms
BETWEEN = "()[]{}, \t\r\n"
Span = tuple[int, int]


def edits(kind: str, text: str, codemod: Callable[[cst.CSTNode], cst.CSTNode]) -> list[tuple[int, int, str]]:
    """Return (start, end, new text) of what a codemod changes in a piece of source.

    kind: "expression", "statement" (a simple one), or "alias" (of an import).
    Raises CannotRewrite.
    """
    if len(text) > LONGEST:
        raise CannotRewrite
    try:
        before = KINDS[kind](text)
        if NO_CODE.code_for_node(before) != text:
            raise CannotRewrite
        return list(_differences(before, codemod(before)))
    except (cst.ParserSyntaxError, RecursionError):
        raise CannotRewrite from None


def _expression(text: str) -> cst.CSTNode:
    node = cst.parse_expression(f"({text})")  # which may go over several lines
    return node.with_changes(lpar=node.lpar[1:], rpar=node.rpar[:-1])


def _statement(text: str) -> cst.CSTNode:
    line = cst.parse_statement(text)
    if not isinstance(line, cst.SimpleStatementLine):
        raise CannotRewrite
    return line.body[0]


def _alias(text: str) -> cst.CSTNode:
    line = cst.parse_statement(f"import {text}")
    assert isinstance(line, cst.SimpleStatementLine) and isinstance(line.body[0], cst.Import)
    return line.body[0].names[0]


KINDS: dict[str, Callable[[str], cst.CSTNode]] = {"expression": _expression, "statement": _statement, "alias": _alias}


def _differences(before: cst.CSTNode, after: cst.CSTNode) -> Iterator[tuple[int, int, str]]:
    """Return the text between the parts that are nodes of both trees, where it is another."""
    old, new = NO_CODE.code_for_node(before), NO_CODE.code_for_node(after)
    kept = list(_kept(_spans(before, old), after, _spans(after, new)))
    ends = [((0, 0), (0, 0)), *kept, ((len(old), len(old)), (len(new), len(new)))]
    for ((_, start), (_, new_start)), ((end, _), (new_end, _)) in zip(ends, ends[1:], strict=False):
        gone, made = old[start:end], new[new_start:new_end]
        if gone == made:
            continue
        same = _same(gone, made)
        start, gone, made = start + same, gone[same:], made[same:]
        same = _same(gone[::-1], made[::-1])
        yield start, end - same, made[: len(made) - same]


def _same(one: str, other: str) -> int:
    """Return with how many of the same brackets, commas and blanks two texts begin."""
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b or a not in BETWEEN:
            break
        same += 1
    return same


def _kept(
    old: dict[cst.CSTNode, Span], after: cst.CSTNode, new: dict[cst.CSTNode, Span]
) -> Iterator[tuple[Span, Span]]:
    """Return the largest parts of the new tree that the old one has, in their order: (place there, place here)."""
    todo, at = [after], 0
    while todo:
        node = todo.pop()
        if node not in new or new[node][0] == new[node][1]:
            continue
        if node in old and old[node][0] >= at:
            at = old[node][1]
            yield old[node], new[node]
        else:
            todo += reversed(node.children)


def _spans(node: cst.CSTNode, code: str) -> dict[cst.CSTNode, Span]:
    """Return where each node of a tree stands in its code, with its brackets and white space."""
    wrapper = MetadataWrapper(_module(node), unsafe_skip_copy=True)
    starts = [0]
    for line in code.split("\n"):
        starts.append(starts[-1] + len(line) + 1)

    def span(place: CodeRange) -> Span:
        return starts[place.start.line - 1] + place.start.column, starts[place.end.line - 1] + place.end.column

    places = wrapper.resolve(WhitespaceInclusivePositionProvider)
    return {one: span(place) for one, place in places.items() if place.end.line < len(starts)}


def _module(node: cst.CSTNode) -> cst.Module:
    """Return the node as a program that has its code, with a line end behind it at the most."""
    if isinstance(node, cst.BaseExpression):
        node = cst.Expr(node)
    if isinstance(node, cst.BaseSmallStatement):
        node = cst.SimpleStatementLine([node])
    return cst.Module([node])  # type: ignore[list-item]  # an alias is no statement, and has code all the same
