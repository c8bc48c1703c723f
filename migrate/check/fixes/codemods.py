"""The codemods of the rules: each turns one node into another, leaving unchanged parts as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import cast

import libcst as cst

from ...rewriting.fragments import edits
from ...rewriting.nodes import bare, closed, dotted, keyword, make, run_together

NOTHING = cst.SimpleWhitespace("")
TEXTS = (cst.FormattedString, cst.ConcatenatedString)


@lru_cache(1000)  # the same name occurs many times
def carried_out(
    kind: str, text: str, codemod: str, arguments: tuple[str | int, ...]
) -> tuple[tuple[int, int, str], ...]:
    """Return the edits of a node's text that a codemod amounts to. Raises CannotRewrite."""
    return tuple(edits(kind, text, lambda node: CODEMODS[codemod](node, *arguments)))


# Expressions


def replaced(node: cst.BaseExpression, text: str) -> cst.BaseExpression:
    """Replace anything by `text`."""
    return cst.parse_expression(text)


def put_into(node: cst.BaseExpression, template: str) -> cst.BaseExpression:
    """Turn `x` into `list(x)` by the template "list({x})"."""
    return make(template, x=node)


def argument_put_into(node: cst.Call, template: str) -> cst.BaseExpression:
    """Turn `len(x)` into `x.shape[0]`."""
    return make(template, x=bare(node.args[0].value))


def receiver_put_into(node: cst.Call, template: str) -> cst.BaseExpression:
    """Turn `iter(x).next()` into `next(iter(x))`."""
    return make(template, x=bare(cst.ensure_type(node.func, cst.Attribute).value))


def attribute_renamed(node: cst.Attribute, name: str) -> cst.BaseExpression:
    """Turn `x.old` into `x.new`; for a name such as `toarray()`, into `x.toarray()`."""
    first = re.match(r"\w+", name)
    assert first is not None
    renamed = node.with_changes(attr=cst.Name(first.group()))
    return make(f"{{x}}{name[first.end() :]}", x=renamed) if first.end() < len(name) else renamed


def end_renamed(node: cst.Attribute, parts: int, after: str) -> cst.BaseExpression:
    """Turn `a.b.c` into `a.x.y`, where 2 parts become `.x.y`."""
    made: cst.BaseExpression = node
    for _ in range(parts):
        made = cst.ensure_type(made, cst.Attribute).value
    for name in after.split(".")[1:]:
        made = cst.Attribute(made, cst.Name(name))
    return made


def floored(node: cst.BinaryOperation) -> cst.BaseExpression:
    """Turn `a / b` into `a // b`."""
    sign = cst.ensure_type(node.operator, cst.Divide)
    return node.with_changes(operator=cst.FloorDivide(sign.whitespace_before, sign.whitespace_after))


def inverted(node: cst.UnaryOperation) -> cst.BaseExpression:
    """Turn `-a` into `~a`."""
    return node.with_changes(operator=cst.BitInvert())


def compared_by_value(node: cst.Comparison) -> cst.BaseExpression:
    """Turn `a is 1` into `a == 1`."""
    [one] = node.comparisons
    sign = cst.Equal() if isinstance(one.operator, cst.Is) else cst.NotEqual()
    return node.with_changes(comparisons=[one.with_changes(operator=sign)])


def list_as_tuple(node: cst.List) -> cst.BaseExpression:
    """Turn `[a, b]` into `(a, b)`."""
    left, right = cst.LeftParen(node.lbracket.whitespace_after), cst.RightParen(node.rbracket.whitespace_before)
    return cst.Tuple(node.elements, lpar=[left], rpar=[right])


def only_element(node: cst.List) -> cst.BaseExpression:
    """Turn `[a]` into `a`."""
    return node.elements[0].value


# Calls


def generator_as_list(node: cst.Call) -> cst.BaseExpression:
    """Turn `f(x for x in y)` into `f([x for x in y])`."""
    first, *others = node.args
    generator = cst.ensure_type(first.value, cst.GeneratorExp)
    left, right = cst.LeftSquareBracket(), cst.RightSquareBracket()
    if generator.lpar:
        left = cst.LeftSquareBracket(generator.lpar[0].whitespace_after)
        right = cst.RightSquareBracket(generator.rpar[-1].whitespace_before)
    made = cst.ListComp(generator.elt, generator.for_in, lbracket=left, rbracket=right)
    return node.with_changes(args=[first.with_changes(value=made), *others])


def argument_named(node: cst.Call, at: int, name: str) -> cst.BaseExpression:
    """Turn `f(a, b)` into `f(a, name=b)`."""
    args = list(node.args)
    named = keyword(name, args[at].value)
    args[at] = args[at].with_changes(keyword=named.keyword, equal=named.equal)
    return node.with_changes(args=args)


def argument_added(node: cst.Call, text: str) -> cst.BaseExpression:
    """Turn `f(a)` into `f(a, text)`."""
    *before, last = node.args
    comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    added = cst.Arg(cst.parse_expression(text), whitespace_after_arg=last.whitespace_after_arg)
    return node.with_changes(args=[*before, last.with_changes(comma=comma, whitespace_after_arg=NOTHING), added])


def argument_removed(node: cst.Call, at: int) -> cst.BaseExpression:
    """Turn `f(a, b, c)` into `f(a, c)`; an argument with lines of its own leaves them empty."""
    before, gone, behind = list(node.args[:at]), node.args[at], list(node.args[at + 1 :])
    space = gone.comma.whitespace_after if isinstance(gone.comma, cst.Comma) else gone.whitespace_after_arg
    if behind and isinstance(space, cst.SimpleWhitespace):
        return node.with_changes(args=[*before, *behind])
    if not before:
        return node.with_changes(args=behind, whitespace_before_args=run_together(node.whitespace_before_args, space))
    comma = cst.ensure_type(before[-1].comma, cst.Comma)
    if not behind and isinstance(comma.whitespace_after, cst.SimpleWhitespace):
        before[-1] = before[-1].with_changes(comma=gone.comma, whitespace_after_arg=gone.whitespace_after_arg)
    else:
        space = run_together(comma.whitespace_after, space)
        before[-1] = before[-1].with_changes(comma=comma.with_changes(whitespace_after=space))
    return node.with_changes(args=[*before, *behind])


def printed_as_one(node: cst.BinaryOperation | cst.Tuple) -> cst.BaseExpression:
    """Turn `print(a) % b` into `print(a % b)`, and `print(a), b` into `print(a, b)`."""
    if isinstance(node, cst.BinaryOperation):
        call = cst.ensure_type(node.left, cst.Call)
        text = call.args[0].value
        whole = node.with_changes(left=text if isinstance(text, TEXTS) else closed(text))
        return call.with_changes(args=[call.args[0].with_changes(value=whole)])
    first, *others = node.elements
    call = cst.ensure_type(first.value, cst.Call)
    args = [cst.Arg(one.value, comma=one.comma) for one in others]
    return call.with_changes(args=[call.args[0].with_changes(comma=first.comma), *args])


# Imports


def alias_written(node: cst.ImportAlias, text: str) -> cst.ImportAlias:
    """Replace an imported name, keeping its local name."""
    name, _, bound = text.partition(" as ")
    named = cst.AsName(cst.Name(bound)) if bound else None
    return cst.ImportAlias(cast(cst.Name, dotted(name)), named, comma=node.comma)


def from_other_module(node: cst.ImportFrom, module: str) -> cst.ImportFrom:
    """Turn `from a import b` into `from c import b`."""
    return node.with_changes(module=dotted(module))


def names_left(node: cst.ImportFrom, *gone: int) -> cst.ImportFrom:
    """Turn `from a import b, c, d` into `from a import b, d`; a comment between two names stays."""
    names: list[cst.ImportAlias] = []
    left = node
    for at, alias in enumerate(cast(Sequence[cst.ImportAlias], node.names)):
        if at not in gone:
            names.append(alias)
        elif not names or _has_comment(names[-1]) or _has_comment(alias):
            left = _leave_out(left, names, alias)
        else:
            names[-1] = names[-1].with_changes(comma=alias.comma)
    return left.with_changes(names=names)


def _leave_out(node: cst.ImportFrom, names: list[cst.ImportAlias], alias: cst.ImportAlias) -> cst.ImportFrom:
    """Remove a name; the name before it, or the last one, gets its white space."""
    space = alias.comma.whitespace_after if isinstance(alias.comma, cst.Comma) else NOTHING
    if names:
        comma = cst.ensure_type(names[-1].comma, cst.Comma)
        space = run_together(comma.whitespace_after, space)
        names[-1] = names[-1].with_changes(comma=comma.with_changes(whitespace_after=space))
    elif _has_comment(alias):
        assert node.lpar is not None
        space = run_together(node.lpar.whitespace_after, space)
        return node.with_changes(lpar=node.lpar.with_changes(whitespace_after=space))
    return node


def _has_comment(alias: cst.ImportAlias) -> bool:
    return isinstance(alias.comma, cst.Comma) and "#" in cst.Module([]).code_for_node(alias.comma)


def from_the_package(node: cst.Import | cst.ImportFrom) -> cst.ImportFrom:
    """Turn `import a` into `from . import a`, and `from a import b` into `from .a import b`."""
    if isinstance(node, cst.ImportFrom):
        return node.with_changes(relative=[cst.Dot()])
    return cst.ImportFrom(None, node.names, relative=[cst.Dot()], whitespace_after_import=node.whitespace_after_import)


CODEMODS: dict[str, Callable[..., cst.CSTNode]] = {
    one.__name__: one
    for one in (
        replaced,
        put_into,
        argument_put_into,
        receiver_put_into,
        attribute_renamed,
        end_renamed,
        floored,
        inverted,
        compared_by_value,
        list_as_tuple,
        only_element,
        generator_as_list,
        argument_named,
        argument_added,
        argument_removed,
        printed_as_one,
        alias_written,
        from_other_module,
        names_left,
        from_the_package,
    )
}
