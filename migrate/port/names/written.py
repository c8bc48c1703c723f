"""What the names in a source file stand for: migrate-check's resolution, asked by the nodes of libcst."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

import libcst as cst
from libcst.metadata import CodeRange

from migrate.check.audit import StarExports
from migrate.check.names import coverage
from migrate.check.names.module import Module
from migrate.check.names.project import EMPTY, Project
from migrate.check.names.resolve import resolve
from migrate.check.names.scopes import ELSE

Span = tuple[int, int, int, int, str]
KINDS = {
    cst.Name: "Name", cst.Attribute: "Attribute", cst.Call: "Call", cst.Subscript: "Subscript",
    cst.BinaryOperation: "BinOp", cst.UnaryOperation: "UnaryOp", cst.Comparison: "Compare", cst.IfExp: "IfExp",
    cst.NamedExpr: "NamedExpr",
}  # fmt: skip


@dataclass(frozen=True)
class Written:
    """The names of a file. `names(node)`: the canonical names that an expression may stand for, "?" beside those where
    it may be something else; empty where nothing is known."""

    module: Module
    spans: Mapping[Span, frozenset[str]]
    positions: Mapping[cst.CSTNode, CodeRange]

    def names(self, node: cst.CSTNode) -> frozenset[str]:
        kind = KINDS.get(type(node))  # type: ignore[call-overload]
        place = self.positions.get(node)
        if kind is None or place is None:
            return frozenset()
        return self.spans.get((place.start.line, place.start.column, place.end.line, place.end.column, kind), frozenset())

    def name(self, node: cst.CSTNode) -> str | None:
        """The one thing that it stands for, if it is certain."""
        found = self.names(node)
        return next(iter(found)) if len(found) == 1 and ELSE not in found else None

    def line(self, node: cst.CSTNode) -> int:
        place = self.positions.get(node)
        return place.start.line if place is not None else 1


def written(path: str, text: str, tree: ast.Module, positions: Mapping[cst.CSTNode, CodeRange],
            project: Project = EMPTY) -> Written:  # fmt: skip
    """Resolve the names of a file."""
    module = Module(path, text, tree)
    resolve(module, StarExports(coverage.installed()), project)
    spans: dict[Span, frozenset[str]] = {}
    for node in module.resolved:
        if not isinstance(node, ast.expr):
            continue
        line, column, end_line, end_column = module.place(node)
        spans[line, column - 1, end_line, end_column - 1, type(node).__name__] = module.names_of(node)
    return Written(module, spans, positions)
