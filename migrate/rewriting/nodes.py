"""Make nodes: from templates, with brackets where an expression needs them, arguments with their commas."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import libcst as cst

ATOMS = (
    cst.Name,
    cst.Attribute,
    cst.Call,
    cst.Subscript,
    cst.List,
    cst.Dict,
    cst.Set,
    cst.Integer,
    cst.Float,
    cst.SimpleString,
    cst.ListComp,
    cst.DictComp,
    cst.SetComp,
)
BARE = (cst.Tuple, cst.Yield)  # without brackets they are something else as an argument


class _PutIn(cst.CSTTransformer):
    """Replaces names by nodes, without copying these."""

    def __init__(self, nodes: Mapping[str, cst.BaseExpression]) -> None:
        super().__init__()
        self.nodes = nodes

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        return self.nodes.get(updated_node.value, updated_node)


def make(template: str, **nodes: cst.BaseExpression | str) -> cst.BaseExpression:
    """Return an expression from a template: nodes for `{x}` get brackets if needed; a str is inserted as it is.

    Other braces of the template, which may have the user's source in it, stay.
    """
    names = {name: one if isinstance(one, str) else f"__{name}__" for name, one in nodes.items()}
    given = {
        f"__{name}__": one if f"({{{name}}})" in template and not isinstance(one, BARE) else closed(one)
        for name, one in nodes.items()
        if not isinstance(one, str)
    }
    text = re.sub(rf"\{{({'|'.join(names)})\}}", lambda found: names[found[1]], template) if names else template
    made = cst.parse_expression(text).visit(_PutIn(given))
    assert isinstance(made, cst.BaseExpression)
    return made


def closed(node: cst.BaseExpression) -> cst.BaseExpression:
    """Return the expression, in brackets unless it never needs them."""
    if isinstance(node, ATOMS) or node.lpar:
        return node
    return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def bare(node: cst.BaseExpression) -> cst.BaseExpression:
    """Return the expression without its brackets; a generator keeps its own."""
    return node if isinstance(node, cst.GeneratorExp) or not node.lpar else node.with_changes(lpar=[], rpar=[])


def dotted(name: str) -> cst.BaseExpression:
    """Return a dotted name as an expression."""
    return cst.parse_expression(name)


def keyword(name: str, value: cst.BaseExpression) -> cst.Arg:
    """Return `name=value`, spaced as an argument."""
    return cst.Arg(value, cst.Name(name), cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace("")))


def spaced(args: Sequence[cst.Arg]) -> list[cst.Arg]:
    """Return the arguments with commas between them; existing commas keep their line ends."""
    made = []
    for i, one in enumerate(args):
        last = i == len(args) - 1
        if not last and isinstance(one.comma, cst.MaybeSentinel):
            one = one.with_changes(comma=cst.Comma(whitespace_after=cst.SimpleWhitespace(" ")))
        made.append(one)
    return made


def run_together(
    one: cst.BaseParenthesizableWhitespace, other: cst.BaseParenthesizableWhitespace
) -> cst.BaseParenthesizableWhitespace:
    """Join the white space of two places with nothing left between them; comments stay."""
    if isinstance(one, cst.SimpleWhitespace) and isinstance(other, cst.SimpleWhitespace):
        return cst.SimpleWhitespace(one.value + other.value)
    if isinstance(one, cst.SimpleWhitespace):
        assert isinstance(other, cst.ParenthesizedWhitespace)
        space = cst.SimpleWhitespace(one.value + other.first_line.whitespace.value)
        return other.with_changes(first_line=other.first_line.with_changes(whitespace=space))
    assert isinstance(one, cst.ParenthesizedWhitespace)
    if isinstance(other, cst.SimpleWhitespace):
        return one.with_changes(last_line=cst.SimpleWhitespace(one.last_line.value + other.value))
    assert isinstance(other, cst.ParenthesizedWhitespace)
    head, tail = one.last_line.value + other.first_line.whitespace.value, other.first_line
    line = cst.EmptyLine(one.indent, cst.SimpleWhitespace(head), tail.comment, tail.newline)
    return other.with_changes(first_line=one.first_line, empty_lines=[*one.empty_lines, line, *other.empty_lines])
