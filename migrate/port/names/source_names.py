"""What the names in a source file stand for: migrate-check's resolution, for nodes of libcst."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

import libcst as cst
from libcst.metadata import CodeRange

from ...check.audit import StarExports
from ...check.names import coverage
from ...check.names.module import Module
from ...check.names.project import EMPTY, Project
from ...check.names.resolve import resolve
from ...check.names.scopes import ELSE
from ...check.names.values import is_value
from .legacy_names import is_old

Span = tuple[int, int, int, int, str]
KINDS = {
    cst.Name: "Name",
    cst.Attribute: "Attribute",
    cst.Call: "Call",
    cst.Subscript: "Subscript",
    cst.BinaryOperation: "BinOp",
    cst.UnaryOperation: "UnaryOp",
    cst.Comparison: "Compare",
    cst.IfExp: "IfExp",
    cst.NamedExpr: "NamedExpr",
}


@dataclass(frozen=True)
class Written:
    """The resolved names of a file.

    `names(node)`: the canonical names that an expression may stand for, with "?" if it may also be something else;
    empty if nothing is known.
    """

    module: Module
    spans: Mapping[Span, frozenset[str]]
    positions: Mapping[cst.CSTNode, CodeRange]

    def names(self, node: cst.CSTNode) -> frozenset[str]:
        kind = KINDS.get(type(node))  # type: ignore[call-overload]
        place = self.positions.get(node)
        if kind is None or place is None:
            return frozenset()
        return self.spans.get(
            (place.start.line, place.start.column, place.end.line, place.end.column, kind), frozenset()
        )

    def name(self, node: cst.CSTNode) -> str | None:
        """Return the one name that it stands for, if that is certain."""
        found = self.names(node)
        return next(iter(found)) if len(found) == 1 and ELSE not in found else None

    def lines(self, node: cst.CSTNode) -> range:
        """Return the lines of a node, with its decorators."""
        place = self.positions.get(node)
        if place is None:
            return range(0)
        decorators = getattr(node, "decorators", ())
        return range(self.line(decorators[0]) if decorators else place.start.line, place.end.line + 1)

    def line(self, node: cst.CSTNode) -> int:
        place = self.positions.get(node)
        return place.start.line if place is not None else 1


def written(
    path: str, text: str, tree: ast.Module, positions: Mapping[cst.CSTNode, CodeRange], project: Project = EMPTY
) -> Written:
    """Resolve the names of a file."""
    module = Module(path, text, tree)
    resolve(module, StarExports(coverage.installed()), project)
    if given := given_to_functions(module):  # a trace passed to a function is a trace inside it too
        module = Module(path, text, tree, given=given)
        resolve(module, StarExports(coverage.installed()), project)
    spans: dict[Span, frozenset[str]] = {}
    for node in module.resolved:
        if not isinstance(node, ast.expr):
            continue
        line, column, end_line, end_column = module.place(node)
        spans[line, column - 1, end_line, end_column - 1, type(node).__name__] = module.names_of(node)
    return Written(module, spans, positions)


def given_to_functions(module: Module) -> dict[str, dict[str, frozenset[str]]]:
    """Return parameter values: those for which all calls in the file pass a value of one old class."""
    functions = {one.name: one for one in module.of(ast.FunctionDef)}
    found: dict[str, dict[str, list[frozenset[str]]]] = {}
    for call in module.of(ast.Call):
        if not isinstance(call.func, ast.Name) or call.func.id not in functions:
            continue
        names = module.resolved.get(call.func, frozenset())
        if len(names) != 1:
            continue
        by_parameter = found.setdefault(next(iter(names)), {})
        parameters = [one.arg for one in functions[call.func.id].args.args]
        for parameter, value in [
            *zip(parameters, call.args, strict=False),
            *((one.arg, one.value) for one in call.keywords),
        ]:
            if parameter is not None and not isinstance(value, ast.Starred):
                by_parameter.setdefault(parameter, []).append(module.names_of(value))
    given: dict[str, dict[str, frozenset[str]]] = {}
    for function, parameters_of in found.items():
        for parameter, values in parameters_of.items():
            if (
                len(set(values)) == 1
                and len(values[0]) == 1
                and all(is_value(one) and is_old(one) for one in values[0])
            ):
                given.setdefault(function, {})[parameter] = values[0]
    return given
