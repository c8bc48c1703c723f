"""Find the model that a call belongs to, where it must be named."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst
import libcst.matchers as m
from libcst.helpers import get_full_name_for_node

from ...check.names.values import MODEL
from ..site import Site


def models(site: Site, func: cst.BaseExpression) -> list[str]:
    """Return candidate model names: the one whose block last made the process before the call, else all of the file."""
    called = site.written.line(func)
    name = func.value.value if isinstance(func, cst.Attribute) and isinstance(func.value, cst.Name) else ""
    makes = m.Assign(targets=[m.AssignTarget(m.Name(name))])
    before = [one for one in _blocks(site) if m.findall(one, makes) and site.written.line(one) < called]
    found = [_name_of(one) for one in before if site.name(one.items[0].item) == MODEL]
    top = [one for one in site.module.body if isinstance(one, cst.With) and site.written.line(one) < called]
    in_order = len(found) <= sum(bool(m.findall(one, makes)) for one in top)
    if found and found[-1] and (len(set(found)) == 1 or in_order):
        return found[-1:]
    return list(dict.fromkeys([*_named_in_blocks(site), *_assigned(site)]))


def _blocks(site: Site) -> list[cst.With]:
    return site.of(cst.With)


def _name_of(block: cst.With) -> str:
    """Return the name of a block's model; "" if it has none."""
    item = block.items[0]
    named = item.asname.name if item.asname is not None else item.item
    return "" if isinstance(named, cst.Call) else str(get_full_name_for_node(named))


def _named_in_blocks(site: Site) -> Iterator[str]:
    """Yield the names in `with pm.Model() as model:`."""
    for one in site.of(cst.WithItem):
        if one.asname is not None and site.name(one.item) == MODEL:
            yield str(get_full_name_for_node(one.asname.name))


def _assigned(site: Site) -> Iterator[str]:
    """Yield the names in `model = pm.Model()`."""
    for line in site.of(cst.Assign):
        if len(line.targets) == 1 and isinstance(line.targets[0].target, cst.Name) and site.name(line.value) == MODEL:
            yield line.targets[0].target.value


def inside(site: Site, call: cst.Call) -> bool:
    """Say whether a call is inside a `with`."""
    return any(m.findall(one, m.MatchIfTrue(lambda node: node is call)) for one in _blocks(site))


def model_of(site: Site, node: cst.Call) -> str | None:
    """Return an expression for the model around a call, or the file's only one; None if it cannot be told."""
    if inside(site, node):
        return site.bindings.reach("pymc.modelcontext") + "(None)"
    found = models(site, node.func)
    return found[0] if len(found) == 1 else None
