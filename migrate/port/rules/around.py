"""The model that a call is about, where it must be named."""

from __future__ import annotations

import libcst as cst
import libcst.matchers as m
from libcst.helpers import get_full_name_for_node

from ..site import Site


def models(site: Site, func: cst.BaseExpression) -> list[str]:
    """Name the models of the file: that in which the process was made last before the call, else all."""
    found: list[str] = []
    called = site.written.line(func)
    name = func.value.value if isinstance(func, cst.Attribute) and isinstance(func.value, cst.Name) else ""
    for block in m.findall(site.module, m.With()):
        assert isinstance(block, cst.With)
        made = m.findall(block, m.Assign(targets=[m.AssignTarget(m.Name(name))]))
        item = block.items[0]
        if made and site.name(item.item) == "pymc3.model.Model()" and site.written.line(block) < called:
            named = item.asname.name if item.asname is not None else item.item
            found.append("" if isinstance(named, cst.Call) else str(get_full_name_for_node(named)))
    top = [one for one in site.module.body if isinstance(one, cst.With) and site.written.line(one) < called]
    in_order = len(found) <= sum(bool(m.findall(one, m.Assign(targets=[m.AssignTarget(m.Name(name))]))) for one in top)
    if found and found[-1] and (len(set(found)) == 1 or in_order):
        return found[-1:]
    found = []
    for one in m.findall(site.module, m.WithItem(asname=m.AsName())):
        assert isinstance(one, cst.WithItem) and one.asname is not None
        if site.name(one.item) == "pymc3.model.Model()":
            found.append(str(get_full_name_for_node(one.asname.name)))
    for line in m.findall(site.module, m.Assign(targets=[m.AssignTarget(m.Name())])):
        assert isinstance(line, cst.Assign)
        if site.name(line.value) == "pymc3.model.Model()":
            found.append(str(get_full_name_for_node(line.targets[0].target)))
    return list(dict.fromkeys(found))


def inside(site: Site, call: cst.Call) -> bool:
    """Whether a call stands in a `with`."""
    return any(m.findall(one, m.MatchIfTrue(lambda node: node is call)) for one in m.findall(site.module, m.With()))


def model_of(site: Site, node: cst.Call) -> str | None:
    """Return an expression for the model around a call, or the only one of the file; None where it cannot be told."""
    if inside(site, node):
        return site.bindings.reach("pymc.modelcontext") + "(None)"
    found = models(site, node.func)
    return found[0] if len(found) == 1 else None
