"""Remove bounded classes that nothing reads any more, since their calls are written out."""

from __future__ import annotations

from typing import Any

import libcst as cst
import libcst.matchers as m
from libcst.helpers import get_full_name_for_node

from ..rewriting.statements import RemovingStatements
from .site import Site


def without_what_is_gone(module: cst.Module, site: Site) -> cst.Module:
    """Remove assignments of `pm.Bound(...)` that nothing reads any more."""
    made = module.visit(_Without(site, _only_assigned(module)))
    return made if isinstance(made, cst.Module) else module


class _Without(RemovingStatements):
    def __init__(self, site: Site, unread: set[str]) -> None:
        super().__init__()
        self.site = site
        self.unread = unread

    def leave_Assign(self, original_node: cst.Assign, updated_node: cst.Assign) -> Any:
        target = original_node.targets[0].target
        if isinstance(target, cst.Name) and target.value in self.unread and _is_bound(original_node.value):
            return cst.RemoveFromParent()
        return updated_node


def _is_bound(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Call) and str(get_full_name_for_node(node.func)).rpartition(".")[2] == "Bound"


def _only_assigned(module: cst.Module) -> set[str]:
    names = [one.value for one in m.findall(module, m.Name()) if isinstance(one, cst.Name)]
    assigned = [one.targets[0].target.value for one in m.findall(module, m.Assign(targets=[m.AssignTarget(m.Name())]))]  # type: ignore[attr-defined]
    return {name for name in assigned if names.count(name) == 1}
