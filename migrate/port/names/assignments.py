"""What is assigned to names, all over a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import libcst as cst


def assignments(nodes: Iterable[cst.CSTNode]) -> Mapping[str, list[cst.BaseExpression]]:
    """Return name -> what is assigned to it, in the order of `nodes`; the name itself where that cannot be read."""
    found: dict[str, list[cst.BaseExpression]] = {}
    for node in nodes:
        if isinstance(node, cst.Assign):
            for target in node.targets:
                if isinstance(target.target, cst.Name):
                    found.setdefault(target.target.value, []).append(node.value)
                else:
                    _unreadable(found, target.target)
        elif isinstance(node, cst.AugAssign | cst.For):
            _unreadable(found, node.target)
        elif isinstance(node, cst.Param):
            _unreadable(found, node.name)
    return found


def _unreadable(found: dict[str, list[cst.BaseExpression]], target: cst.CSTNode) -> None:
    for name in dict.fromkeys(one.value for one in every_node(target) if isinstance(one, cst.Name)):
        found.setdefault(name, []).append(cst.Name(name))


def every_node(top: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Yield a node and all below it, in the order of the text."""
    waiting = [top]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(node.children)


def names_read(top: cst.CSTNode) -> list[str]:
    """Return every identifier that the expressions below a node read; not what its imports name."""
    found: list[str] = []
    todo = [top]
    while todo:
        node = todo.pop()
        if isinstance(node, cst.Import | cst.ImportFrom):
            continue
        if isinstance(node, cst.Name):
            found.append(node.value)
        elif isinstance(node, cst.Attribute | cst.Arg):
            todo.append(node.value)
        else:
            todo += node.children
    return found
