"""Translate imports of the old libraries, and add those that the translation needs above the first use of each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

import libcst as cst
import libcst.matchers as m
from libcst.helpers import get_full_name_for_node

from ..check.names.coverage import canonical
from ..rewriting.statements import RemovingStatements
from .names.assignments import every_node, names_read
from .names.bindings import Bindings, bound_by
from .names.legacy_names import is_old
from .names.modules import module_today

Today = Callable[[str], str | None]
_TEXT = m.SimpleStatementLine(body=[m.Expr(m.SimpleString() | m.ConcatenatedString())])


def translated_imports(
    module: cst.Module, bindings: Bindings, today_of: Today, read: frozenset[str], helpers: set[str]
) -> cst.Module:
    """Return the module with the imports of today.

    `read`: the names that the code read before; `helpers`: the functions that will be written above their first use.
    """
    pass_ = _Imports(today_of, read, frozenset(names_read(module)))
    marked = [one.visit(pass_) for one in module.body]
    body: list[Any] = []
    places: list[int] = []  # behind each import of an old library
    lines: list[cst.EmptyLine] = []  # comments above imports that are gone, for the next statement
    for before, one in zip(module.body, marked, strict=True):
        made: list[Any] = (
            [one] if isinstance(one, cst.CSTNode) else list(one) if isinstance(one, cst.FlattenSentinel) else []
        )
        if made and lines and hasattr(made[0], "leading_lines"):
            made[0] = made[0].with_changes(leading_lines=[*lines, *made[0].leading_lines])
            lines = []
        body += made
        if _is_old_import(before):
            places.append(len(body))
        if not made and hasattr(before, "leading_lines"):
            lines += before.leading_lines
    wanted = {path: _statement(path, alias) for path, alias in bindings.wanted.items()} | _reached_above(body, bindings)
    new = [one for _, one in sorted(wanted.items(), key=lambda item: item[0]) if not _there(body, one)]
    new += [_from(name) for name in sorted(bindings.wanted_from)]
    module = module.with_changes(footer=[*lines, *module.footer])
    if not new:
        return module.with_changes(body=body)
    names = {name for one in new for name in _bound(one.body[0])} | helpers
    last = place_of(names, body, places)
    return module.with_changes(body=[*body[:last], *new, *body[last:]])


def place_of(names: Collection[str], body: Sequence[cst.CSTNode], places: Sequence[int] = ()) -> int:
    """Return where what makes names belongs: the last place above their first use.

    places: those to look at first; without one there, behind any import, or behind the text that the file begins with.
    """
    first = _first_use(names, body)
    for some in (places, [i + 1 for i, one in enumerate(body) if _is_import(one)]):
        if above := [place for place in some if place <= first]:
            return above[-1]
    return int(bool(body) and m.matches(body[0], _TEXT))


def _first_use(names: Collection[str], body: Sequence[cst.CSTNode]) -> int:
    return next((i for i, one in enumerate(body) if not set(names).isdisjoint(names_read(one))), len(body))


def _reached_above(body: Sequence[cst.CSTNode], bindings: Bindings) -> dict[str, cst.SimpleStatementLine]:
    """Return imports for names of the file that what was translated uses above the file's own import of them."""
    return {
        path: _from(path, local) if "." in path else _statement(path, "" if path == local else local)
        for local, path in bindings.reached.items()
        if _is_read_first(local, body)
    }


def _is_read_first(local: str, body: Sequence[cst.CSTNode]) -> bool:
    """Say whether a name is read above its import; a function that imports it for itself is neither."""
    for statement in body:
        if any(local in _bound(one) for one in every_node(statement)):
            if not isinstance(statement, cst.FunctionDef | cst.ClassDef):
                return False
        elif local in names_read(statement):
            return True
    return False


def _bound(node: cst.CSTNode) -> list[str]:
    """Return the names that an import binds."""
    if isinstance(node, cst.Import | cst.ImportFrom):
        return [one.local for one in bound_by(node, lambda name: name)]
    return []


class _Imports(RemovingStatements):
    def __init__(self, today_of: Today, read: frozenset[str], used: frozenset[str]) -> None:
        super().__init__()
        self.today_of = today_of
        self.read = read
        self.used = used

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> Any:  # noqa: E501
        made: list[list[cst.BaseSmallStatement]] = [self.of_one(one) for one in updated_node.body]
        if all(len(parts) == 1 and parts[0] is one for parts, one in zip(made, updated_node.body, strict=True)):
            return updated_node
        parts = [one for several in made for one in several]
        if not parts:
            return cst.RemoveFromParent()
        if len(updated_node.body) > 1:  # `import theano, numpy; x = 1` stays on one line
            return updated_node.with_changes(
                body=[one.with_changes(semicolon=cst.MaybeSentinel.DEFAULT) for one in parts]
            )
        plain = cst.TrailingWhitespace()
        lines = [updated_node.with_changes(body=[one], leading_lines=[], trailing_whitespace=plain) for one in parts]
        lines[0] = lines[0].with_changes(leading_lines=updated_node.leading_lines)
        lines[-1] = lines[-1].with_changes(trailing_whitespace=updated_node.trailing_whitespace)
        return lines[0] if len(lines) == 1 else cst.FlattenSentinel(lines)

    def of_one(self, one: cst.BaseSmallStatement) -> list[cst.BaseSmallStatement]:
        if isinstance(one, cst.Import):
            return self.plain(one)
        if isinstance(one, cst.ImportFrom) and not one.relative and one.module is not None:
            above = canonical(get_full_name_for_node(one.module) or "")
            if is_old(above):
                return self.star(one, above) if isinstance(one.names, cst.ImportStar) else self.named(one)
            if above.partition(".")[0] == "arviz" and not isinstance(one.names, cst.ImportStar):
                return self.named(one)  # ArviZ 1 lacks names, too
        return [one]

    def plain(self, one: cst.Import) -> list[cst.BaseSmallStatement]:
        """Translate `import theano.tensor as tt`."""
        if not any(is_old(canonical(get_full_name_for_node(alias.name) or "")) for alias in one.names):
            return [one]
        made = []
        for alias in one.names:
            old = canonical(get_full_name_for_node(alias.name) or "")
            if not is_old(old):
                made.append(alias)
                continue
            new = module_today(old) or self.today_of(old)
            if new is None:
                if alias.asname is not None:
                    continue
                new = module_today(old.partition(".")[0])
            if new is not None:
                made.append(alias.with_changes(name=cst.parse_expression(new)))
        return [one.with_changes(names=_last_without_comma(made))] if made else []

    def star(self, one: cst.ImportFrom, above: str) -> list[cst.BaseSmallStatement]:
        new = module_today(above)
        return [one.with_changes(module=cst.parse_expression(new))] if new is not None else []

    def named(self, one: cst.ImportFrom) -> list[cst.BaseSmallStatement]:
        """Translate `from pymc3 import Normal as N, traceplot`: grouped by today's modules, in order of appearance."""
        assert not isinstance(one.names, cst.ImportStar)
        groups: dict[str, list[cst.ImportAlias]] = {}
        whole: list[cst.BaseSmallStatement] = []  # `from theano import theano`
        for alias, bound in zip(one.names, bound_by(one, self.today_of), strict=True):
            if bound.new is None:
                continue
            if bound.after not in self.used and bound.local in self.read:  # its uses were replaced
                continue
            module, _, last = bound.new.rpartition(".")
            if not module:
                name = alias.with_changes(name=cst.Name(last), comma=cst.MaybeSentinel.DEFAULT)
                whole.append(cst.Import([name]))
                continue
            if not any(
                last == other.evaluated_name and alias.evaluated_alias == other.evaluated_alias
                for other in groups.get(module, ())
            ):
                if alias.asname is None and bound.after != last:
                    alias = alias.with_changes(asname=cst.AsName(cst.Name(bound.after)))
                groups.setdefault(module, []).append(alias.with_changes(name=cst.Name(last)))
        made = whole
        for module, aliases in groups.items():
            layout = (
                one if len(groups) == 1 and len(aliases) == len(one.names) else one.with_changes(lpar=None, rpar=None)
            )
            names = aliases if layout is one else _on_a_line(aliases)
            made.append(layout.with_changes(module=cst.parse_expression(module), names=names))
        return made


def _last_without_comma(aliases: Sequence[cst.ImportAlias]) -> list[cst.ImportAlias]:
    return [*aliases[:-1], aliases[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)]


def _on_a_line(aliases: Sequence[cst.ImportAlias]) -> list[cst.ImportAlias]:
    comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    return _last_without_comma([one.with_changes(comma=comma) for one in aliases])


def _is_old_import(node: cst.CSTNode) -> bool:
    for one in getattr(node, "body", ()) if isinstance(node, cst.SimpleStatementLine) else ():
        if isinstance(one, cst.Import):
            if any(is_old(canonical(get_full_name_for_node(alias.name) or "")) for alias in one.names):
                return True
        elif isinstance(one, cst.ImportFrom) and one.module is not None and not one.relative:
            if is_old(canonical(get_full_name_for_node(one.module) or "")):
                return True
    return False


def _statement(path: str, alias: str) -> cst.SimpleStatementLine:
    text = f"import {path} as {alias}" if alias else f"import {path}"
    made = cst.parse_statement(text)
    assert isinstance(made, cst.SimpleStatementLine)
    return made


def _from(name: str, local: str = "") -> cst.SimpleStatementLine:
    module, _, last = name.rpartition(".")
    made = cst.parse_statement(f"from {module} import {last}" + (f" as {local}" if local not in ("", last) else ""))
    assert isinstance(made, cst.SimpleStatementLine)
    return made


def _there(body: Sequence[cst.CSTNode], wanted: cst.SimpleStatementLine) -> bool:
    """Say whether an import stands in a module above what uses it."""
    return any(
        isinstance(one, cst.SimpleStatementLine) and len(one.body) == 1 and one.body[0].deep_equals(wanted.body[0])
        for one in body[: _first_use(_bound(wanted.body[0]), body)]
    )


def _is_import(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.SimpleStatementLine) and isinstance(node.body[0], cst.Import | cst.ImportFrom)
