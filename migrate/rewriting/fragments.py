"""A fragment of source as a tree, and the edits that turn it into another tree: common parts stay as written."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, WhitespaceInclusivePositionProvider

from .errors import NOT_READ, TOO_LARGE, CannotRewrite

NO_CODE = cst.Module([])
LONGEST = 200_000  # characters: libcst reads some 20,000 a second
DEEPEST = 300  # nested nodes: a deeper tree ends in a RecursionError, after a time that grows with its square
BETWEEN = "()[]{}, \t\r\n"
Span = tuple[int, int]


def edits(kind: str, text: str, codemod: Callable[[cst.CSTNode], cst.CSTNode]) -> list[tuple[int, int, str]]:
    """Return (start, end, new text) for the changes that a codemod makes in a fragment.

    kind: "expression", "statement" (a simple one), or "alias" (of an import).
    Raises CannotRewrite.
    """
    if len(text) > LONGEST or _is_deep(text, kind):
        raise CannotRewrite(TOO_LARGE)
    try:
        before = KINDS[kind](text)
        if NO_CODE.code_for_node(before) != text:
            raise CannotRewrite(NOT_READ)
        return list(_differences(before, codemod(before)))
    except cst.ParserSyntaxError:
        raise CannotRewrite(NOT_READ) from None
    except RecursionError:
        raise CannotRewrite(TOO_LARGE) from None


def _is_deep(text: str, kind: str) -> bool:
    """Return whether a fragment has more nested nodes than libcst can walk through."""
    try:
        level: list[ast.AST] = [ast.parse({"expression": f"({text})", "alias": f"import {text}"}.get(kind, text))]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False  # libcst says so
    for _ in range(DEEPEST):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return False
    return True


def _expression(text: str) -> cst.CSTNode:
    node = cst.parse_expression(f"({text})")  # it may extend over several lines
    return node.with_changes(lpar=node.lpar[1:], rpar=node.rpar[:-1])


def _statement(text: str) -> cst.CSTNode:
    line = cst.parse_statement(text)
    if not isinstance(line, cst.SimpleStatementLine):
        raise CannotRewrite(NOT_READ)
    return line.body[0]


def _alias(text: str) -> cst.CSTNode:
    line = cst.parse_statement(f"import {text}")
    assert isinstance(line, cst.SimpleStatementLine) and isinstance(line.body[0], cst.Import)
    return line.body[0].names[0]


KINDS: dict[str, Callable[[str], cst.CSTNode]] = {"expression": _expression, "statement": _statement, "alias": _alias}


def _differences(before: cst.CSTNode, after: cst.CSTNode) -> Iterator[tuple[int, int, str]]:
    """Yield the changed text between the nodes that both trees have."""
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
    """Return the length of the common prefix of brackets, commas and blanks."""
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b or a not in BETWEEN:
            break
        same += 1
    return same


def _kept(
    old: dict[cst.CSTNode, Span], after: cst.CSTNode, new: dict[cst.CSTNode, Span]
) -> Iterator[tuple[Span, Span]]:
    """Yield the largest nodes of the new tree that the old one has too, in order: (old place, new place)."""
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
    """Return the place of each node in the code, with its brackets and white space."""
    wrapper = MetadataWrapper(_module(node), unsafe_skip_copy=True)
    starts = [0]
    for line in code.split("\n"):
        starts.append(starts[-1] + len(line) + 1)

    def span(place: CodeRange) -> Span:
        return starts[place.start.line - 1] + place.start.column, starts[place.end.line - 1] + place.end.column

    places = wrapper.resolve(WhitespaceInclusivePositionProvider)
    return {one: span(place) for one, place in places.items() if place.end.line < len(starts)}


def _module(node: cst.CSTNode) -> cst.Module:
    """Return the node as a module with the same code, except perhaps for a line end after it."""
    if isinstance(node, cst.BaseExpression):
        node = cst.Expr(node)
    if isinstance(node, cst.BaseSmallStatement):
        node = cst.SimpleStatementLine([node])
    return cst.Module([node])  # type: ignore[list-item]  # an alias is no statement, and has code all the same
