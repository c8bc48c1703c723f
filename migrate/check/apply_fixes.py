"""Carrying out fixes with libcst, so that nothing else in the file changes. Imported only when asked for."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from migrate.check.replacement import Replacement
from migrate.check.rule import Finding

Place = tuple[int, int, int, int]


def fixed(source: bytes, findings: Iterable[Finding]) -> bytes:
    """The source with every fixable finding fixed; encoding and line ends stay."""
    fixes = {finding.place: finding.fix for finding in findings if finding.fix is not None}
    if not fixes:
        return source
    wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    return wrapper.visit(_Fixer(fixes)).bytes


def write(path: Path, data: bytes) -> None:
    """Replace a file whole or not at all, keeping its permissions."""
    path = path.resolve()  # a link keeps pointing where it did
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, path.stat().st_mode & 0o7777)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


class _Fixer(cst.CSTTransformer):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, fixes: Mapping[Place, Replacement]) -> None:
        super().__init__()
        self.fixes = fixes

    def fix_at(self, node: cst.CSTNode) -> Replacement | None:
        where: CodeRange = self.get_metadata(PositionProvider, node)
        return self.fixes.get((where.start.line, where.start.column + 1, where.end.line, where.end.column + 1))

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        return self.expression(original_node, updated_node)

    def leave_Attribute(self, original_node: cst.Attribute, updated_node: cst.Attribute) -> cst.BaseExpression:
        return self.expression(original_node, updated_node)

    def expression(self, original: cst.CSTNode, updated: cst.BaseExpression) -> cst.BaseExpression:
        fix = self.fix_at(original)
        if fix is None or fix.module:  # an alias of one name has the place of that name
            return updated
        if fix.whole:
            return cst.Name(fix.whole, lpar=updated.lpar, rpar=updated.rpar)
        left = updated
        for _ in range(fix.strip):
            assert isinstance(left, cst.Attribute)
            left = left.value
        for name in fix.add:
            left = cst.Attribute(left, cst.Name(name))
        return left.with_changes(lpar=updated.lpar, rpar=updated.rpar) if left is not updated else left

    def leave_Import(self, original_node: cst.Import, updated_node: cst.Import) -> cst.Import:
        names = list(updated_node.names)
        for i, alias in enumerate(original_node.names):
            if (fix := self.fix_at(alias)) is not None:
                names[i] = _alias(fix.module, fix.bound, names[i].comma)
        return updated_node.with_changes(names=names)

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> cst.SimpleStatementLine | cst.FlattenSentinel[cst.SimpleStatementLine]:
        statement = original_node.body[0]
        if not isinstance(statement, cst.ImportFrom) or isinstance(statement.names, cst.ImportStar):
            return updated_node
        fixes = [self.fix_at(alias) for alias in statement.names]
        if not any(fixes) or len(original_node.body) > 1:
            return updated_node
        return _split(updated_node, fixes)


def _split(
    line: cst.SimpleStatementLine, fixes: list[Replacement | None]
) -> cst.SimpleStatementLine | cst.FlattenSentinel[cst.SimpleStatementLine]:
    """`from a import b, c` where c has moved to d: `from a import b` and `from d import c`."""
    statement = line.body[0]
    assert isinstance(statement, cst.ImportFrom) and not isinstance(statement.names, cst.ImportStar)
    assert statement.module is not None
    here = cst.Module([]).code_for_node(statement.module)
    staying: list[cst.ImportAlias] = []
    moved: dict[str, list[cst.ImportAlias]] = {}
    for alias, fix in zip(statement.names, fixes, strict=True):
        if fix is None:
            staying.append(alias)
        elif fix.module == here:
            staying.append(_alias(fix.name, fix.bound, alias.comma))
        else:
            moved.setdefault(fix.module, []).append(_alias(fix.name, fix.bound))
    new = [
        cst.ImportFrom(cst.parse_expression(module), _with_commas(aliases), lpar=None, rpar=None)  # type: ignore[arg-type]
        for module, aliases in moved.items()
    ]
    if not staying:
        head, *rest = new
        first = line.with_changes(body=[head])
    else:
        if statement.rpar is None:
            staying[-1] = staying[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        first, rest = line.with_changes(body=[statement.with_changes(names=staying)]), new
    return cst.FlattenSentinel([first, *(cst.SimpleStatementLine([one]) for one in rest)])


def _alias(name: str, bound: str, comma: cst.Comma | cst.MaybeSentinel = cst.MaybeSentinel.DEFAULT) -> cst.ImportAlias:
    asname = None if bound == name else cst.AsName(cst.Name(bound))
    return cst.ImportAlias(cst.parse_expression(name), asname, comma)  # type: ignore[arg-type]


def _with_commas(aliases: list[cst.ImportAlias]) -> list[cst.ImportAlias]:
    comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    return [alias.with_changes(comma=comma) for alias in aliases[:-1]] + aliases[-1:]
