"""What is assigned to a name, all over a file."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst
import libcst.matchers as m

from ..site import Site


def assigned(site: Site, name: str) -> Iterator[cst.BaseExpression]:
    """Yield what is assigned to a name, all over the file; an unreadable binding yields the name itself."""
    for one in m.findall(site.module, m.Assign() | m.AugAssign() | m.For() | m.Param() | m.Global()):
        if isinstance(one, cst.Assign):
            for target in one.targets:
                if isinstance(target.target, cst.Name) and target.target.value == name:
                    yield one.value
                elif not isinstance(target.target, cst.Name) and m.findall(target.target, m.Name(name)):
                    yield cst.Name(name)
        elif isinstance(one, cst.AugAssign | cst.For):
            if m.findall(one.target, m.Name(name)):
                yield cst.Name(name)
        elif isinstance(one, cst.Param) and one.name.value == name:
            yield cst.Name(name)
